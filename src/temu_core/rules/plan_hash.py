"""Plans with a hash of what they would write."""

import hashlib
import json
from collections.abc import Sequence

from temu_core.plan import Plan, PlanKind, PlannedWrite


def plan(kind: PlanKind, writes: Sequence[PlannedWrite], approval_reason: str = "") -> Plan:
    """
    Return a plan of these writes in this order; same writes, same hash.

    Why it must be approved and what is there now are no part of the hash: who
    approves a plan approves what is written.  In a shop that sells, what is
    there now is something else at the next look.
    """
    content = [kind.value, [list(write.content) for write in writes]]
    canonical = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode("ascii")).hexdigest()
    return Plan(kind=kind, hash=digest, writes=tuple(writes), approval_reason=approval_reason)
