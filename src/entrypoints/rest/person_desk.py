"""What a person changes by hand."""

import threading
from collections.abc import Callable
from typing import Final, TypeVar

import attrs

from entrypoints.open_shop import NotDoneError, OpenShop
from entrypoints.rest.caller import Caller
from shared_kernel.errors import ConnectorError, StoppedError, UnavailableError
from shared_kernel.run_context import Fact, RunContext

T = TypeVar("T")

_PATIENCE_S = 10.0
#: Two people who act at the same moment wait for each other instead of failing.
_TURN: Final = threading.Lock()


@attrs.frozen
class PersonDesk:
    """
    One shop and the caller who wants something changed there.
    """

    shop: OpenShop
    caller: Caller

    def do(self, work: Callable[[RunContext], T], **facts: Fact) -> T:
        """
        Do it, recorded as a run under the caller's name.

        Raises:
            ConnectorError: As *work* failed.
        """
        failed: list[ConnectorError] = []

        def watched(run: RunContext) -> T:
            try:
                return work(run)
            except StoppedError:
                raise
            except ConnectorError as error:
                # The run keeps the sentence only; the answer needs field and family too.
                failed.append(error)
                raise

        if not _TURN.acquire(timeout=_PATIENCE_S):
            raise UnavailableError("somebody else is changing something; try again")
        try:
            return self.shop.by_person(watched, by=self.caller.by, **facts)
        except NotDoneError as error:
            raise (failed[0] if failed else error) from None
        finally:
            _TURN.release()
