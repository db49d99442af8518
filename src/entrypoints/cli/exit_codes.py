"""What the command line answers to the shell."""

import enum


class ExitCode(enum.IntEnum):
    """
    0 ok, 1 failed, 2 usage or settings, 3 finished with held orders.
    """

    OK = 0
    FAILED = 1
    USAGE = 2
    HELD = 3
