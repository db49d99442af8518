"""
Spoils single fields of an answer, for connectors that must notice.
"""

from collections.abc import Mapping
from typing import cast

from sandbox.switches import Switches

#: Operation → the short name a switch can limit itself to.
_NAMES = {
    "bg.order.list.v2.get": "list",
    "bg.order.detail.v2.get": "detail",
    "bg.order.shippinginfo.v2.get": "address",
    "bg.order.decryptshippinginfo.get": "address",
    "bg.order.amount.query": "amounts",
}


def damage(operation: str, params: Mapping[str, object], result: object, faults: Switches) -> None:
    """
    Spoil the orders of *result* that a switch names, in place.
    """
    name = _NAMES.get(operation)
    if name is None or not (faults.malformed or faults.unknown_enum):
        return
    if name == "list":
        page = cast("dict[str, list[dict[str, dict[str, object]]]]", result)
        for item in page["pageItems"]:
            _damage_one(name, str(item["parentOrderMap"]["parentOrderSn"]), item, faults)
    else:
        _damage_one(name, str(params.get("parentOrderSn")), result, faults)


def _damage_one(name: str, number: str, answer: object, faults: Switches) -> None:
    spoil = faults.malformed.get(number, {})
    if spoil and spoil.get("in", name) == name:
        if "drop" in spoil:
            _edit(answer, spoil["drop"], drop=True)
        if "type" in spoil:
            _edit(answer, spoil["type"])
    surprise = faults.unknown_enum.get(number, {})
    if surprise and surprise.get("in", name) == name:
        _edit(answer, str(surprise["path"]), value=surprise["value"])


def _edit(answer: object, path: str, *, drop: bool = False, value: object = ...) -> None:
    *parents, last = path.split(".")
    for step in parents:
        answer = _step(answer, step)
    if isinstance(answer, list) and last.isdigit() and int(last) < len(answer):
        answer[int(last)] = _wrong_type(answer[int(last)]) if value is ... else value
    elif isinstance(answer, dict) and last in answer:
        if drop:
            del answer[last]
        else:
            answer[last] = _wrong_type(answer[last]) if value is ... else value


def _step(answer: object, step: str) -> object:
    if isinstance(answer, list) and step.isdigit() and int(step) < len(answer):
        return answer[int(step)]
    if isinstance(answer, dict):
        return answer.get(step)
    return None


def _wrong_type(value: object) -> object:
    if isinstance(value, bool | int | float):
        return f"{value} pieces"
    if isinstance(value, str):
        return {"text": value}
    return "broken"
