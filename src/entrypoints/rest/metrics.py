"""GET /metrics."""

from litestar import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector

from entrypoints.rest.caller import SCRAPERS
from entrypoints.rest.figures import FiguresCollector
from entrypoints.rest.given import Given
from entrypoints.rest.routes import reading
from entrypoints.rest.services import Services


@reading("/metrics", allowed=SCRAPERS, media_type="text/plain")
def metrics(services: Given[Services]) -> Response[bytes]:
    """
    Return figures for Prometheus: counts only, no numbers of orders or articles.
    """
    registry = CollectorRegistry(auto_describe=False)
    for collector in (FiguresCollector(services), ProcessCollector(registry=None)):
        registry.register(collector)
    GCCollector(registry=registry)
    return Response(
        generate_latest(registry), headers={"content-type": CONTENT_TYPE_LATEST}, media_type=None
    )


ROUTES = (metrics,)
