"""Settings of the queue between processes."""

from urllib.parse import urlsplit

import attrs

from entrypoints.settings.check import Check, between, matching
from entrypoints.settings.secret import Secret

_SCHEMES = frozenset({"redis", "rediss"})


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    if parts.scheme == "unix":
        return bool(parts.path)
    return parts.scheme in _SCHEMES and bool(parts.hostname)


@attrs.frozen(kw_only=True)
class QueueSettings:
    """
    How runs get to worker processes; without a broker the process that keeps time does them.
    """

    #: Address of the Redis that hands runs to "temu-jtl worker"; empty: no workers.
    broker_url: Secret = attrs.field(
        default="",
        repr=False,
        validator=Check(
            'the address of a Redis, such as "redis://:password@server:6379/0" or "rediss://…"',
            lambda url: url == "" or _is_redis(url),
        ),
    )
    #: Begins all our names in that Redis; installations that share one need different ones.
    namespace: str = attrs.field(
        default="temu-jtl",
        validator=matching(
            "[a-z0-9][a-z0-9-]{0,39}",
            "a name of lower-case letters, digits and dashes, at most 40 characters",
        ),
    )
    #: Let serve and scheduler do runs too, besides the workers.
    work_in_server: bool = False
    #: Processes that call Temu at a time, at most. While Redis is away each keeps to its part
    #: of the rate limit.
    processes: int = attrs.field(default=4, validator=between(1, 64))
