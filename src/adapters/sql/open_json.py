"""Asking a SQL Server whether it reads JSON."""

import sqlalchemy as sa

_ASK = "SELECT [value] FROM OPENJSON(N'[\"a\"]') WITH ([value] nvarchar(1) '$')"


def has_open_json(connection: sa.Connection) -> bool:
    """
    Return whether the database that *connection* stands in has OPENJSON.

    It is tried, not looked up: compatibility levels mean something else on
    servers that only speak SQL Server's language.

    Raises:
        sqlalchemy.exc.DBAPIError: The connection is gone.
    """
    try:
        connection.exec_driver_sql(_ASK).all()
    except sa.exc.ProgrammingError as e:
        if e.connection_invalidated:
            raise
        return False
    finally:
        if not connection.invalidated:
            connection.rollback()
    return True
