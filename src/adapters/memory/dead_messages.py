"""Dead messages, in memory."""

from collections.abc import Collection, Sequence
from datetime import datetime

import attrs

from job_core.dead_message import DeadMessage, QueueFigures
from job_core.ports.dead_messages import DeadMessages


@attrs.define
class MemoryDeadMessages(DeadMessages):
    """
    Keeps what a test lays here; without a broker it stays empty.
    """

    dead: dict[str, DeadMessage] = attrs.field(factory=dict)
    #: The ids that were sent again, in order.
    sent: list[str] = attrs.field(factory=list)

    def figures(self) -> QueueFigures:
        return QueueFigures(waiting=len(self.sent), delayed=0, dead=len(self.dead), workers=0)

    def newest(self, *, limit: int = 100) -> Sequence[DeadMessage]:
        return sorted(self.dead.values(), key=lambda m: (m.died_at, m.id), reverse=True)[:limit]

    def send_again(self, ids: Collection[str]) -> Collection[str]:
        sent = self.put_away(ids)
        self.sent.extend(sent)
        return sent

    def put_away(self, ids: Collection[str]) -> Collection[str]:
        return [message_id for message_id in ids if self.dead.pop(message_id, None) is not None]

    def older_than(self, moment: datetime, *, limit: int = 1000) -> Sequence[str]:
        old = [message for message in self.newest(limit=len(self.dead)) if message.died_at < moment]
        return [message.id for message in reversed(old)][:limit]
