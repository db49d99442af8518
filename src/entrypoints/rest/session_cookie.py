"""The cookie that stands for a session."""

from datetime import datetime

from litestar.datastructures import Cookie, Headers

#: Browsers take a cookie of the second name from HTTPS only, and for this host only.
_NAME, _HTTPS_NAME = "temu_jtl_session", "__Host-temu_jtl_session"


def cookie_name(*, https: bool) -> str:
    """
    Return the cookie's name.
    """
    return _HTTPS_NAME if https else _NAME


def session_cookie(secret: str, *, https: bool, now: datetime, until: datetime) -> Cookie:
    """
    Return the cookie of a session; pages' scripts cannot read it, other sites cannot send it.
    """
    return Cookie(
        key=cookie_name(https=https),
        value=secret,
        max_age=int((until - now).total_seconds()),
        path="/",
        secure=https,
        httponly=True,
        samesite="strict",
    )


def no_session_cookie(*, https: bool) -> Cookie:
    """
    Return the cookie that makes a browser forget its session.
    """
    return Cookie(
        key=cookie_name(https=https),
        value="",
        max_age=0,
        path="/",
        secure=https,
        httponly=True,
        samesite="strict",
    )


def has_session_cookie(headers: Headers) -> bool:
    """
    Tell whether a request carries a session, valid or not.
    """
    return any(f"{_NAME}=" in line for line in headers.getall("cookie", []))
