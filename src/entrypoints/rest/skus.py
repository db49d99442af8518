"""POST /api/skus."""

from litestar.params import JSONBody

from entrypoints.rest.given import Given
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing
from entrypoints.wire.answers import MendedView
from entrypoints.wire.requests import SkuRequest
from shared_kernel.sku import Sku


@changing("/api/skus")
def map_sku(data: JSONBody[SkuRequest], person: Given[PersonDesk]) -> MendedView:
    """
    Say which ERP article a marketplace SKU is; orders held for it go on.
    """
    sku, article = Sku(data.sku), Sku(data.article)
    mended = person.do(
        lambda run: person.shop.use_cases.map_sku()(run, sku, article, person=person.caller.by),
        sku=data.sku,
        article=data.article,
    )
    return MendedView.of(mended)


ROUTES = (map_sku,)
