"""JTL's order documents (format A): rendering orders, and the folder in which files wait."""
