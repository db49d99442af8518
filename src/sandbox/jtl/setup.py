"""
What a fake JTL-Wawi is furnished with: articles, methods, warehouses and the stories of orders.
"""

from collections.abc import Mapping
from decimal import Decimal

import attrs
from attrs import validators

#: The story under this name is told of every order that has none of its own.
EVERY_OTHER_ORDER = "*"


@attrs.frozen(kw_only=True)
class JtlArticle:
    """
    An article of the merchant, with its physical stock per warehouse number.

    *reserved* are units already promised to other orders; *components* make it a set: article
    number → units in one set, whose stock then follows from its components.
    """

    number: str
    name: str
    stock: Mapping[int, Decimal] = attrs.field(factory=dict)
    reserved: Decimal = Decimal(0)
    buffer: int = 0
    stock_managed: bool = True
    overselling: bool = False
    active: bool = True
    divisible: bool = False
    components: Mapping[str, Decimal] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class JtlParcel:
    """
    One parcel somebody packs *after_s* seconds after the order was booked.

    *items* is article number → units; empty means everything not packed yet.  More units than
    were ordered may be packed; articles the order does not have are left out.  Parcels of the
    same second share a delivery note.  The tracking number ``*`` lets the carrier invent one.
    """

    after_s: int
    method: str
    tracking: str
    items: Mapping[str, Decimal] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class JtlStory:
    """
    What happens to one order: booking, refusal, cancellation, parcels; times in seconds.

    ``parcels=None`` packs everything into one DHL parcel two hours after booking;
    ``parcels=()`` never ships.  With *label_only* the parcels get a number but never leave.
    """

    book_after_s: int = attrs.field(default=300, validator=validators.ge(0))
    refuse: bool = False
    book_twice: bool = False
    cancel_after_s: int | None = None
    parcels: tuple[JtlParcel, ...] | None = None
    delivery_note_without_parcel: bool = False
    label_only: bool = False


@attrs.frozen(kw_only=True)
class JtlSetup:
    """
    A whole fake JTL-Wawi on its first day.

    *stories* is external order number → story; ``"*"`` stands for all others.  *timezone* is the
    zone of every naive time in the database.
    """

    articles: tuple[JtlArticle, ...] = ()
    shipping_methods: tuple[str, ...] = ("TEMU", "DHL Paket", "DPD", "GLS", "Hermes", "UPS")
    payment_methods: tuple[str, ...] = ("TEMU",)
    warehouses: tuple[tuple[int, str], ...] = ((1, "Hauptlager"), (2, "Versandlager"))
    stories: Mapping[str, JtlStory] = attrs.field(factory=dict)
    timezone: str = "Europe/Berlin"
    keep_inbox_rows: bool = False
    move_taken_files: bool = False


@attrs.define(kw_only=True)
class JtlSwitches:
    """
    Faults that can be turned on while the world lives; they do not survive a restart.

    *slow_s* is added to every booking time.  With *take_row_book_later_s* a row vanishes from the
    inbox the moment it is seen, and its orders are booked that much later than usual.
    """

    never_runs: bool = False
    slow_s: int = 0
    refuse_next: int = 0
    book_twice_next: int = 0
    take_row_book_later_s: int = 0


@attrs.define(kw_only=True)
class WorkReport:
    """
    How many orders one tick booked, refused and cancelled, and how many parcels it packed.
    """

    booked: int = 0
    refused: int = 0
    shipped: int = 0
    cancelled: int = 0
