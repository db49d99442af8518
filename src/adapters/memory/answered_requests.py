"""Answered requests in memory."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from adapters.memory.store import MemoryStore
from job_core.ports.answered_requests import Answered, AnsweredRequests, KeptAnswers


@attrs.frozen
class MemoryAnsweredRequests(AnsweredRequests):
    """
    Answers by token and key in a memory store.
    """

    store: MemoryStore

    def find(self, token: str, key: str) -> Answered | None:
        kept = self.store.read().answers.get((token, key))
        return kept[0] if kept else None

    def keep(self, token: str, key: str, answer: Answered, at: datetime) -> bool:
        with self.store.unfenced() as tables:
            if (token, key) in tables.answers:
                return False
            tables.answers[token, key] = (answer, at)
            return True

    def kept(self, before: datetime) -> tuple[KeptAnswers, KeptAnswers]:
        moments = [at for _, at in self.store.read().answers.values()]
        return (
            _kept([at for at in moments if at < before]),
            _kept([at for at in moments if at >= before]),
        )

    def forget_before(self, moment: datetime) -> int:
        with self.store.unfenced() as tables:
            old = [key for key, (_, at) in tables.answers.items() if at < moment]
            for key in old:
                del tables.answers[key]
            return len(old)


def _kept(moments: Sequence[datetime]) -> KeptAnswers:
    return KeptAnswers(count=len(moments), oldest=min(moments, default=None))
