"""Who looks at what, at which moment of a day."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from simulation.promises.promise import Promise


@attrs.define
class Watchmen:
    """
    The promises, each asked only about the moments it overrides.
    """

    stored: Sequence[Any]
    answered: Sequence[Any]
    requested: Sequence[Any]
    reached: Sequence[Any]
    ended: Sequence[Any]
    settled: Sequence[Any]

    @classmethod
    def of(cls, promises: Iterable[Promise]) -> "Watchmen":
        """
        Return the moments of *promises*.
        """
        every = list(promises)
        return cls(
            **{
                moment.name: [
                    getattr(promise, moment.name)
                    for promise in every
                    if getattr(type(promise), moment.name) is not getattr(Promise, moment.name)
                ]
                for moment in attrs.fields(cls)
            }
        )
