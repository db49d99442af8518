"""
Reads a call's parameters as strictly as the marketplace does.
"""

from collections.abc import Mapping, Sequence

import attrs

from sandbox.temu.errors import TemuRefusal, bad_params

#: Above this a number of seconds must be milliseconds.
_LAST_SECOND = 9_999_999_999


@attrs.frozen
class Params:
    """
    The parameters of one call or of one object nested in it.

    Integer enumerations and quantities must be JSON integers; ids may be
    numeric strings; unknown names are never looked at.
    """

    values: Mapping[str, object]
    path: str = ""

    def _at(self, name: str) -> str:
        return f"{self.path}{name}"

    def integer(self, name: str, default: int | None = None) -> int:
        """
        Return a JSON integer; a string is refused.
        """
        value = self.values.get(name, default)
        if value is None or isinstance(value, bool) or not isinstance(value, int):
            raise bad_params(self._at(name), "an integer")
        return value

    def optional_integer(self, name: str) -> int | None:
        """
        Return a JSON integer or None when it is absent.
        """
        return None if self.values.get(name) is None else self.integer(name)

    def identifier(self, name: str) -> int | None:
        """
        Return an id; integers and numeric strings are both accepted.
        """
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, str) and value.isascii() and value.isdigit():
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise bad_params(self._at(name), "an id")
        return value

    def text(self, name: str, default: str = "") -> str:
        """
        Return a string.
        """
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise bad_params(self._at(name), "a string")
        return value

    def items(self, name: str) -> Sequence[object] | None:
        """
        Return a list or None when it is absent.
        """
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list):
            raise bad_params(self._at(name), "a list")
        return value

    def texts(self, name: str) -> list[str]:
        """
        Return a list of strings; empty when absent.
        """
        found: list[str] = []
        for item in self.items(name) or []:
            if not isinstance(item, str):
                raise bad_params(self._at(name), "a list of strings")
            found.append(item)
        return found

    def identifiers(self, name: str) -> list[int]:
        """
        Return a list of ids; empty when absent.
        """
        found = [
            Params({"id": item}, self._at(name)).identifier("id") for item in self.items(name) or []
        ]
        return [one for one in found if one is not None]

    def objects(self, name: str) -> "list[Params]":
        """
        Return a list of nested objects; empty when absent.
        """
        found: list[Params] = []
        for position, item in enumerate(self.items(name) or []):
            if not isinstance(item, dict):
                raise bad_params(f"{self._at(name)}[{position}]", "an object")
            found.append(Params(item, f"{self._at(name)}[{position}]."))
        return found

    def window(self, start: str, end: str) -> tuple[int, int] | None:
        """
        Return a closed window of UNIX seconds; it must come as a pair.
        """
        first, last = self.optional_integer(start), self.optional_integer(end)
        if first is None and last is None:
            return None
        if first is None or last is None:
            raise TemuRefusal(140020013, f"{start} {end}")
        if max(first, last) > _LAST_SECOND:
            raise TemuRefusal(140020014, f"{start} {end}")
        if last < first:
            raise TemuRefusal(140020012, f"{start} {end}")
        return first, last

    def page(self, number: str, size: str, most: int) -> tuple[int, int]:
        """
        Return page number and size; a page larger than *most* is refused.
        """
        page, count = self.integer(number, 1), self.integer(size, 10)
        if page < 1:
            raise bad_params(self._at(number), "1 or more")
        if not 1 <= count <= most:
            raise bad_params(self._at(size), f"1 to {most}")
        return page, count
