"""What Temu answers, as classes of its own."""
