"""
The MD5 signature of a router call, as the marketplace computes it.
"""

import hashlib
import json
from collections.abc import Mapping


def signed_text(value: object) -> str:
    """
    Return the text that stands for *value* in the base string.

    Nested values are compact JSON with their keys in the order they were sent.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def base_string(params: Mapping[str, object], secret: str) -> str:
    """
    Return what is hashed: sorted keys with their values between two secrets.
    """
    core = "".join(
        key + signed_text(params[key])
        for key in sorted(params)
        if key != "sign" and params[key] is not None
    )
    return f"{secret}{core}{secret}"


def sign(params: Mapping[str, object], secret: str) -> str:
    """
    Return the signature of *params*: 32 upper-case hexadecimal digits.
    """
    return hashlib.md5(base_string(params, secret).encode()).hexdigest().upper()
