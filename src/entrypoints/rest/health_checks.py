"""Does everything we need answer?"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from time import monotonic

import attrs

from shared_kernel.clock import Clock
from shared_kernel.errors import ConnectorError


@attrs.frozen(kw_only=True)
class HealthCheck:
    """
    One thing to look at.
    """

    name: str
    #: Returns what was found, or raises a ConnectorError that says what is wrong.
    look: Callable[[], str]
    #: Without it nothing works; other trouble is told and survived.
    vital: bool = False
    limit_s: float = 3.0
    #: For how long a result is good enough; asking costs the other side something.
    fresh_for: timedelta = timedelta(seconds=5)


@attrs.frozen(kw_only=True)
class Finding:
    """
    What a check found.
    """

    name: str
    ok: bool
    vital: bool
    text: str
    at: datetime
    duration_s: float


@attrs.define
class HealthChecks:
    """
    Runs all checks at once, each for so long as it may take, in threads of its own.

    Asking often costs nothing: results are kept while they are fresh, and a
    check that has not come back is not started again.
    """

    checks: Sequence[HealthCheck]
    clock: Clock
    _kept: dict[str, Finding] = attrs.field(factory=dict, init=False)
    _pending: dict[str, Future[Finding]] = attrs.field(factory=dict, init=False)
    _lock: threading.Lock = attrs.field(factory=threading.Lock, init=False, repr=False, eq=False)

    def findings(self) -> Sequence[Finding]:
        """
        Return what every check found; waits for none longer than its limit.
        """
        begun = monotonic()
        asked = [(check, self._begin(check)) for check in self.checks]
        return [self._result(check, future, begun) for check, future in asked]

    def known(self, name: str) -> Finding | None:
        """
        Return what a check found last, however long ago; asks nobody.
        """
        with self._lock:
            return self._kept.get(name)

    def _begin(self, check: HealthCheck) -> Future[Finding] | Finding:
        with self._lock:
            kept = self._kept.get(check.name)
            if kept is not None and self.clock.now() - kept.at < check.fresh_for:
                return kept
            pending = self._pending.get(check.name)
            if pending is None or pending.done():
                pending = Future()
                self._pending[check.name] = pending
                # A thread that hangs must not keep the process from ending.
                threading.Thread(
                    target=self._fulfil,
                    args=(check, pending),
                    name=f"health {check.name}",
                    daemon=True,
                ).start()
            return pending

    def _fulfil(self, check: HealthCheck, pending: Future[Finding]) -> None:
        try:
            pending.set_result(self._look(check))
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            pending.set_exception(error)

    def _look(self, check: HealthCheck) -> Finding:
        begun = monotonic()
        try:
            text, ok = check.look(), True
        except ConnectorError as error:
            text, ok = error.text, False
        found = Finding(
            name=check.name,
            ok=ok,
            vital=check.vital,
            text=text,
            at=self.clock.now(),
            duration_s=round(monotonic() - begun, 3),
        )
        with self._lock:
            self._kept[check.name] = found
        return found

    def _result(
        self, check: HealthCheck, asked: "Future[Finding] | Finding", begun: float
    ) -> Finding:
        if isinstance(asked, Finding):
            return asked
        try:
            return asked.result(timeout=max(0.0, begun + check.limit_s - monotonic()))
        except TimeoutError:
            text = f"no answer within {check.limit_s:g} s"
        except Exception:  # noqa: BLE001 - a check must never take the health page with it
            text = "the check itself failed; the server's own log may say why"
        return Finding(
            name=check.name,
            ok=False,
            vital=check.vital,
            text=text,
            at=self.clock.now(),
            duration_s=round(monotonic() - begun, 3),
        )
