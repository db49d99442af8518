"""Where secrets come from."""

from abc import abstractmethod
from typing import Protocol


class Secrets(Protocol):
    """
    Makes secrets that nobody can guess.
    """

    @abstractmethod
    def new(self) -> str:
        """
        Return a new secret of at least 32 random bytes, safe in a URL or a header.
        """
