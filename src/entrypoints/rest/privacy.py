"""GET /api/privacy; POST /api/privacy/erase."""

from entrypoints.open_shop import OpenShop
from entrypoints.rest.given import Given
from entrypoints.rest.person_desk import PersonDesk
from entrypoints.rest.routes import changing, reading
from entrypoints.wire.privacy import BuyersForgotten, PrivacyView


@reading("/api/privacy")
def show_privacy(opened: Given[OpenShop]) -> PrivacyView:
    """
    Say what is held of buyers, how much of it, and why.
    """
    found, at = opened.held_personal_data()
    return PrivacyView.of(found, opened.setup.retention, at)


@changing("/api/privacy/erase")
def erase_now(person: Given[PersonDesk]) -> BuyersForgotten:
    """
    Erase now what was kept long enough, up to 2000 orders; every order sync does it too.
    """
    forget = person.shop.use_cases.forget_buyers()
    return BuyersForgotten(orders=person.do(forget, what="forget buyers"))


ROUTES = (show_privacy, erase_now)
