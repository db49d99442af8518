"""Every measurement; a module here with a ``MEASUREMENT`` is found by itself."""
