"""Asking for the next page while the present one is worked on."""

import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class ReadAhead(Generic[Key, Answer]):
    """
    Keeps one read ahead of whoever reads a list page by page.

    What was read ahead is given once, to whoever asks for exactly that next.
    Asking for anything else forgets it: a page that somebody comes back to
    later must be read anew.  A read that failed fails for whoever takes it.
    Safe to share between threads; readers of two lists only lose the gain.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="read-ahead")
        self._lock = threading.Lock()
        self._ahead: tuple[Key, Future[Answer]] | None = None

    def take(self, key: Key, ask: Callable[[], Answer]) -> Answer:
        """
        Return what was read ahead for *key*, else what *ask* answers now.
        """
        with self._lock:
            ahead, self._ahead = self._ahead, None
        if ahead is None:
            return ask()
        known, answer = ahead
        if known == key:
            return answer.result()
        answer.cancel()
        return ask()

    def begin(self, key: Key, ask: Callable[[], Answer]) -> None:
        """
        Let *ask* read *key* meanwhile.
        """
        # Logs and limits find the run they belong to in the context.
        context = contextvars.copy_context()
        answer = self._pool.submit(lambda: context.run(ask))
        with self._lock:
            former, self._ahead = self._ahead, (key, answer)
        if former is not None:
            former[1].cancel()
