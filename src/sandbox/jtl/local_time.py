"""
The ERP's clock, which writes naive local times.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import attrs


@attrs.frozen
class LocalTime:
    """
    The world's clock seen from the ERP's zone; moments are seconds since 1970.
    """

    now: Callable[[], datetime]
    zone: ZoneInfo

    def moment(self) -> float:
        """
        Return the present moment.
        """
        return self.now().timestamp()

    def text(self, moment: float) -> str:
        """
        Return a moment as the database holds it, without its zone.
        """
        return self._local(moment).strftime("%Y-%m-%d %H:%M:%S")

    def month(self, moment: float) -> str:
        """
        Return the part of document numbers that names the month.
        """
        return self._local(moment).strftime("%Y%m")

    def _local(self, moment: float) -> datetime:
        return datetime.fromtimestamp(moment, UTC).astimezone(self.zone)
