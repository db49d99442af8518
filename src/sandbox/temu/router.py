"""
The router: checks a call in the marketplace's order, runs it, wraps the answer.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from threading import RLock

import attrs

from sandbox.switches import Switches
from sandbox.temu.damage import damage
from sandbox.temu.errors import TEXTS, TemuRefusal
from sandbox.temu.operations import (
    CONFIRM,
    DETAIL,
    EDIT_STOCK,
    LIST,
    OPERATIONS,
    WRITES,
    granted_scopes,
)
from sandbox.temu.params import Params
from sandbox.temu.shop import Shop
from sandbox.temu.signature import sign
from sandbox.temu.traffic import RateLimit, Traffic

APP_KEY = "demo-key"
APP_SECRET = "demo-secret"  # noqa: S105 - the published demo value
ACCESS_TOKEN = "demo-token"  # noqa: S105 - the published demo value

CLOCK_TOLERANCE_S = 300
SUCCESS = 1000000


@attrs.define(kw_only=True)
class Router:
    """
    One shop's gateway.  Answers are envelopes; a refusal is an answer like any other.
    """

    shop: Shop
    switches: Switches
    traffic: Traffic
    lock: RLock
    rate: RateLimit = attrs.field(factory=RateLimit)

    def now(self) -> int:
        """
        Return the marketplace's clock, skew included.
        """
        return self.shop.now() + self.switches.clock_skew_s

    def answer(self, raw: bytes, *, arrives: bool = True) -> bytes:
        """
        Run one call and return its envelope.

        An order counts as shown only if the answer *arrives*.
        """
        with self.lock:
            self.shop.run_due()
            envelope, shown = self._run(raw)
            if arrives:
                self.shop.remember_shown(shown)
            self.shop.commit()
        return json.dumps(envelope, separators=(",", ":"), ensure_ascii=False).encode()

    def _run(self, raw: bytes) -> tuple[dict[str, object], Sequence[str]]:
        try:
            params = _object(raw)
            operation = self._checked(params)
            result = OPERATIONS[operation](self.shop, Params(params), self.switches)
        except TemuRefusal as refusal:
            return _envelope(None, refusal.code, str(refusal)), ()
        shown = _numbers_in(operation, result)
        damage(operation, params, result, self.switches)
        return _envelope(result, SUCCESS, ""), shown

    def _checked(self, params: Mapping[str, object]) -> str:
        """
        Return the operation after every check that comes before the business.
        """
        self._check_app(params)
        self._check_time(params)
        self._check_token(params)
        operation = params.get("type")
        if operation is None or operation == "":
            raise TemuRefusal(3000002)
        if not isinstance(operation, str) or operation not in OPERATIONS:
            raise TemuRefusal(3000003, str(operation))
        self.traffic.by_type[operation] += 1
        if operation not in granted_scopes(self.switches):
            raise TemuRefusal(3000032, operation)
        self._check_rate(operation)
        if self.switches.take("system_exception_next", operation):
            raise TemuRefusal(4000000)
        if self.switches.wrong_region and operation.startswith("bg.logistics."):
            raise TemuRefusal(120011072)
        self._count_write(operation)
        return operation

    def _check_app(self, params: Mapping[str, object]) -> None:
        if not params.get("app_key"):
            raise TemuRefusal(3000025)
        if params["app_key"] != APP_KEY:
            raise TemuRefusal(3000026)
        if not params.get("sign"):
            raise TemuRefusal(3000040)
        if params["sign"] != sign(params, APP_SECRET):
            raise TemuRefusal(3000001)

    def _check_time(self, params: Mapping[str, object]) -> None:
        timestamp = str(params.get("timestamp") or "")
        if not timestamp.isdigit():
            raise TemuRefusal(3000010)
        ahead = int(timestamp) - self.now()
        if ahead > CLOCK_TOLERANCE_S:
            raise TemuRefusal(3000011)
        if ahead < -CLOCK_TOLERANCE_S:
            raise TemuRefusal(3000012)
        if not params.get("data_type"):
            raise TemuRefusal(3000013)
        if str(params["data_type"]).upper() != "JSON":
            raise TemuRefusal(3000014)

    def _check_token(self, params: Mapping[str, object]) -> None:
        if not params.get("access_token"):
            raise TemuRefusal(3000030)
        if params["access_token"] != ACCESS_TOKEN:
            raise TemuRefusal(3000031)
        if self.switches.token_expired:
            raise TemuRefusal(3000034)

    def _check_rate(self, operation: str) -> None:
        limited = self.switches.take("rate_limited_next", operation)
        if self.switches.rate_limit and not limited:
            limited = not self.rate.admits(self.switches.rate_limit_per_s)
        if limited:
            self.traffic.rate_limited += 1
            raise TemuRefusal(4000004)

    def _count_write(self, operation: str) -> None:
        counters = self.shop.counters
        counters.writes += operation in WRITES
        counters.confirm_calls += operation == CONFIRM
        counters.stock_edit_calls += operation == EDIT_STOCK


def _object(raw: bytes) -> dict[str, object]:
    """
    Return the body's JSON object, keys in the order sent.
    """
    try:
        body = json.loads(raw, object_pairs_hook=_named_once)
    except ValueError as error:
        raise TemuRefusal(3000000, f"the body is not JSON: {error}") from error
    if not isinstance(body, dict):
        raise TemuRefusal(3000000, "the body is not a JSON object")
    return body


def _named_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """
    Return the pairs in their order; a name given twice makes the signature ambiguous.
    """
    named = dict(pairs)
    if len(named) < len(pairs):
        raise ValueError("a parameter is named twice")
    return named


def _numbers_in(operation: str, result: object) -> Sequence[str]:
    if not isinstance(result, dict):
        return ()
    items = result["pageItems"] if operation == LIST else [result] if operation == DETAIL else []
    return [item["parentOrderMap"]["parentOrderSn"] for item in items]


def _envelope(result: object, code: int, text: str) -> dict[str, object]:
    assert code == SUCCESS or code in TEXTS
    return {
        "success": code == SUCCESS,
        "requestId": f"eu-{uuid.uuid4()}",
        "errorCode": code,
        "errorMsg": text,
        "result": result,
    }
