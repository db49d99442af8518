"""The server as the first documents describe it, to compare ours with."""
