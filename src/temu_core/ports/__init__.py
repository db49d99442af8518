"""The conversations the core has with the outside."""
