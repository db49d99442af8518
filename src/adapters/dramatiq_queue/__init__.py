"""Runs handed from process to process: Dramatiq over Redis."""
