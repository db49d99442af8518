"""How a database becomes one of the present version."""
