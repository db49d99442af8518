"""The versions of our database, oldest first."""
