"""Reading JSON without losing a digit."""

import json
from decimal import Decimal


def parse(text: str) -> object:
    """
    Return the value of the JSON *text*; integers stay exact, decimals become Decimal.

    Ids have up to 19 digits and would be changed by a float.

    Raises:
        ValueError: This is not JSON, or it holds NaN or infinity.
    """
    try:
        value: object = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")
