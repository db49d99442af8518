"""Who is let in, and who is sent away before anything is accepted."""

import asyncio
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from tests.integration.live.listener import listening
from tests.integration.live.live_server import COOKIE, METRICS, LiveServer, live_server
from websockets.exceptions import InvalidStatus

FOREIGN = "http://evil.example"


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        pytest.param({}, "", id="no token"),
        pytest.param({"Authorization": "Bearer guessed"}, "", id="unknown token"),
        pytest.param({"Authorization": f"Bearer {METRICS}"}, "", id="a token for figures only"),
        pytest.param({"Cookie": COOKIE.replace("the", "no")}, "", id="unknown session"),
        pytest.param({"Cookie": COOKIE}, FOREIGN, id="a page of another site"),
        pytest.param({"Cookie": COOKIE}, None, id="a cookie without a page"),
        pytest.param(None, FOREIGN, id="a token from a page of another site"),
    ],
)
def test_nobody_else_is_accepted(
    server: LiveServer, headers: dict[str, str] | None, origin: str | None
) -> None:
    async def knock() -> int:
        with pytest.raises(InvalidStatus) as refused:
            async with listening(server, origin=origin, headers=headers):
                pass
        return refused.value.response.status_code

    status = asyncio.run(knock())

    assert status == 403


def test_a_page_of_ours_listens_with_its_session(server: LiveServer) -> None:
    async def listen() -> int:
        async with listening(server, headers={"Cookie": COOKIE}) as listener:
            return await listener.subscribe()

    position = asyncio.run(listen())

    assert position == 0


@pytest.mark.parametrize("headers", [None, {"Cookie": COOKIE}], ids=["token", "session"])
def test_who_is_no_longer_allowed_is_sent_away(
    engine: sa.Engine, headers: dict[str, str] | None
) -> None:
    async def listen(server: LiveServer) -> tuple[int, str]:
        async with listening(server, headers=headers) as listener:
            await listener.subscribe()
            await listener.hear()
            await listener.hear()
            server.books.access_book.revoke_token("phone", datetime.now(UTC))  # noqa: TID251
            return await listener.farewell()

    with live_server(engine, heartbeat_s=0.02, permission_s=0.03) as server:
        code, reason = asyncio.run(listen(server))

    assert code == 1008
    assert "no longer" in reason
