"""The product over the simulator's ports."""

from entrypoints.container.simulated_connector import simulated_connector
from simulation.day import Day
from simulation.script import draw


def test_the_simulator_has_every_port_the_use_cases_need() -> None:
    """
    Whoever gives a use case another port gives it to ``simulation.ports.Ports`` as well.
    """
    ending = Day(draw(0), simulated_connector).play()

    assert ending.sentence == ""
    assert ending.figures["orders"] > 0
