"""What is wrong about one setting."""

import attrs

from shared_kernel.errors import RejectedError


class WrongSettingError(RejectedError):
    """
    A setting holds something else than it should.

    Args:
        expected: What belongs there, to follow the word "expected".
        todo: What to do about it; empty: change it where it was given.
        given: What to show instead of the value; None: the value may be shown.
        name: The setting's own name when the fault lies beside the one that was read.
        below: The setting's name when its whole table was read.
    """

    def __init__(
        self,
        expected: str,
        *,
        todo: str = "",
        given: str | None = None,
        name: str = "",
        below: str = "",
    ) -> None:
        super().__init__(f"expected {expected}", code="settings", field=name or below)
        self.expected = expected
        self.todo = todo
        self.given = given
        self.name = name
        self.below = below


@attrs.frozen(kw_only=True)
class Unusable:
    """
    Stands in for a value that cannot be used, so that all the others are still checked.
    """

    expected: str
    todo: str
    given: str | None = None
    name: str = ""

    def error(self) -> WrongSettingError:
        """
        Return what is to be raised where the value would have been read.
        """
        return WrongSettingError(self.expected, todo=self.todo, given=self.given, name=self.name)
