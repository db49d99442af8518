"""Tables, sentences and JSON as they come out."""

import io
import json
from datetime import UTC, datetime

import attrs
import pytest
from rich.console import Console

from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.output import Output, make_console

NUMBER = "PO-076-00000000000000133"
LONG = "Compare the amounts with the marketplace; allow once if the lines are right. " * 3


def on_a_terminal(width: int) -> tuple[Output, io.StringIO]:
    shown = io.StringIO()
    console = Console(file=shown, width=width, force_terminal=True, color_system=None)
    return Output(False, console), shown


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_an_order_number_is_never_broken(width: int) -> None:
    output, shown = on_a_terminal(width)

    output.table(
        "", ("order", "state", "why"), [(NUMBER, "held", LONG)], empty="", whole=("order",)
    )

    assert NUMBER in shown.getvalue()


def test_a_command_to_copy_is_never_broken() -> None:
    output, shown = on_a_terminal(40)

    output.say(f'  type  temu-jtl orders correct {NUMBER} address.street "NEW TEXT"', whole=True)

    assert shown.getvalue().count("\n") == 1


def test_a_sentence_is_broken_between_words_on_a_terminal() -> None:
    output, shown = on_a_terminal(40)

    output.say("Compare the amounts with the marketplace, then allow once.")

    assert shown.getvalue().splitlines()[0].rstrip() == "Compare the amounts with the"


def test_what_is_piped_has_no_colours_and_one_line_per_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    output = Output()

    output.say(f"{NUMBER} is held. {LONG}", style="bold red")
    output.table("", ("order", "why"), [(NUMBER, "x" * 150)], empty="", whole=("order",))

    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert len(shown.splitlines()) == 3


def test_the_width_of_a_pipe_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "77")

    assert make_console().width == 77


def test_for_programs_nothing_is_printed_but_the_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = Output(True)

    output.say("hello")
    output.facts([("a", 1)])
    output.table("t", ("a",), [(1,)], empty="none")
    output.document({"at": datetime(2026, 3, 2, 12, tzinfo=UTC), "who": "Jörg"})

    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"at": "2026-03-02T12:00:00Z", "who": "Jörg"}
    assert shown.err == ""


def test_objects_become_json_with_plain_values(capsys: pytest.CaptureFixture[str]) -> None:
    @attrs.frozen
    class Thing:
        code: ExitCode
        items: tuple[int, ...]

    Output(True).document([Thing(ExitCode.HELD, (1, 2))])

    assert json.loads(capsys.readouterr().out) == [{"code": 3, "items": [1, 2]}]


def test_an_empty_table_says_so() -> None:
    output, shown = on_a_terminal(80)

    output.table("", ("order",), [], empty="no such orders")

    assert shown.getvalue() == "no such orders\n"
