"""
Where the fake marketplace keeps its memory: one SQLite file of JSON documents.
"""

import sqlite3
from pathlib import Path
from typing import TypeVar

from litestar.serialization import decode_json, encode_json

Document = TypeVar("Document")


class Store:
    """
    Documents by kind and key; written documents are durable after *commit*.

    A write costs the same however large the world is.  The caller serialises
    access.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS document"
            " (kind TEXT, key TEXT, body BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )

    def put(self, kind: str, key: str, document: object) -> None:
        """
        Remember *document*, replacing an older one of the same key.
        """
        self._connection.execute(
            "INSERT INTO document VALUES (?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
            (kind, key, encode_json(document)),
        )

    def drop(self, kind: str, key: str) -> None:
        """
        Forget a document.
        """
        self._connection.execute("DELETE FROM document WHERE kind = ? AND key = ?", (kind, key))

    def load(self, kind: str, document: type[Document]) -> dict[str, Document]:
        """
        Return every document of *kind* by its key.
        """
        rows = self._connection.execute("SELECT key, body FROM document WHERE kind = ?", (kind,))
        return {key: decode_json(body, target_type=document) for key, body in rows}

    def commit(self) -> None:
        """
        Make everything written so far durable.
        """
        self._connection.commit()

    def close(self) -> None:
        """
        Commit and let go of the file.
        """
        self._connection.commit()
        self._connection.close()
