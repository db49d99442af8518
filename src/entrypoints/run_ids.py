"""Names for runs."""

import secrets

from shared_kernel.clock import Clock


def new_run_id(clock: Clock) -> str:
    """
    Return an id that sorts by start time and is unique for ever.
    """
    return f"{clock.now():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
