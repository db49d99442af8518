"""What Prometheus is told about pools of database connections."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy.pool import QueuePool


def pool_figures(engines: Mapping[str, sa.Engine]) -> Iterator[Metric]:
    """
    Yield how full each pool is; *engines* by the pool's name.  Asks no database.
    """
    connections = GaugeMetricFamily(
        "temu_jtl_database_connections", "Connections by pool.", labels=("pool", "state")
    )
    most = GaugeMetricFamily(
        "temu_jtl_database_connections_most",
        "Connections a pool opens at most; beyond them callers wait.",
        labels=("pool",),
    )
    for name, engine in engines.items():
        pool = engine.pool
        if not isinstance(pool, QueuePool):
            continue
        connections.add_metric((name, "in_use"), pool.checkedout())
        connections.add_metric((name, "idle"), pool.checkedin())
        # SQLAlchemy has no public word for the overflow it allows.
        most.add_metric((name,), pool.size() + pool._max_overflow)
    yield from (connections, most)
