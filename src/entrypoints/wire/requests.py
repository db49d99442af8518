"""What other programs may send us; a field we do not know is refused."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from entrypoints.shop_checks import Target
from job_core.access import Role
from temu_core.confirmation import Acceptance
from temu_core.ledger import HoldReason, LedgerState, Remedy

#: What a database and a log can hold: no control characters.
Text = Annotated[str, msgspec.Meta(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]+$")]
#: Every number JSON can hold exactly.
Key = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]


class RunRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which run of a job is wanted.
    """

    shop: Name | None = None
    #: Choices by name; see the job.
    parameters: dict[str, str | bool | int | float | None] = {}
    #: Do not mind a run that is under way: queue behind it.
    queue_behind: bool = False


class ScheduleRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    When a job is due from now on: either ``cron`` or ``every_s``.
    """

    #: Which of the job's schedules; may be left out while there is one.
    name: Name | None = None
    #: Five fields, in the zone.
    cron: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    #: Seconds from one due time to the next.
    every_s: Annotated[int, msgspec.Meta(ge=60, le=366 * 86400)] | None = None
    #: IANA name, such as Europe/Berlin; left out: as before.
    zone: Name | None = None
    #: Only answer when it would be due; change nothing.
    dry_run: bool = False


class PauseRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which schedule pauses, and until when.
    """

    #: Which of the job's schedules; left out: all.
    name: Name | None = None
    #: With its offset; left out: until it is resumed.
    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class ResumeRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which schedule goes on.
    """

    #: Which of the job's schedules; left out: all.
    name: Name | None = None


class OrderSearch(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which orders are looked for; in a body, since a buyer's name must not stand in a URL.
    """

    #: Part of an order number, a SKU or a name.
    text: Text = ""
    states: Annotated[list[LedgerState], msgspec.Meta(max_length=20)] = []
    reasons: Annotated[list[HoldReason], msgspec.Meta(max_length=30)] = []
    #: By number, or the last placed first.
    sort: Literal["number", "newest"] = "number"
    #: Go on after this; the ``next`` of the page before.
    after: Text = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100


class CorrectionRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    A field of an order and the text a person wants there.
    """

    field: Name
    value: Text


class RemedyRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    What is to be done about which held orders: either ``numbers`` or a ``reason``.
    """

    numbers: Annotated[list[Name], msgspec.Meta(max_length=1000)] = []
    #: With ``try_again`` only: all that are held for it, 1000 at a time.
    reason: HoldReason | None = None
    remedy: Remedy
    #: With ``correct_text`` only.
    corrections: Annotated[list[CorrectionRequest], msgspec.Meta(max_length=20)] = []


class ConfirmRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which pending requests of a buyer are refused by shipping.
    """

    deny: Annotated[
        list[Literal["cancellation", "address-change", "risk-alert"]],
        msgspec.Meta(min_length=1, max_length=3),
    ]

    def refused(self) -> frozenset[Acceptance]:
        """
        Return the requests as the core names them.
        """
        return frozenset(Acceptance(f"deny_{word.replace('-', '_')}") for word in self.deny)


class AcceptErpRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which change of the ERP was looked at: the shop's ``erp_change`` as it was shown.
    """

    # Longer ones would pass the limit of a body when every character is escaped.
    change: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class CarrierRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which carrier an ERP shipping method is.
    """

    shipping_method: Name
    carrier: Key


class SkuRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which ERP article a marketplace SKU is.
    """

    sku: Name
    article: Name


class ConnectionTestRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which connections are tried.
    """

    #: Left out or empty: all.
    targets: Annotated[list[Target], msgspec.Meta(max_length=10)] = []


class TokenRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Who is to get a token, and what it allows.
    """

    name: Name
    role: Role


class SessionRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    A token to trade for a session.
    """

    token: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]

    def __repr__(self) -> str:
        return "SessionRequest(token=…)"


class RedriveRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which dead messages are sent again; left out: all.
    """

    ids: Annotated[list[Name], msgspec.Meta(min_length=1, max_length=1000)] | None = None


class PurgeRequest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """
    Which dead messages are forgotten: those that died longer ago than this.
    """

    older_than_hours: Annotated[int, msgspec.Meta(ge=0, le=168)] = 24
