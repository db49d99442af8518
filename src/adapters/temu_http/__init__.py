"""Temu's open API behind the ports of selling."""
