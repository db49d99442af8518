"""Decisions about running work, as pure functions."""
