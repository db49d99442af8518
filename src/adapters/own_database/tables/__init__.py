"""The tables of our own database, one file per idea."""
