"""Calls run side by side, but never more than the marketplace bears."""

from tests.integration.workflows.conftest import Open

from job_core.run import RunState


def test_a_slow_marketplace_is_asked_for_many_orders_at_once(open_play: Open) -> None:
    play = open_play("small")
    play.world.switches.update(latency_ms=100)

    run = play.sync_orders()

    assert run.state is RunState.SUCCESS
    assert len(play.records()) >= 40
    assert 8 <= play.world.traffic.max_in_flight <= 16
