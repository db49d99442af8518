"""
Calls the fake marketplace as a well-behaved client would.
"""

import json
from typing import cast

import attrs
import httpx

from sandbox.temu.signature import sign
from sandbox.world import World

Json = dict[str, object]


@attrs.frozen
class Caller:
    """
    Signs calls with the demo credentials and the sandbox's clock.
    """

    world: World
    http: httpx.Client
    url: str = "/openapi/router"

    def send(self, operation: str, /, **params: object) -> httpx.Response:
        """
        Send one call and return the raw answer.
        """
        body: Json = {
            "app_key": "demo-key",
            "access_token": "demo-token",
            "timestamp": self.world.clock.seconds() + self.world.switches.clock_skew_s,
            "data_type": "JSON",
            "type": operation,
        }
        return self.post(body | params)

    def post(self, body: Json) -> httpx.Response:
        """
        Sign *body* unless it is signed and post it.
        """
        body = {"sign": sign(body, "demo-secret")} | body
        content = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()
        return self.http.post(
            self.url, content=content, headers={"content-type": "application/json"}
        )

    def call(self, operation: str, /, **params: object) -> Json:
        """
        Return the result of a call that must succeed.
        """
        envelope = self.send(operation, **params).json()
        assert envelope["success"], envelope
        return cast("Json", envelope["result"])

    def code(self, operation: str, /, **params: object) -> int:
        """
        Return the error code of a call.
        """
        return int(self.send(operation, **params).json()["errorCode"])
