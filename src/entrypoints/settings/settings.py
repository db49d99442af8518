"""All settings as one value."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeAlias

import attrs
import sqlalchemy as sa

from entrypoints.settings.check import Check, database, folder, matching
from entrypoints.settings.erp import ErpSettings, XmlSettings
from entrypoints.settings.orders import OrderSettings
from entrypoints.settings.queue import QueueSettings
from entrypoints.settings.retention import RetentionSettings
from entrypoints.settings.secret import Secret
from entrypoints.settings.server import ServerSettings
from entrypoints.settings.shop import ShipmentSettings, ShopSettings, StockSettings
from entrypoints.settings.temu import TemuSettings
from shared_kernel.errors import RejectedError

__all__ = [
    "ErpSettings",
    "OrderSettings",
    "QueueSettings",
    "RetentionSettings",
    "ServerSettings",
    "Settings",
    "ShipmentSettings",
    "ShopSettings",
    "StockSettings",
    "TemuSettings",
    "XmlSettings",
]

#: A shop's name is also the name of its folder.
ShopName: TypeAlias = Annotated[
    str,
    matching(
        "[a-z0-9][a-z0-9-]{0,39}",
        "a name of lower-case letters, digits and dashes, at most 40 characters",
    ),
]

_Shops: TypeAlias = Mapping[ShopName, ShopSettings]

_OWN_DATABASE = "temu-jtl.sqlite"


def _read_only(shops: _Shops) -> _Shops:
    return MappingProxyType(dict(shops))


@attrs.frozen(kw_only=True)
class Settings:
    """
    What the merchant decided; read once, never changed while the program runs.
    """

    #: Folder that everything is stored in, a folder per shop.
    data: Path = attrs.field(
        validator=folder("the folder to store everything in (Windows paths in single quotes)")
    )
    #: Address of our own database; empty: a SQLite file in the data folder.
    database_url: Secret = attrs.field(
        default="",
        repr=False,
        validator=database(
            'the address of a database, such as "postgresql+psycopg://user:password@server/name"',
            or_empty=True,
        ),
    )
    erp: ErpSettings
    #: Seller accounts by name.
    shops: _Shops = attrs.field(
        converter=_read_only,
        validator=Check("at least one shop, as tables [shops.<name>.temu]", bool),
    )
    retention: RetentionSettings = attrs.field(factory=RetentionSettings)
    server: ServerSettings = attrs.field(factory=ServerSettings)
    queue: QueueSettings = attrs.field(factory=QueueSettings)

    @property
    def own_database(self) -> sa.URL:
        """
        Where our own database is.
        """
        if self.database_url:
            return sa.make_url(self.database_url)
        return sa.URL.create("sqlite", database=str(self.data / _OWN_DATABASE))

    def shop(self, name: str | None) -> tuple[str, ShopSettings]:
        """
        Return the shop called *name*, or the only one when no name is given.

        Raises:
            RejectedError: There is no such shop, or several to choose from.
        """
        names = ", ".join(sorted(self.shops))
        if name is None:
            if len(self.shops) == 1:
                return next(iter(self.shops.items()))
            raise RejectedError(f"there are several shops; name one of: {names}", field="shop")
        if name not in self.shops:
            raise RejectedError(f'there is no shop "{name}"; known are: {names}', field="shop")
        return name, self.shops[name]
