"""Which article an offer is."""

import pytest
from tests.builders.stock import an_offer_state

from shared_kernel.sku import Sku
from temu_core.rules.offer_article import offer_article

BY_NUMBER = {Sku("lamp-1"): Sku("LAMP-OLD"), Sku("17"): Sku("VASE-1")}


@pytest.mark.parametrize(
    ("seller_sku", "sku_map", "article"),
    [
        pytest.param(" Lamp-1 ", {}, "LAMP-1", id="the seller's number"),
        pytest.param("LAMP-1", BY_NUMBER, "LAMP-OLD", id="what the merchant made of it"),
        pytest.param("OTHER", BY_NUMBER, "OTHER", id="a number wins over the sku id"),
        pytest.param(" ", BY_NUMBER, "VASE-1", id="no number, but the sku id is mapped"),
    ],
)
def test_an_offer_is_the_article_of_its_number(
    seller_sku: str, sku_map: dict[Sku, Sku], article: str
) -> None:
    assert offer_article(an_offer_state(sku_id=17, seller_sku=seller_sku), sku_map) == Sku(article)


@pytest.mark.parametrize("seller_sku", ["", "  "])
def test_an_offer_without_any_number_is_no_article(seller_sku: str) -> None:
    assert offer_article(an_offer_state(seller_sku=seller_sku), {Sku("99"): Sku("VASE-1")}) is None
