"""How long a batch of outside writes may last."""

import math


def batch_seconds(calls: int, *, call_s: float, at_once: int) -> float:
    """
    Return the seconds after which the last of *calls* is surely over.

    Calls are begun in order, at most *at_once* at a time, each of at most
    *call_s*: whenever so many seconds have passed, *at_once* more are over.
    """
    return call_s * math.ceil(calls / at_once)
