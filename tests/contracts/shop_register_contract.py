"""What every shop register does."""

from datetime import timedelta

import attrs
import pytest
from tests.contracts.books import NOW, OTHER_SHOP, SHOP, Books

from shared_kernel.errors import StoppedError
from shared_kernel.run_context import Fence
from temu_core.erp_shape import ErpColumn
from temu_core.ports.shop_register import (
    NO_ACCOUNT,
    OtherShopError,
    ShopIdentity,
    ShopRegister,
    ShopSwitches,
)

LATER = NOW + timedelta(minutes=5)
UNTOUCHED = ShopSwitches(stopped=False, stopped_by="", approved_at=None)
NUMBER = ErpColumn(table="dbo.tArtikel", name="cArtNr", kind="nvarchar")
BUFFER = ErpColumn(table="dbo.tArtikel", name="nPuffer", kind="int")
OURS = ShopIdentity(marketplace="temu.example/100001", erp="erp.example/eazybusiness")


class ShopRegisterContract:
    """
    Subclass per adapter; *books* is a fixture of empty books beside the subclass.
    """

    @pytest.fixture
    def register(self, books: Books) -> ShopRegister:
        """
        The register under test.
        """
        return books.shop_register

    @pytest.fixture
    def fence(self, books: Books) -> Fence:
        """
        The fence of a run of the shop.
        """
        return books.fence()

    def test_an_unknown_shop_is_neither_stopped_nor_approved(self, register: ShopRegister) -> None:
        assert register.switches(SHOP) == UNTOUCHED

    def test_bound_books_are_recognised(self, register: ShopRegister, fence: Fence) -> None:
        register.bind(fence, OURS)

        register.bind(fence, OURS)

        assert register.switches(SHOP) == UNTOUCHED

    @pytest.mark.parametrize(
        "other",
        [
            ShopIdentity(marketplace="temu.example/200002", erp=OURS.erp),
            ShopIdentity(marketplace=OURS.marketplace, erp="erp.example/another"),
        ],
        ids=["marketplace", "erp"],
    )
    def test_books_of_another_account_or_erp_are_refused(
        self, register: ShopRegister, fence: Fence, other: ShopIdentity
    ) -> None:
        register.bind(fence, OURS)

        with pytest.raises(OtherShopError, match="data folder of its own") as refused:
            register.bind(fence, other)
        assert OURS.marketplace in refused.value.text
        assert other.marketplace in refused.value.text

        register.bind(fence, OURS)

    def test_a_shop_without_access_may_get_it_and_lose_it(
        self, register: ShopRegister, fence: Fence
    ) -> None:
        without = ShopIdentity(marketplace=NO_ACCOUNT, erp=OURS.erp)
        register.bind(fence, without)

        register.bind(fence, OURS)
        register.bind(fence, without)

        with pytest.raises(OtherShopError):
            register.bind(fence, attrs.evolve(OURS, marketplace="temu.example/200002"))
        with pytest.raises(OtherShopError):
            register.bind(fence, attrs.evolve(without, erp="erp.example/another"))

    def test_books_touched_before_can_still_be_bound(
        self, register: ShopRegister, fence: Fence
    ) -> None:
        register.stop(fence, by="erika", at=NOW)

        register.bind(fence, OURS)

        assert register.switches(SHOP).stopped

    def test_stopping_twice_keeps_the_first(self, register: ShopRegister, fence: Fence) -> None:
        register.stop(fence, by="erika", at=NOW)

        register.stop(fence, by="max", at=LATER)

        switches = register.switches(SHOP)
        assert (switches.stopped, switches.stopped_by) == (True, "erika")

    def test_a_stopped_shop_resumes(self, register: ShopRegister, fence: Fence) -> None:
        register.stop(fence, by="erika", at=NOW)

        register.resume(fence, by="max", at=LATER)
        register.resume(fence, by="max", at=LATER)

        assert register.switches(SHOP) == UNTOUCHED

    def test_the_first_approval_counts(self, register: ShopRegister, fence: Fence) -> None:
        register.approve(fence, by="erika", at=NOW)

        register.approve(fence, by="max", at=LATER)

        assert register.switches(SHOP).approved_at == NOW

    def test_the_last_told_end_of_the_token_stands(
        self, register: ShopRegister, fence: Fence
    ) -> None:
        unasked = register.token_end(SHOP)
        register.note_token_end(fence, LATER)
        register.note_token_end(fence, NOW)

        assert (unasked, register.token_end(SHOP)) == (None, NOW)
        assert register.token_end(OTHER_SHOP) is None
        assert register.switches(SHOP) == UNTOUCHED

    def test_no_erp_is_known_before_the_first_look(self, register: ShopRegister) -> None:
        assert register.erp_columns(SHOP) == frozenset()

    def test_the_erp_that_was_found_is_known(self, register: ShopRegister, fence: Fence) -> None:
        assert register.know_erp(fence, [NUMBER, BUFFER])

        assert register.erp_columns(SHOP) == {NUMBER, BUFFER}
        assert register.erp_columns(OTHER_SHOP) == frozenset()
        assert register.switches(SHOP) == UNTOUCHED

    def test_a_change_of_the_erp_waits_until_it_is_accepted(
        self, register: ShopRegister, fence: Fence
    ) -> None:
        register.know_erp(fence, [NUMBER])
        register.hold_erp(fence, [NUMBER, BUFFER], "a new column")

        waiting = register.erp_columns(SHOP), register.switches(SHOP).erp_change
        refused = [register.accept_erp(fence, other) for other in ("another", "")]
        accepted = register.accept_erp(fence, "a new column")

        assert waiting == (frozenset({NUMBER}), "a new column")
        assert (refused, accepted) == ([False, False], True)
        assert register.erp_columns(SHOP) == {NUMBER, BUFFER}
        assert register.switches(SHOP) == UNTOUCHED
        assert not register.accept_erp(fence, "a new column")

    def test_an_erp_found_as_before_takes_back_what_waits(
        self, register: ShopRegister, fence: Fence
    ) -> None:
        register.know_erp(fence, [NUMBER])
        register.hold_erp(fence, [BUFFER], "another table")

        taken = register.know_erp(fence, [NUMBER], known=[NUMBER], change="another table")

        assert taken
        assert register.switches(SHOP) == UNTOUCHED
        assert not register.accept_erp(fence, "another table")
        assert register.erp_columns(SHOP) == {NUMBER}

    def test_who_looked_at_the_erp_first_does_not_have_the_last_word(
        self, register: ShopRegister, fence: Fence
    ) -> None:
        register.know_erp(fence, [NUMBER])
        register.hold_erp(fence, [BUFFER], "another table")

        first_look = register.know_erp(fence, [BUFFER])
        unaware = register.know_erp(fence, [NUMBER], known=[NUMBER])
        another = register.know_erp(fence, [NUMBER], known=[NUMBER], change="something else")

        assert (first_look, unaware, another) == (False, False, False)
        assert register.erp_columns(SHOP) == {NUMBER}
        assert register.switches(SHOP).erp_change == "another table"

    def test_shops_have_their_own_switches(self, register: ShopRegister, fence: Fence) -> None:
        register.stop(fence, by="erika", at=NOW)
        register.approve(fence, by="erika", at=NOW)

        assert register.switches(OTHER_SHOP) == UNTOUCHED

    def test_a_run_that_lost_its_lease_switches_nothing(
        self, register: ShopRegister, books: Books
    ) -> None:
        lost = books.lost_fence()

        with pytest.raises(StoppedError):
            register.approve(lost, by="erika", at=NOW)

        assert register.switches(SHOP) == UNTOUCHED
