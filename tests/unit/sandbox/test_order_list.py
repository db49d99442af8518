"""
Paging, windows and delays of the order list, quirks included.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from tests.unit.sandbox.shops import NOW, ShopFixture, number, open_shop, script

from sandbox.scenario.orders import OrderChange

LIST = "bg.order.list.v2.get"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ShopFixture]:
    """
    Five orders; number 1 is the newest.
    """
    fixture = open_shop(tmp_path, *(script(n) for n in range(1, 6)))
    yield fixture
    fixture.shop.store.close()


def _numbers(answer: dict[str, object]) -> list[str]:
    items = cast("list[dict[str, dict[str, str]]]", answer["pageItems"])
    return [item["parentOrderMap"]["parentOrderSn"] for item in items]


def test_the_newest_order_comes_first(shop: ShopFixture) -> None:
    answer = shop.call(LIST, pageNumber=1, pageSize=2)

    assert _numbers(answer) == [number(1), number(2)]
    assert answer["totalItemNum"] == 5


def test_a_wrong_paging_name_shows_the_first_page_for_ever(shop: ShopFixture) -> None:
    assert _numbers(shop.call(LIST, pageNo=2, pageSize=2)) == [number(1), number(2)]


def test_a_page_holds_at_most_a_hundred(shop: ShopFixture) -> None:
    assert shop.code(LIST, pageSize=101) == 3000000


def test_a_page_number_as_text_is_refused(shop: ShopFixture) -> None:
    assert shop.code(LIST, pageNumber="1") == 3000000


def test_a_status_as_text_is_refused(shop: ShopFixture) -> None:
    assert shop.code(LIST, parentOrderStatus="2") == 3000000


def test_both_ends_of_a_window_belong_to_it(shop: ShopFixture) -> None:
    answer = shop.call(LIST, updateAtStart=NOW - 300, updateAtEnd=NOW - 200)

    assert _numbers(answer) == [number(2), number(3)]


@pytest.mark.parametrize(
    ("window", "code"),
    [
        ({"updateAtStart": NOW}, 140020013),
        ({"createBefore": NOW}, 140020013),
        ({"updateAtStart": NOW * 1000, "updateAtEnd": NOW * 1000}, 140020014),
        ({"createAfter": NOW, "createBefore": NOW - 1}, 140020012),
    ],
)
def test_a_crooked_window_is_refused(
    shop: ShopFixture, window: dict[str, object], code: int
) -> None:
    assert shop.code(LIST, **window) == code


def test_twenty_numbers_can_be_asked_for_at_once(shop: ShopFixture) -> None:
    twenty = [number(n) for n in range(5, 25)]

    assert _numbers(shop.call(LIST, parentOrderSnList=twenty)) == [number(5)]
    assert shop.code(LIST, parentOrderSnList=[*twenty, number(25)]) == 3000000


def test_an_updated_order_moves_up_by_update_time_only(shop: ShopFixture) -> None:
    shop.shop.change_order(shop.shop.orders[number(4)], OrderChange(), NOW)

    assert _numbers(shop.call(LIST, sortby="updateTime"))[0] == number(4)
    assert _numbers(shop.call(LIST, sortby="createTime"))[0] == number(1)


def test_a_late_order_shows_up_with_its_old_times(shop: ShopFixture) -> None:
    shop.switches.update(late_visibility_s=250)
    before = _numbers(shop.call(LIST))

    shop.later(100)

    assert before == [number(3), number(4), number(5)]
    assert _numbers(shop.call(LIST, updateAtStart=NOW - 200, updateAtEnd=NOW - 200)) == [number(2)]


def test_a_page_can_be_the_one_before_it(shop: ShopFixture) -> None:
    shop.switches.update(duplicate_pages=1)

    pages = [_numbers(shop.call(LIST, pageNumber=2, pageSize=2)) for _ in range(2)]

    assert pages == [[number(1), number(2)], [number(3), number(4)]]


def test_an_update_between_two_pages_lets_an_order_slip(shop: ShopFixture) -> None:
    """
    The first order leaves the window, so the third is on neither page.

    The total shrinks by one too: counting alone does not notice.
    """
    shop.switches.update(move_between_pages=1)
    window = {"updateAtStart": 0, "updateAtEnd": NOW, "pageSize": 2, "sortby": "updateTime"}

    seen = [
        one for page in (1, 2, 3) for one in _numbers(shop.call(LIST, pageNumber=page, **window))
    ]

    assert seen == [number(1), number(2), number(4), number(5)]
    assert shop.call(LIST, **window)["totalItemNum"] == len(seen)


def test_shuffled_pages_are_complete_and_unsorted(shop: ShopFixture) -> None:
    shop.switches.update(shuffle_pages=True)

    seen = [
        one for page in (1, 2, 3) for one in _numbers(shop.call(LIST, pageNumber=page, pageSize=2))
    ]

    assert seen != sorted(seen)
    assert sorted(seen) == [number(n) for n in range(1, 6)]


def test_the_list_tells_no_address_amount_or_tracking_number(shop: ShopFixture) -> None:
    text = str(shop.call(LIST))

    assert "Musterweg" not in text
    assert "amount" not in text
    assert "tracking" not in text.lower()
