"""Every code of the server has its words in the web app, in both languages."""

import enum
import re
from collections import Counter
from collections.abc import Iterable

import pytest

from entrypoints.jobs import sync_jobs
from entrypoints.pwa.web_files import FOLDER
from job_core.access import Role
from temu_core.alert import AlertKind
from temu_core.confirmation import Acceptance
from temu_core.ledger import ClosedWhy, HoldReason, LedgerState, Remedy
from temu_core.order import MarketplaceStatus, OrderLabel
from temu_core.package import PackageState
from temu_core.payload import Call
from temu_core.plan import PlanKind, PlanState
from temu_core.privacy import HeldKind, HeldWhy
from temu_core.reconciliation import GapKind
from temu_core.rules.holds import REMEDIES
from temu_core.rules.remedies import CORRECTABLE

_ENTRY = re.compile(r"^  (?:\"([^\"]+)\"|(\w+)): ", re.MULTILINE)
LANGUAGES = ("de", "en")


def _keys(language: str) -> Counter[str]:
    texts = (FOLDER / "texts" / language).glob("*.js")
    return Counter(
        quoted or plain
        for path in texts
        for quoted, plain in _ENTRY.findall(path.read_text(encoding="utf-8"))
    )


def _codes(kind: Iterable[enum.Enum]) -> list[str]:
    return [code.value for code in kind]


_ASKED = [Remedy.DONE_BY_HAND.value, Remedy.DELIVER_AGAIN.value]
_FORMS = [Remedy.MAP_SKU.value, Remedy.MAP_CARRIER.value, Remedy.CORRECT_TEXT.value]
_OVER = [LedgerState.CANCELLED_AFTER_EXPORT.value, LedgerState.CANCELLED_IN_ERP.value]

TABLES = {
    "state": _codes(LedgerState),
    "reason": _codes(HoldReason),
    "advice": _codes(REMEDIES),
    "remedy": _codes(Remedy),
    "next": _codes(Remedy),
    "confirm": [*_ASKED, *(f"{remedy}.text" for remedy in _ASKED)],
    "form.send": _FORMS,
    "order.stopped": _OVER,
    "alert": _codes(AlertKind),
    "about": _codes(AlertKind),
    "closed": _codes(ClosedWhy),
    "marketplace": _codes(MarketplaceStatus),
    "request": _codes(OrderLabel),
    "asks": _codes(OrderLabel),
    "acceptance": _codes(Acceptance),
    "package": _codes(PackageState),
    "call": [call.value for call in (Call.ORDERS, Call.ADDRESS, Call.AMOUNTS)],
    "gap": [f"{kind.value}{part}" for kind in GapKind for part in ("", ".why", ".next")],
    "personal": _codes(HeldKind),
    "kept": [*_codes(HeldWhy), *(f"answered_requests.{why}" for why in ("within_days", "due"))],
    "plan.kind": _codes(PlanKind),
    "plan.state": _codes(PlanState),
    "tokens.role": _codes(Role),
    "text": sorted(CORRECTABLE),
    "param": sorted(
        f"{parameter.name}{part}"
        for job in sync_jobs()
        for parameter in job.parameters
        for part in ("", ".hint")
    ),
    "target": ["data", "database", "erp", "marketplace", "queue"],
    "writing": ["on", "stopped", "erp_changed", "waits_for_approval"],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TABLES)
def test_every_code_has_its_words(language: str, kind: str) -> None:
    known = _keys(language)

    assert [code for code in TABLES[kind] if f"{kind}.{code}" not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_area_says_again_what_another_says(language: str) -> None:
    """
    All loaded areas are one table: the later would win, on every page.
    """
    assert [key for key, times in _keys(language).items() if times > 1] == []
