"""What went wrong, as RFC 9457 has it."""

import http
from typing import Final

import attrs
import msgspec
from litestar import Response
from litestar.types import Send

MEDIA_TYPE: Final = "application/problem+json"
#: The type of a problem that its status says all about.
BLANK: Final = "about:blank"


@attrs.frozen(kw_only=True)
class ProblemDetails:
    """
    Why a request was not answered as wished.
    """

    #: ``about:blank`` or ``urn:temu-jtl:<code>``.
    type: str = BLANK
    #: The same for every problem of this type.
    title: str
    status: int
    #: One sentence for the merchant.
    detail: str
    #: The field or parameter at fault.
    field: str = ""
    #: The run that is in the way.
    run_id: str = ""


def problem(
    status: int, detail: str, *, code: str = "", field: str = "", run_id: str = ""
) -> ProblemDetails:
    """
    Return a problem; *code* is its machine-readable name.
    """
    title = http.HTTPStatus(status).phrase
    return ProblemDetails(
        type=f"urn:temu-jtl:{code}" if code else BLANK,
        title=code.replace("_", " ").capitalize() if code else title,
        status=status,
        detail=detail,
        field=field,
        run_id=run_id,
    )


def problem_answer(
    content: ProblemDetails, headers: dict[str, str] | None = None
) -> Response[ProblemDetails]:
    """
    Return the answer that carries *content*.
    """
    return Response(
        content, status_code=content.status, media_type=MEDIA_TYPE, headers=headers or {}
    )


async def send_problem(send: Send, content: ProblemDetails) -> None:
    """
    Answer an HTTP request with *content* where there is no route yet.
    """
    body = msgspec.json.encode(content)
    await send(
        {
            "type": "http.response.start",
            "status": content.status,
            "headers": [
                (b"content-type", MEDIA_TYPE.encode()),
                (b"content-length", str(len(body)).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})
