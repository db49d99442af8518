"""What does the runs that others ask for."""
