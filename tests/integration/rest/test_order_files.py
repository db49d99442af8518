"""An order file comes in as the body of a request."""

from collections.abc import Iterator

import pytest
from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import Counter
from tests.integration.workflows.lamp_shop import sell

from entrypoints.rest.front_door import MOST_FILE_BYTES
from job_core.access import Role

PATH = "/api/orders/csv"


@pytest.fixture
def working(open_counter: OpenCounter) -> Counter:
    return open_counter(workers=True)


def test_the_orders_of_a_file_are_taken_by_a_run(working: Counter) -> None:
    number = sell(working.play)
    body = working.play.world.order_export("en")

    answer = working.ask("POST", f"{PATH}?wait=60", content=body)

    assert answer.status_code == 202
    run = answer.json()
    assert (run["job"], run["state"]) == ("temu_orders_sync", "success")
    assert working.get(f"/api/orders/{number}").json()["summary"]["state"] == "exported"


def test_a_file_larger_than_other_bodies_is_taken_piece_by_piece(counter: Counter) -> None:
    header, row = counter.play.world.order_export("en"), b"," * 29 + b"\r\n"

    def pieces() -> Iterator[bytes]:
        yield header
        for _ in range(100):
            yield row * 1000

    answer = counter.ask("POST", PATH, content=pieces())

    assert answer.status_code == 202
    assert answer.json()["state"] == "queued"


def test_only_operators_bring_files(quiet_counter: Counter) -> None:
    codes = [
        quiet_counter.ask("POST", PATH, content=b"x", role=role).status_code
        for role in (None, Role.METRICS, Role.VIEWER)
    ]

    assert codes == [401, 403, 403]


def test_no_file_and_a_file_larger_than_any_are_refused(quiet_counter: Counter) -> None:
    def unannounced_pieces() -> Iterator[bytes]:
        for _ in range(MOST_FILE_BYTES // 2**20 + 1):
            yield b"x" * 2**20

    empty = quiet_counter.ask("POST", PATH, content=b"")
    announced = quiet_counter.ask(
        "POST", PATH, content=b"x", headers={"content-length": str(MOST_FILE_BYTES + 1)}
    )
    unannounced = quiet_counter.ask("POST", PATH, content=unannounced_pieces())

    assert (empty.status_code, empty.json()["type"]) == (422, "urn:temu-jtl:order_file")
    assert announced.status_code == 413
    assert unannounced.status_code in (413, 422)
    folder = quiet_counter.play.settings.data / "north" / "order_files"
    assert list(folder.iterdir()) == []
