"""
The faults the fake marketplace can be told to have.
"""

from collections.abc import Mapping

import attrs
from litestar.serialization import encode_json


@attrs.frozen
class Next:
    """
    How many of the next calls are hit, and of which type (none: any).
    """

    n: int = 0
    for_type: str | None = None

    @classmethod
    def of(cls, value: object) -> "Next":
        """
        Read a plain number or an object with *n* and *for_type*.
        """
        if isinstance(value, Next):
            return value
        if isinstance(value, int):
            return cls(int(value))
        if isinstance(value, Mapping):
            return cls(int(str(value.get("n", 1))), value.get("for_type"))
        raise ValueError(f"{value!r} is neither a number nor an object")


@attrs.define(kw_only=True)
class Switches:
    """
    One value per fault; everything off by default but the rate limit.

    Faults are not remembered across a restart.
    """

    #: Every call waits this long before it is looked at.
    latency_ms: int = 0
    rate_limit: bool = True
    rate_limit_per_s: int = 20
    rate_limited_next: Next = Next()
    system_exception_next: Next = Next()
    html_502_next: Next = Next()
    #: Cuts drop the TCP connection and so need the real port.
    cut_before_next: Next = Next()
    cut_after_next: Next = Next()
    truncated_json_next: Next = Next()
    #: The answer leaves so many milliseconds after the call took effect.
    late_answer_next: Next = Next()
    late_answer_ms: int = 2_000
    #: Orders show up in lists and details only this long after they were placed.
    late_visibility_s: int = 0
    #: A page after the first answers the page before it.
    duplicate_pages: Next = Next()
    repeat_page_forever: bool = False
    #: The list is not sorted; the disorder is the same on every call.
    shuffle_pages: bool = False
    #: After a page was shown, its first order is updated, so the next page slips.
    move_between_pages: Next = Next()
    token_expired: bool = False
    missing_scopes: tuple[str, ...] = ()
    wrong_region: bool = False
    semi_managed: bool = False
    amounts_scope_missing: bool = False
    #: Order number → {"drop": path} or {"type": path}, optionally "in": operation.
    malformed: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    #: Order number → {"path": path, "value": anything}, optionally "in": operation.
    unknown_enum: Mapping[str, Mapping[str, object]] = attrs.field(factory=dict)
    #: How far the marketplace's clock is ahead of the sandbox clock.
    clock_skew_s: int = 0
    #: Lines of one order may be confirmed in separate calls with sendType 1.
    partial_confirm: bool = False
    #: Tax rates on the smaller scale of the portal's text (19 % is 1 900 000).
    portal_tax_scale: bool = True
    #: SKUs whose stock edits get a refusing verdict.
    refuse_stock_skus: tuple[int, ...] = ()
    mall_id: int = 100000000001
    region_id: int = 76

    def update(self, **values: object) -> None:
        """
        Set switches by name.

        Raises:
            ValueError: A switch of that name does not exist or takes another type.
        """
        fields = {field.name: field for field in attrs.fields(Switches)}
        for name, value in values.items():
            if name not in fields:
                raise ValueError(f"there is no switch {name!r}")
            setattr(self, name, _fitting(name, getattr(self, name), value))

    def reset(self) -> None:
        """
        Switch every fault off.
        """
        fresh = Switches(mall_id=self.mall_id, region_id=self.region_id)
        for field in attrs.fields(Switches):
            setattr(self, field.name, getattr(fresh, field.name))

    def take(self, name: str, operation: str = "") -> bool:
        """
        Return whether this call is hit by the fault *name*, and count it down.
        """
        left = getattr(self, name)
        if not isinstance(left, Next) or left.n <= 0:
            return False
        if left.for_type is not None and left.for_type != operation:
            return False
        setattr(self, name, Next(left.n - 1, left.for_type))
        return True

    def as_json(self) -> bytes:
        """
        Return all switches as a JSON object.
        """
        return encode_json(self)


def _fitting(name: str, old: object, value: object) -> object:
    if isinstance(old, Next):
        return Next.of(value)
    if isinstance(old, tuple) and isinstance(value, list | tuple):
        return tuple(value)
    if isinstance(old, Mapping) and isinstance(value, Mapping):
        return dict(value)
    if type(old) is type(value):
        return value
    raise ValueError(f"switch {name!r} does not take {value!r}")
