"""Finds the measurements."""

import importlib
import pkgutil

from benchmarks import measurements
from benchmarks.measurement import Measurement


def all_measurements() -> dict[str, Measurement]:
    """
    Return every measurement by its name, in the order of their files.
    """
    found: dict[str, Measurement] = {}
    for module in pkgutil.iter_modules(measurements.__path__):
        loaded = importlib.import_module(f"{measurements.__name__}.{module.name}")
        known: tuple[Measurement, ...] = loaded.MEASUREMENTS
        found.update({measurement.name: measurement for measurement in known})
    return found
