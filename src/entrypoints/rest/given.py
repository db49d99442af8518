"""What a route is given by the application."""

from typing import TypeAlias, TypeVar

from litestar.di import NamedDependency
from litestar.params import SkipValidation

T = TypeVar("T")

#: By name; our own objects need no validation, and some would not survive it.
Given: TypeAlias = NamedDependency[SkipValidation[T]]
