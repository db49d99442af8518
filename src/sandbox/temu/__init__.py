"""
The fake marketplace Temu.
"""
