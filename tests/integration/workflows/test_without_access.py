"""A shop without access to the marketplace's API lives on files."""

from tests.integration.workflows.conftest import Open
from tests.integration.workflows.harness import NORTH
from tests.integration.workflows.lamp_shop import lamp_shop, sell
from tests.integration.workflows.test_order_file import keep, take

from entrypoints.open_shop import OpenShop
from entrypoints.shop_checks import check_shop
from job_core.run import RunState
from temu_core.ledger import LedgerState

FILES = {"TEMU__ACCESS": "files", "ORDER_FILE__PRICES": "net"}
UNCHECKED = {**FILES, "ORDER_FILE__EXPORT_UNCHECKED": "true"}


def test_orders_reach_the_erp_and_parcels_come_back_without_a_single_call(
    open_play: Open,
) -> None:
    play = open_play(lamp_shop(), **UNCHECKED)
    number = sell(play)

    run = take(play)
    play.advance(minutes=10)
    play.sync_orders()

    assert run.state is RunState.SUCCESS
    assert play.jtl()["documents"] == {number: 1}
    play.advance(hours=30)
    assert play.sync_tracking().state is RunState.SUCCESS
    assert play.state(number) is LedgerState.SHIPPED
    assert play.record(number).packages
    assert play.world.traffic.by_type == {}


def test_nothing_is_exported_unchecked_until_the_merchant_wants_it(open_play: Open) -> None:
    play = open_play(lamp_shop(), **FILES)
    number = sell(play)

    run = take(play)

    assert run.state is RunState.SUCCESS
    assert play.state(number) is LedgerState.READY
    assert play.jtl()["documents"] == {}
    assert "order_file.export_unchecked" in play.log()


def test_a_newer_file_that_shows_the_cancellation_keeps_the_order_back(open_play: Open) -> None:
    play = open_play(lamp_shop(), **FILES)
    number = sell(play)
    take(play)
    text = play.world.order_export("de").decode("utf-8-sig")
    unchecked = play.with_settings(ORDER_FILE__EXPORT_UNCHECKED="true")

    unchecked.sync_orders(file=keep(play, text.replace("Unshipped", "Storniert").encode()))

    assert unchecked.state(number) is LedgerState.CANCELLED
    assert unchecked.jtl()["documents"] == {}


def test_stock_and_reconciliation_are_refused_and_a_run_without_file_does_the_rest(
    open_play: Open,
) -> None:
    play = open_play(lamp_shop(), **UNCHECKED)

    stock, orders = play.sync_inventory(), play.sync_orders()

    assert stock.state is RunState.FAILED
    assert "no access" in stock.error
    assert orders.state is RunState.SUCCESS
    assert "come as files" in play.log()
    assert play.world.traffic.by_type == {}


def test_only_its_orders_are_due_and_its_checks_are_green(open_play: Open) -> None:
    play = open_play(lamp_shop(), **FILES)

    def jobs_due(shop: OpenShop) -> set[str]:
        shop.seed_schedules()
        return {entry.job for entry in shop.adapters.schedule_book().entries(NORTH)}

    assert play.read(jobs_due) == {"temu_orders_sync"}
    assert play.read(lambda shop: [c.name for c in check_shop(shop) if not c.ok]) == []


def test_a_shop_that_gets_access_goes_on_with_its_books(open_play: Open) -> None:
    play = open_play(lamp_shop(), **FILES)
    number = sell(play)
    take(play)
    granted = play.with_settings(TEMU__ACCESS="api")

    run = granted.sync_orders()

    assert run.state is RunState.SUCCESS
    assert granted.state(number) is LedgerState.EXPORTED
