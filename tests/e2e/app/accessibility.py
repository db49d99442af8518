"""What a tool finds about a page's accessibility."""

from collections.abc import Sequence
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_SERIOUS: Final = frozenset({"serious", "critical"})

#: Where, which rule, and the element.
Finding = tuple[str, str, str]


def serious_findings(page: Page, where: str, *, rules: Sequence[str] = ()) -> list[Finding]:
    """
    Return what axe-core calls serious or critical; *rules* if only some matter.
    """
    options: dict[str, Any] = {"runOnly": {"type": "rule", "values": [*rules]}} if rules else {}
    return [
        (where, violation["id"], node["html"])
        for violation in Axe().run(page, options=options).response["violations"]
        if violation["impact"] in _SERIOUS
        for node in violation["nodes"]
    ]
