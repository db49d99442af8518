"""Where the run log is kept."""

from pathlib import Path

import sqlalchemy as sa


def log_url(url: str) -> str:
    """
    Return where the log of the database at *url* is; has the password too.

    SQLite lets one process write a file at a time, so there the log has a file
    of its own beside the other: ``temu-jtl-log.sqlite`` beside
    ``temu-jtl.sqlite``.  On a server it is in the same database.
    """
    parsed = sa.make_url(url)
    if not has_own_file(parsed) or not parsed.database:
        return url
    books = Path(parsed.database)
    log = books.with_name(f"{books.stem}-log{books.suffix}")
    return parsed.set(database=str(log)).render_as_string(hide_password=False)


def has_own_file(url: sa.URL) -> bool:
    """
    Tell whether the log of a database is kept apart from it.
    """
    return url.get_backend_name() == "sqlite"
