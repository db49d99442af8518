"""Adapters that join parts of one process: log lines to their readers, runs to threads."""
