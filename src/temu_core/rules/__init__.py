"""What a merchant decides, as pure functions."""
