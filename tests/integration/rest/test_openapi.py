"""The description that other programs rely on."""

import json
from pathlib import Path

from tests.integration.rest.counter import Counter

from entrypoints.rest.openapi import document

COMMITTED = Path(__file__).parents[3] / "docs" / "openapi.json"


def as_committed(counter: Counter) -> str:
    """
    Return the description as a file that shows its changes line by line.
    """
    return json.dumps(document(counter.app), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_the_committed_description_is_the_one_we_serve(quiet_counter: Counter) -> None:
    """
    Who changes the interface shows it: ``python -m tests.integration.rest.write_openapi``.
    """
    assert COMMITTED.read_text(encoding="utf-8") == as_committed(quiet_counter)
    assert quiet_counter.get("/schema").json() == json.loads(COMMITTED.read_text(encoding="utf-8"))


def test_every_operation_says_what_it_does_and_how_it_fails(quiet_counter: Counter) -> None:
    described = document(quiet_counter.app)

    operations = [operation for item in described["paths"].values() for operation in item.values()]
    assert described["openapi"].startswith("3.1")
    assert all(operation["description"] for operation in operations)
    for operation in operations:
        problems = {code for code in operation["responses"] if int(code) >= 400}
        assert {"401", "403", "422", "503"} <= problems
