"""The product's connection to the marketplace, without the waiting between two tries."""

from collections.abc import Iterator

import attrs

from adapters.http.retry import RetryPolicy
from adapters.temu_http.connect import TemuConnection, connect_temu
from adapters.temu_http.credentials import TemuCredentials
from entrypoints.container.jtl_temu_adapters import temu_options
from entrypoints.settings.settings import TemuSettings
from shared_kernel.clock import Clock


def impatient_temu(temu: TemuSettings, clock: Clock) -> Iterator[TemuConnection]:
    """
    Yield a connection that tries as often as ever, but at once.
    """
    at_once = RetryPolicy(first_wait_s=0, longest_wait_s=0.05, jitter_s=0)
    connection = connect_temu(
        TemuCredentials(
            app_key=temu.app_key, app_secret=temu.app_secret, access_token=temu.access_token
        ),
        attrs.evolve(temu_options(temu), retry=at_once),
        clock,
    )
    yield connection
    connection.close()
