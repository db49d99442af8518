"""Prints at the end what a test found, whichever process ran it."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """
    Print the properties that tests recorded, one line each.
    """
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, found in report.user_properties:
                if name == "planted defects":
                    terminalreporter.write_line(f"{name}: {found}")
