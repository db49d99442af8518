"""What programs were answered, as part of what is held of buyers."""

from collections.abc import Sequence
from datetime import datetime

from job_core.ports.answered_requests import AnsweredRequests
from temu_core.privacy import Held, HeldKind, HeldWhy


def held_answers(answers: AnsweredRequests, before: datetime) -> Sequence[Held]:
    """
    Return the answers under idempotency keys by why they are held; nothing that is not there.

    They belong to no shop, and an answer may hold whatever its request asked for.
    """
    due, fresh = answers.kept(before)
    by_why = {HeldWhy.WITHIN_DAYS: fresh, HeldWhy.DUE: due}
    return [
        Held(kind=HeldKind.ANSWERED_REQUESTS, why=why, count=kept.count, oldest=kept.oldest)
        for why, kept in by_why.items()
        if kept.count
    ]
