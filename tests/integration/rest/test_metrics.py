"""What Prometheus is told."""

import re
import time

from tests.integration.rest.conftest import OpenCounter
from tests.integration.rest.counter import SHOP, Counter
from tests.integration.rest.test_jobs import ORDERS, RUN_NOW

from job_core.access import Role


def test_metrics_count_and_name_nobody(busy_counter: Counter) -> None:
    busy_counter.get("/api/health")
    text = busy_counter.ask("GET", "/metrics", role=Role.METRICS).text
    numbers = [order["number"] for order in busy_counter.get("/api/orders").json()["items"]]

    for name in (
        f'temu_jtl_runs_last_day{{job="{ORDERS}",shop="{SHOP}",state="success"}} 1.0',
        f'temu_jtl_run_seconds_last_day{{figure="average",job="{ORDERS}",shop="{SHOP}"}}',
        'temu_jtl_held_orders{reason="',
        f'temu_jtl_oldest_unexported_seconds{{shop="{SHOP}"}}',
        f'temu_jtl_token_days{{shop="{SHOP}"}}',
        f'temu_jtl_calls_in_flight{{shop="{SHOP}"}} 0.0',
        f'temu_jtl_rate_limit_waits_total{{shop="{SHOP}"}}',
        f'temu_jtl_rate_limit_wait_seconds_total{{shop="{SHOP}"}}',
        f'temu_jtl_unsettled_writes{{shop="{SHOP}"}} 0.0',
        f'temu_jtl_late_orders{{shop="{SHOP}"}}',
        "temu_jtl_open_alerts",
        'temu_jtl_database_connections{pool="jobs",state="in_use"}',
        f'temu_jtl_database_connections{{pool="erp {SHOP}",state="idle"}}',
        'temu_jtl_database_connections_most{pool="log"} 30.0',
        "temu_jtl_threads",
        "temu_jtl_database_up 1.0",
        "process_resident_memory_bytes",
        "process_cpu_seconds_total",
    ):
        assert name in text
    assert numbers
    assert not [number for number in numbers if number in text]
    calls = re.search(r'temu_jtl_calls_total{shop="[a-z]+"} ([0-9.]+)', text)
    assert calls is not None
    assert float(calls[1]) > 40


def test_metrics_show_calls_and_runs_under_way(open_counter: OpenCounter) -> None:
    counter = open_counter(scenario="small", workers=True)
    counter.play.world.switches.update(latency_ms=300)
    counter.post(RUN_NOW, {})
    texts = []
    for _ in range(60):
        texts.append(counter.get("/metrics").text)
        if re.search(r"temu_jtl_calls_in_flight{[^}]*} [1-9]", texts[-1]):
            break
        time.sleep(0.05)
    counter.play.world.switches.update(latency_ms=0)

    assert re.search(r"temu_jtl_calls_in_flight{[^}]*} [1-9]", texts[-1])
    active = f'temu_jtl_runs_active{{job="{ORDERS}",shop="{SHOP}",state="running"}} 1.0'
    assert active in texts[-1]
