"""Answers per item, and the failure when there is none for any."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from adapters.temu_http.verdicts import SettingsError, concerns_the_shop
from shared_kernel.errors import ConnectorError

Result = TypeVar("Result")


def settle(work: Callable[[], Result]) -> Result | ConnectorError:
    """
    Return what *work* returns, or the failure it raised.
    """
    try:
        return work()
    except ConnectorError as error:
        return error


def raise_if_nothing_is_known(results: Iterable[object]) -> None:
    """
    Raise the first failure when every read of a batch failed for the shop as a whole.
    """
    failures = list(results)
    if failures and all(isinstance(f, ConnectorError) and concerns_the_shop(f) for f in failures):
        _raise_first(failures)


def raise_if_settings_are_wrong(results: Iterable[object]) -> None:
    """
    Raise the first failure when every write of a batch failed because of the settings.
    """
    failures = list(results)
    if failures and all(isinstance(f, SettingsError) for f in failures):
        _raise_first(failures)


def _raise_first(failures: list[object]) -> None:
    if isinstance(failures[0], ConnectorError):
        raise failures[0]
