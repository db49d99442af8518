"""What PostgreSQL must know about new tables before it finds rows in them the short way."""

import attrs
import sqlalchemy as sa

from adapters.sql.transaction import writing

#: So many rows tell one index from another.
_ENOUGH = 100

# Never looked at: -1 since version 14, no pages before.
_NOT_KNOWN = sa.text(
    "SELECT CAST(oid AS regclass)::text FROM pg_class WHERE relkind = 'r' "
    "AND relnamespace = CAST(current_schema() AS regnamespace) "
    "AND relname = ANY(:names) AND (reltuples < 0 OR relpages = 0) AND pg_relation_size(oid) > 0 "
    "ORDER BY relname"
)


@attrs.define
class FirstStatistics:
    """
    Lets PostgreSQL look at new tables as soon as they hold their first rows.

    The server does that itself, a minute or more later.  Until then all indexes
    that begin with the shop cost the same in its eyes, it takes any of them to
    check a line's order, and each check walks through all orders of the shop:
    a first import of thousands would take longer the longer it lasts.
    """

    engine: sa.Engine
    names: tuple[str, ...]
    _rows: int = attrs.field(default=0, init=False)
    _done: bool = attrs.field(init=False)

    @_done.default
    def _nothing_to_do(self) -> bool:
        return self.engine.dialect.name != "postgresql"

    def count(self, rows: int) -> None:
        """
        Hear of *rows* that were stored; look at the tables once they are enough.
        """
        self._rows += rows
        if self._done or self._rows < _ENOUGH:
            return
        self._done = True
        with writing(self.engine) as connection:
            tables = connection.execute(_NOT_KNOWN, {"names": list(self.names)}).scalars().all()
            if tables:
                # Whoever holds one of them looks at it, or changes it.
                text = f"ANALYZE (SKIP_LOCKED) {', '.join(tables)}"
                connection.execute(sa.text(text))
