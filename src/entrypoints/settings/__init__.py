"""What the merchant decided, read once at the start."""
