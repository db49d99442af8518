import pytest

from temu_core.ledger import Hold, HoldReason, Remedy
from temu_core.rules.holds import REMEDIES, advice, remedy_fits


@pytest.mark.parametrize("reason", HoldReason)
def test_every_reason_can_be_tried_again_or_done_by_hand(reason: HoldReason) -> None:
    assert {Remedy.TRY_AGAIN, Remedy.DONE_BY_HAND} <= set(REMEDIES[reason])


@pytest.mark.parametrize("reason", HoldReason)
def test_every_reason_comes_with_one_sentence_of_advice(reason: HoldReason) -> None:
    assert advice(reason).endswith(".")
    assert "\n" not in advice(reason)


def test_only_a_person_delivers_again_and_only_what_the_erp_did_not_take() -> None:
    reasons = {reason for reason in HoldReason if Remedy.DELIVER_AGAIN in REMEDIES[reason]}

    assert reasons == {HoldReason.NOT_TAKEN_BY_ERP}


def test_a_missing_article_is_mapped_not_allowed() -> None:
    hold = Hold(reason=HoldReason.SKU_MISSING, text="no number")

    assert remedy_fits(hold, Remedy.MAP_SKU)
    assert not remedy_fits(hold, Remedy.ALLOW_ONCE)
