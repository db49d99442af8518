"""The conversations of running work with the outside."""
