"""Finding the settings of this machine."""

import os
from pathlib import Path

from entrypoints.settings.load import load_settings
from entrypoints.settings.locate import locate
from entrypoints.settings.settings import Settings


def read_settings(given: Path | None) -> Settings:
    """
    Return the settings from the named or usual file and the environment.

    Raises:
        RejectedError: There are none, or some are wrong; all are named.
    """
    return load_settings(locate(given, os.environ, Path.cwd()), os.environ)
