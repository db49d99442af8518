"""What a demonstration says at its end."""

from typing import Any

import attrs

from entrypoints.cli.held_orders import print_held
from entrypoints.cli.output import Output
from entrypoints.cli.reconciliation import print_reconciliation, reconciliation
from entrypoints.cli.sentences import sentence, words
from entrypoints.demo.world import DemoWorld
from entrypoints.open_shop import OpenShop
from entrypoints.wire.orders import OrderSummary
from entrypoints.wire.reconciliation import ReconciliationView
from entrypoints.wire.shop import AlertView
from temu_core.ledger import LedgerState

_DAYS = 90
_MOST = 1000


@attrs.frozen(kw_only=True)
class Ending:
    """
    The held orders, the alerts, the report, and what changed outside.
    """

    held: tuple[OrderSummary, ...]
    alerts: tuple[AlertView, ...]
    reconciliation: ReconciliationView
    outside_writes: int
    documents: str

    @property
    def agrees(self) -> bool:
        """
        True when every order the marketplace shows is in the books.
        """
        return self.reconciliation.agrees

    def document(self) -> dict[str, object]:
        """
        Return the ending for programs.
        """
        return attrs.asdict(self, recurse=False)


def print_ending(
    output: Output, world: DemoWorld, shop: OpenShop, before: dict[str, Any], options: str
) -> Ending:
    """
    Print and return how the day ended.

    Args:
        before: The sandbox's books at the day's beginning.
        options: What must follow every command.
    """
    held = shop.adapters.order_book().search(shop.shop, states=[LedgerState.HELD], limit=_MOST)
    alerts = shop.adapters.alerts().open(shop.shop)
    ending = Ending(
        held=tuple(OrderSummary.of(record) for record in held),
        alerts=tuple(AlertView.of(alert) for alert in alerts),
        reconciliation=ReconciliationView.of(reconciliation(shop, _DAYS)),
        outside_writes=_writes(world.sandbox.books()) - _writes(before),
        documents=str(shop.setup.folder),
    )
    output.say(f"\n{len(ending.held)} held orders", style="bold")
    print_held(output, ending.held, options)
    output.table(
        f"\n{len(ending.alerts)} alerts",
        ("kind", "what"),
        ((words(alert.kind), sentence(alert.text)) for alert in ending.alerts),
        empty="\nno alerts",
    )
    output.say("")
    print_reconciliation(output, ending.reconciliation, options)
    output.say(f"written outside in this demo: {ending.outside_writes} times")
    output.facts(
        [
            ("order documents (XML)", f"{ending.documents} (archive, outbox)"),
            ("the marketplace's answers (JSON)", f"{ending.documents} (api_responses)"),
        ],
        indent=0,
    )
    output.say(f"\nlook around: temu-jtl status{options}", whole=True)
    return ending


def _writes(books: dict[str, Any]) -> int:
    """
    Return how often the sandbox was written to, by its own count.
    """
    documents = books["jtl"]["documents"]
    return int(books["temu"]["writes"]) + sum(int(times) for times in documents.values())
