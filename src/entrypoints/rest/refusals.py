"""Requests that are not served, whoever would serve them."""

from job_core.access import Role
from shared_kernel.errors import ConnectorError


class RefusedError(ConnectorError):
    """
    A request was refused; carries the HTTP status and headers of the answer.
    """

    status = 403

    def __init__(
        self, text: str, *, code: str, field: str = "", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(text, code=code, field=field)
        self.headers = headers or {}


class UnknownCallerError(RefusedError):
    """
    There is no token and no session, or neither is known.
    """

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "show a valid token: Authorization: Bearer <token>",
            code="unauthorized",
            headers={"www-authenticate": 'Bearer realm="temu-jtl"'},
        )


class ForbiddenError(RefusedError):
    """
    The caller is known and may not do this.
    """

    def __init__(self, role: Role) -> None:
        super().__init__(f"a token of role {role.value} may not do this", code="forbidden")


class TooManyTriesError(RefusedError):
    """
    Too many wrong tokens came from one address.
    """

    status = 429

    def __init__(self, *, retry_after_s: int) -> None:
        super().__init__(
            f"too many wrong tokens; try again in {retry_after_s} s",
            code="too_many_tries",
            headers={"retry-after": str(retry_after_s)},
        )


class SeveralShopsError(RefusedError):
    """
    There are several shops and none was named.
    """

    status = 400

    def __init__(self, shops: list[str]) -> None:
        names = ", ".join(sorted(shops))
        super().__init__(
            f"there are several shops; name one of: {names}", code="several_shops", field="shop"
        )


class ReusedKeyError(RefusedError):
    """
    An idempotency key came with another request than before.
    """

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "this Idempotency-Key was used for another request; make a new one",
            code="idempotency_key_reused",
            field="Idempotency-Key",
        )


class OwnTokenError(RefusedError):
    """
    Somebody wants to revoke the token they are here with, and would be locked out.
    """

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "you are here with this token; revoke it with another one, or on the command line",
            code="own_token",
            field="name",
        )


class InProgressError(RefusedError):
    """
    The same request, under the same idempotency key, is being answered.
    """

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "this request is being answered already; ask again in a moment",
            code="request_in_progress",
            field="Idempotency-Key",
            headers={"retry-after": "1"},
        )
