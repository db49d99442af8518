"""temu-jtl map: teach which name on one side is which on the other."""

from cyclopts import App

from entrypoints.carrier_page import carrier_views
from entrypoints.cli.exit_codes import ExitCode
from entrypoints.cli.mending import print_mended
from entrypoints.cli.options import Common
from entrypoints.cli.panels import MEND
from entrypoints.cli.person import person_at_terminal, person_name
from shared_kernel.sku import Sku
from temu_core.package import CarrierId
from temu_core.use_cases.mend_orders import Mended

app = App(
    name="map",
    help="Teach which SKU is which article and which method is which carrier.",
    group=MEND,
)


@app.command(name="sku")
def map_sku(sku: str, article: str, *, common: Common | None = None) -> int:
    """
    Say which ERP article a marketplace SKU is; orders held for it go on.

    Parameters
    ----------
    sku
        The marketplace's SKU (or its SKU id where it has none).
    article
        The ERP's article number.
    """
    common = common or Common()
    with common.opened() as shop:
        mended: Mended = shop.by_person(
            lambda run: shop.use_cases.map_sku()(run, Sku(sku), Sku(article), person=person_name()),
            by=person_at_terminal(),
            sku=sku,
            article=article,
        )
    common.output.say(f"{sku} is article {article} from now on.")
    return print_mended(common, mended)


@app.command(name="carrier")
def map_carrier(shipping_method: str, carrier: int, *, common: Common | None = None) -> int:
    """
    Say which marketplace carrier an ERP shipping method is; orders held for it go on.

    Parameters
    ----------
    shipping_method
        The ERP's shipping method, as it is named there.
    carrier
        The marketplace's carrier id; see: temu-jtl map carriers
    """
    common = common or Common()
    with common.opened() as shop:
        mended: Mended = shop.by_person(
            lambda run: shop.use_cases.map_carrier()(
                run, shipping_method, CarrierId(carrier), person=person_name()
            ),
            by=person_at_terminal(),
            shipping_method=shipping_method,
            carrier=carrier,
        )
    common.output.say(f"{shipping_method} is carrier {carrier} from now on.")
    return print_mended(common, mended)


@app.command(name="carriers")
def carriers(*, common: Common | None = None) -> int:
    """
    List the carrier map, unmapped methods first, and the marketplace's carriers.
    """
    common = common or Common()
    with common.opened() as shop:
        mapped = carrier_views(shop)
        known = {carrier.id: carrier.name for carrier in shop.adapters.shipment_desk().carriers()}
    if common.json:
        common.output.document({"map": mapped, "carriers": known})
        return ExitCode.OK
    common.output.table(
        "",
        ("shipping method in the ERP", "carrier", "its name", "orders waiting"),
        (
            (
                m.shipping_method,
                m.carrier,
                known.get(CarrierId(m.carrier or 0), "not mapped"),
                m.orders_waiting or None,
            )
            for m in mapped
        ),
        empty="no shipping method was seen yet",
        whole=("carrier",),
    )
    common.output.table(
        "\nthe marketplace's carriers",
        ("id", "name"),
        [(id_, name) for name, id_ in sorted((name, id_) for id_, name in known.items())],
        empty="\nthe marketplace names no carriers",
        whole=("id",),
    )
    return ExitCode.OK
