"""What a mutation is, and how the product is built with one."""

from collections.abc import Callable
from typing import Any

import attrs

from entrypoints.container.simulated_connector import connector_of, simulated_use_cases
from entrypoints.container.use_cases import UseCases
from simulation.ports import Connector, OpenConnector, Policies, Ports


@attrs.frozen
class Mutation:
    """
    A deliberate defect, and the promise it breaks.
    """

    name: str
    promise: str
    open: OpenConnector


def changing(change: Callable[[UseCases], object]) -> OpenConnector:
    """
    Return the product wired otherwise.
    """

    def opened(ports: Ports, policies: Policies) -> Connector:
        use_cases = simulated_use_cases(ports, policies)
        change(use_cases)
        return connector_of(use_cases)

    return opened


def over(change: Callable[[Ports], Ports]) -> OpenConnector:
    """
    Return the product over other ports.
    """

    def opened(ports: Ports, policies: Policies) -> Connector:
        return connector_of(simulated_use_cases(change(ports), policies))

    return opened


def replacing(provider: str, mutant: type[Any]) -> OpenConnector:
    """
    Return the product with one use case replaced by a mutant of it.
    """
    return changing(lambda use_cases: getattr(use_cases, provider).set_provides(mutant))
