"""The run log as it is written, over WebSockets."""
