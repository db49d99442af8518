from tests.builders.orders import a_line

from shared_kernel.sku import Sku
from temu_core.rules.article_match import line_sku


def test_the_number_on_the_order_wins() -> None:
    assert line_sku(a_line(seller_sku=" LAMP-1 "), {17: "OTHER"}, {}) == Sku("LAMP-1")


def test_the_offer_stands_in_for_an_order_without_number() -> None:
    assert line_sku(a_line(seller_sku=" "), {17: "LAMP-1"}, {}) == Sku("LAMP-1")


def test_the_merchants_map_replaces_the_number() -> None:
    assert line_sku(a_line(), {}, {Sku("lamp-1"): Sku("4711")}) == Sku("4711")


def test_a_line_without_any_number_is_mapped_by_its_sku_id() -> None:
    bare = a_line(seller_sku="", sku_id=17)

    assert line_sku(bare, {}, {}) is None
    assert line_sku(bare, {}, {Sku("17"): Sku("4711")}) == Sku("4711")
