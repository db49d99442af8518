"""An update of JTL-Wawi that changes the inbox stops outside writes until a person accepts it."""

from tests.integration.workflows.harness import HOUR, NORTH, Play
from tests.integration.workflows.lamp_shop import sell

from entrypoints.shop_checks import check_shop
from job_core.run import RunState


def _change(play: Play) -> str:
    return play.read(lambda shop: shop.adapters.shop_register().switches(NORTH).erp_change)


def _wrong(play: Play) -> dict[str, str]:
    return play.read(lambda shop: {c.name: c.text for c in check_shop(shop) if not c.ok})


def test_after_an_update_nothing_is_written_before_a_person_accepted_it(play: Play) -> None:
    sell(play, 1)
    play.sync_orders()
    known = dict(play.jtl()["documents"])

    play.world.jtl.update()
    later = sell(play, 2)
    held = play.sync_orders()
    change, told = _change(play), _wrong(play)
    documents = dict(play.jtl()["documents"])
    play.by_person(lambda shop, run: shop.use_cases.accept_erp()(run, change, by="ada"))
    play.advance(HOUR)
    play.sync_orders()
    play.advance(HOUR)

    assert held.state is RunState.SUCCESS
    assert change == "dbo.tXMLBestellImport has a new column cUpdate1"
    assert change in told["ERP: tables"]
    assert documents == known
    assert later in play.jtl()["booked"]
    assert _wrong(play) == {}
