"""What the connector does, one verb per file."""
