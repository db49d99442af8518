"""The demonstration: the whole product against the sandbox."""
