"""A living JTL-Wawi: its database, and the worker that reads order documents from it."""
