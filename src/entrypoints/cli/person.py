"""Who sits at the terminal."""

import getpass


def person_name() -> str:
    """
    Return the name under which a person's remedies are recorded.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have no name.
        return "unknown"


def person_at_terminal() -> str:
    """
    Return the name under which a person's runs are recorded: ``cli:<user>``.
    """
    return f"cli:{person_name()}"
