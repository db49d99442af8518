"""Parameters that several routes take."""

from typing import Annotated, TypeAlias

from litestar.params import PathParameter, QueryParameter

_NO_CONTROL = r"^[^\x00-\x1f\x7f]*$"

#: Which shop; may be left out while there is one.
ShopQuery: TypeAlias = Annotated[
    str | None,
    QueryParameter(name="shop", max_length=40, description="Optional while there is one shop."),
]
Limit: TypeAlias = Annotated[int, QueryParameter(name="limit", ge=1, le=1000)]
After: TypeAlias = Annotated[
    str,
    QueryParameter(
        name="after",
        max_length=200,
        pattern=_NO_CONTROL,
        description="Go on after this; the `next` of the page before.",
    ),
]
TextPath: TypeAlias = Annotated[str, PathParameter(max_length=200, pattern=_NO_CONTROL)]
#: Every number JSON can hold exactly.
KeyPath: TypeAlias = Annotated[int, PathParameter(ge=1, le=2**53 - 1)]
