"""How a call proves that it comes from who it says."""

import hashlib
import hmac
from abc import abstractmethod
from collections.abc import Iterable
from typing import Protocol

from adapters.temu_http.canonical import Parameter, base_text


class Signature(Protocol):
    """
    Turns parameters and the application's secret into the field ``sign``.
    """

    @abstractmethod
    def sign(self, given: Iterable[Parameter], secret: str) -> str:
        """
        Return the signature of *given*, which does not hold ``sign`` itself.
        """


class Md5Signature(Signature):
    """
    What Temu checks: MD5 over the parameters between two secrets, in upper case.

    Source: Temu's signature guide; recomputed with its published example.
    """

    def sign(self, given: Iterable[Parameter], secret: str) -> str:
        text = secret + base_text(given) + secret
        # The marketplace prescribes it; it is no choice of ours.
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest().upper()


class HmacSha256Signature(Signature):
    """
    HMAC-SHA256 over the same parameters, keyed with the secret, in upper case.

    The product's first documents name it; no live gateway is known to check
    it.  The secret is the key, so it does not also stand around the text.
    """

    def sign(self, given: Iterable[Parameter], secret: str) -> str:
        digest = hmac.new(secret.encode(), base_text(given).encode(), hashlib.sha256)
        return digest.hexdigest().upper()
