"""
What the sandbox's two worlds contain at the start and what happens later.
"""
