"""A rate that processes on several machines keep to together."""
