"""What starts jobs when they are due."""
