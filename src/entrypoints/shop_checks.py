"""What the doctor and the connection tests look at; nothing is written outside."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Literal

import attrs

from entrypoints.container.broker import redis_answers
from entrypoints.container.database import database_status
from entrypoints.open_shop import OpenShop, database_url
from job_core.rules.clock_skew import clock_refusal
from shared_kernel.errors import ConnectorError
from shared_kernel.sku import Sku
from temu_core.document import DeliveryWay
from temu_core.order import OrderNumber
from temu_core.rules.erp_changes import erp_changes, in_one_sentence, missing_columns, not_ours
from temu_core.shop import SellerAccount

#: Asked for to see whether the ERP lets us read; nobody names an article or an order like this.
_NO_ARTICLE = Sku("temu-jtl-doctor-no-such-article")
_NO_ORDER = OrderNumber("temu-jtl-doctor-no-such-order")

_RENEW_BEFORE = timedelta(days=14)
#: A sync refuses to work from here on; see ``CheckShop``.
_MOST_SKEW_S = 60


Target = Literal["data", "database", "erp", "marketplace", "queue"]


@attrs.frozen(kw_only=True)
class Check:
    """
    One thing looked at, with what was found or what is wrong.
    """

    name: str
    ok: bool
    text: str


@attrs.frozen(kw_only=True)
class Probe:
    """
    One connection that can be tried; ends by its adapter's own time-out.
    """

    name: str
    target: Target
    look: Callable[[], Iterator[Check]]


def shop_probes(shop: OpenShop) -> Sequence[Probe]:
    """
    Return everything of a shop that can be tried, what others need first.
    """
    return [
        _probe("data folder", "data", lambda: _data_folder(shop)),
        Probe(name="own database", target="database", look=lambda: _database(shop)),
        _probe("ERP: tables", "erp", lambda: _tables(shop)),
        _probe("ERP: articles and stock", "erp", lambda: _articles(shop)),
        _probe("ERP: orders and parcels", "erp", lambda: _orders(shop)),
        _probe(f"ERP: {shop.setup.orders.delivery.value}", "erp", lambda: _handover(shop)),
        *_broker_probes(shop),
        Probe(name="marketplace", target="marketplace", look=lambda: _marketplace(shop)),
    ]


def check_shop(shop: OpenShop) -> Iterator[Check]:
    """
    Yield one check after the other.
    """
    for probe in shop_probes(shop):
        yield from probe.look()


def _broker_probes(shop: OpenShop) -> Sequence[Probe]:
    queue = shop.adapters.settings().queue
    if not queue.broker_url:
        return ()
    return (_probe("queue: Redis", "queue", lambda: redis_answers(queue)),)


def _probe(name: str, target: Target, look: Callable[[], str]) -> Probe:
    return Probe(name=name, target=target, look=lambda: iter([_check(name, look)]))


def _marketplace(shop: OpenShop) -> Iterator[Check]:
    found: list[SellerAccount] = []
    yield _check("marketplace", lambda: _account(shop, found))
    for account in found:
        yield from _account_checks(shop, account)


def _check(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name=name, ok=True, text=look())
    except ConnectorError as error:
        return Check(name=name, ok=False, text=error.text)
    except OSError as error:
        return Check(name=name, ok=False, text=f"{error.strerror}: {error.filename}")


def _data_folder(shop: OpenShop) -> str:
    folder = shop.setup.folder
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not there.is_dir():
        raise NotADirectoryError(20, "this is a file, not a folder", str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(13, "this program may not write there", str(there))
    return f"{folder} can be written"


def _database(shop: OpenShop) -> Iterator[Check]:
    yield _check("own database", lambda: _own_database(shop))
    clock = _check("own database: clock", lambda: _database_clock(shop))
    if clock.text:
        yield clock


def _database_clock(shop: OpenShop) -> str:
    """
    Return how far off this machine's clock is; empty where the database is a file on it.
    """
    ahead: timedelta | None = shop.adapters.shared_clock().ahead()
    if ahead is None:
        return ""
    refusal = clock_refusal(ahead)
    if refusal is not None:
        raise refusal
    return f"{(-ahead).total_seconds():+.0f} s against the database's"


def _own_database(shop: OpenShop) -> str:
    found = database_status(database_url(shop.adapters.settings()))
    for name, part in (("it", found.books), ("its run log's file", found.log)):
        if part is not None and part.current != part.head:
            raise ConnectorError(
                f"{name} has version {part.current or 'none'} and needs {part.head}; "
                "run: temu-jtl db upgrade"
            )
    return f"version {found.books.current}"


def _tables(shop: OpenShop) -> str:
    shape = shop.adapters.erp_schema().shape()
    if missing := missing_columns(shape):
        raise ConnectorError(not_ours(missing))
    # What the shop knows is in our database; whether that can be asked is another check.
    ours = database_status(database_url(shop.adapters.settings()))
    known = shop.adapters.shop_register().erp_columns(shop.shop) if ours.is_current else None
    if changes := erp_changes(known or (), shape):
        raise ConnectorError(
            f"not made as this shop knows them: {in_one_sentence(changes)}; nothing is written "
            "outside. Look whether orders and stock are right, then run: temu-jtl accept-erp"
        )
    if not known:
        return "all that is needed is there; the first sync remembers how they are made"
    return "made as this shop knows them"


def _articles(shop: OpenShop) -> str:
    stock = shop.adapters.erp_stock()
    stock.known([_NO_ARTICLE])
    stock.levels([_NO_ARTICLE])
    return "can be read"


def _orders(shop: OpenShop) -> str:
    shop.adapters.erp_orders().presence([_NO_ORDER])
    shop.adapters.erp_packages().of_orders([_NO_ORDER])
    return "can be read"


def _handover(shop: OpenShop) -> str:
    shop.adapters.order_handover().waiting([_NO_ORDER])
    if shop.setup.orders.delivery is DeliveryWay.INBOX:
        return "the inbox can be read; whether it may be written shows with the first order"
    outbox = shop.setup.folder / "outbox"
    return f"orders are put into {_shown(outbox)}"


def _shown(folder: Path) -> str:
    return f"{folder}" if folder.exists() else f"{folder}, which is made when it is needed"


def _account(shop: OpenShop, found: list[SellerAccount]) -> str:
    if shop.setup.files_only:
        return "orders come as files; Temu is not asked"
    account = shop.adapters.seller_accounts().describe()
    found.append(account)
    return f"{shop.setup.marketplace_place} knows us as mall {account.mall_id}"


def _account_checks(shop: OpenShop, account: SellerAccount) -> Iterator[Check]:
    same_region = account.region_id == shop.setup.region_id
    yield Check(
        name="marketplace: region",
        ok=same_region,
        text=f"{account.region_id}"
        if same_region
        else f"the shop is in region {account.region_id}, temu.region_id says "
        f"{shop.setup.region_id}; change the setting",
    )
    yield Check(
        name="marketplace: seller",
        ok=account.local_seller,
        text="local seller"
        if account.local_seller
        else "this is a semi-managed shop; only local sellers' shops work",
    )
    left = account.token_expires_at - account.marketplace_time
    until = f"{account.token_expires_at:%Y-%m-%d}"
    yield Check(
        name="marketplace: access token",
        ok=left > timedelta(0),
        text=f"expired on {until}; make a new one in Seller Center"
        if left <= timedelta(0)
        else f"expires in {left.days} days, on {until}"
        + ("; renew it in Seller Center soon" if left < _RENEW_BEFORE else ""),
    )
    missing = sorted(shop.setup.needed_scopes - account.scopes)
    yield Check(
        name="marketplace: permissions",
        ok=not missing,
        text=f"missing: {', '.join(missing)}; tick them in Seller Center, copy the new token"
        if missing
        else "all that are needed",
    )
    skew = (shop.adapters.clock().now() - account.marketplace_time).total_seconds()
    yield Check(
        name="clock",
        ok=abs(skew) <= _MOST_SKEW_S,
        text=f"{skew:+.0f} s against the marketplace's"
        + ("" if abs(skew) <= _MOST_SKEW_S else "; set it right, best by a time server"),
    )
