"""Temu's orders as the file a merchant exports in the Seller Center."""
