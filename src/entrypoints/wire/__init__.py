"""What other programs see of us; changes only with the interface version."""
