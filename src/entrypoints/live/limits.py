"""How much the live log does for whom, and how long it waits."""

import attrs


@attrs.frozen(kw_only=True)
class LiveLimits:
    """
    Bounds of the live log; times in seconds.
    """

    most_clients: int = 1_000
    #: Lines that may wait for one client; one more and it is too slow.
    most_waiting: int = 1_000
    #: How often the run log is asked for lines of other processes.
    poll_s: float = 1.0
    heartbeat_s: float = 15.0
    #: How often a client's permission is looked at again.
    permission_s: float = 60.0
    #: A client that says nothing is sent away after this time.
    subscribe_within_s: float = 15.0
    #: A client that takes a message no sooner than this is too slow.
    send_within_s: float = 30.0
    #: How long a client may take to hear why it is sent away.
    last_words_s: float = 5.0
