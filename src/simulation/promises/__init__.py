"""The nine promises, each looked after by itself; its docstring is the promise."""
