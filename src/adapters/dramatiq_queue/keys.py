"""What Dramatiq and we call our things in Redis."""

import attrs


@attrs.frozen
class QueueKeys:
    """
    The keys of one queue; the first six are Dramatiq's (2.2, ``brokers/redis/dispatch.lua``).
    """

    namespace: str
    queue: str

    @property
    def waiting(self) -> str:
        """
        The list of message ids that nobody has taken.
        """
        return f"{self.namespace}:{self.queue}"

    @property
    def messages(self) -> str:
        """
        The messages by id, those under way included.
        """
        return f"{self.waiting}.msgs"

    @property
    def delayed(self) -> str:
        """
        The messages, by id, whose time has not come.
        """
        return f"{self.waiting}.DQ.msgs"

    @property
    def dead(self) -> str:
        """
        The ids of dead messages by time of death in milliseconds.
        """
        return f"{self.waiting}.XQ"

    @property
    def dead_messages(self) -> str:
        """
        The dead messages by id.
        """
        return f"{self.waiting}.XQ.msgs"

    @property
    def workers(self) -> str:
        """
        Ours: who works, by the time of the last sign of life in milliseconds.
        """
        return f"{self.namespace}:workers"

    def sent(self, run_id: str) -> str:
        """
        Ours: the id of the last message that was sent about a run.
        """
        return f"{self.namespace}:sent:{run_id}"
