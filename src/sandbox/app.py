"""
The sandbox as a web application.
"""

from litestar import Litestar

from sandbox.control import control_handlers
from sandbox.temu.http import Connections, router_handler
from sandbox.world import World


def build_app(world: World, connections: Connections | None = None) -> Litestar:
    """
    Return the application of *world*.

    Without *connections* (under a test client) no connection can be cut; such
    a call is answered with HTTP 500 and says so.
    """
    router = router_handler(world.router, {} if connections is None else connections)
    return Litestar([router, *control_handlers(world)], openapi_config=None, logging_config=None)
