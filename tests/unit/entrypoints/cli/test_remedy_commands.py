"""Every command that is offered is one the program understands."""

import re
import shlex

import pytest

from entrypoints.cli.main import build_app
from entrypoints.cli.remedy_commands import quoted, remedy_commands
from entrypoints.wire.orders import HoldView
from temu_core.ledger import HoldReason
from temu_core.rules.holds import REMEDIES, advice

NUMBER = "PO-076-1"


def a_hold(reason: HoldReason, subject: str = "REGAL-1") -> HoldView:
    return HoldView(
        reason=reason.value,
        text="stopped",
        subject=subject,
        advice=advice(reason),
        remedies=tuple(remedy.value for remedy in REMEDIES[reason]),
    )


@pytest.mark.parametrize("reason", HoldReason)
def test_each_remedy_of_each_reason_is_a_command_that_can_be_typed(reason: HoldReason) -> None:
    commands = remedy_commands(NUMBER, a_hold(reason), " --demo --data x")

    assert len(commands) == len(REMEDIES[reason])
    for _, command in commands:
        # CARRIER stands for a number, as the list of carriers shows it.
        words = shlex.split(re.sub(r"\bCARRIER\b", "7", command))[1:]
        build_app().parse_args(words, exit_on_error=False, print_error=False)


def test_the_most_helpful_remedy_comes_first_with_what_the_order_lacks() -> None:
    _, command = remedy_commands(NUMBER, a_hold(HoldReason.SKU_UNKNOWN, "REGAL-UNBEKANNT"))[0]

    assert command == "temu-jtl map sku REGAL-UNBEKANNT ARTICLE"


def test_a_name_with_blanks_is_quoted() -> None:
    _, command = remedy_commands(NUMBER, a_hold(HoldReason.CARRIER_UNKNOWN, "Kurier Blitz"))[0]

    assert command == 'temu-jtl map carrier "Kurier Blitz" CARRIER'


@pytest.mark.parametrize("name", ["DHL Paket", "a'b", 'a"b', "$HOME `ls`", "50% Größe", "a\\b", ""])
def test_whatever_a_thing_is_called_the_shell_gives_it_back(name: str) -> None:
    assert shlex.split(quoted(name)) == [name]
