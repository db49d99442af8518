"""JTL-Wawi's database: read in short transactions, written in its order inbox only."""
