"""The marketplace as the first documents call it: signed, one request after another."""

import hashlib
import json
from typing import Any

import attrs
import httpx


@attrs.define(kw_only=True)
class Gateway:
    """
    Where the marketplace is, and how a call is signed.
    """

    url: str
    app_key: str
    app_secret: str = attrs.field(repr=False)
    access_token: str = attrs.field(repr=False)
    #: Seconds since 1970 on the marketplace's clock.
    timestamp: int
    calls: int = 0

    def ask(self, http: httpx.Client, operation: str, **params: object) -> Any:
        """
        Return the result of a call.
        """
        self.calls += 1
        call: dict[str, object] = {
            "type": operation,
            "app_key": self.app_key,
            "access_token": self.access_token,
            "timestamp": self.timestamp,
            "data_type": "JSON",
            **params,
        }
        text = "".join(f"{name}{_text(call[name])}" for name in sorted(call))
        signed = f"{self.app_secret}{text}{self.app_secret}".encode()
        call["sign"] = hashlib.md5(signed, usedforsecurity=False).hexdigest().upper()
        answer = http.post(self.url, json=call)
        answer.raise_for_status()
        document = answer.json()
        if not document["success"]:
            raise ValueError(f"{operation}: {document.get('errorMsg')}")
        return document["result"]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
