"""Selling on the marketplace: orders in, stock and shipments out."""
