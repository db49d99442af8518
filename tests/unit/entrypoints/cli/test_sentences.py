import pytest

from entrypoints.cli.sentences import sentence, words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the order is in PLN", "The order is in PLN."),
        ("No carrier is mapped to 'Kurier Blitz'.", "No carrier is mapped to 'Kurier Blitz'."),
        ("goods: the lines sum to 1.00 EUR", "Goods: the lines sum to 1.00 EUR."),
        ("the buyer's name is missing", "The buyer's name is missing."),
        ("PO-076-1 is not held", "PO-076-1 is not held."),
        ("address.street has no text", "address.street has no text."),
        ("temu_orders_sync is already running", "temu_orders_sync is already running."),
        ("waits …", "Waits …"),
        ("", ""),
    ],
)
def test_texts_become_whole_sentences_and_names_stay_as_they_are(text: str, shown: str) -> None:
    assert sentence(text) == shown


@pytest.mark.parametrize(
    "text",
    ["The database is old; run: temu-jtl db upgrade", "Looked for: /etc/temu-jtl/settings.toml"],
)
def test_a_command_or_a_path_at_the_end_can_be_copied(text: str) -> None:
    assert sentence(text) == text


def test_a_list_of_faults_keeps_its_lines() -> None:
    assert sentence("data: nothing given\nerp.url: wrong") == "data: nothing given\nerp.url: wrong"


def test_names_of_states_and_reasons_are_shown_as_words() -> None:
    assert words("partially_shipped") == "partially shipped"
    assert words("cancelled_in_erp") == "cancelled in the ERP"
    assert words("sku_unknown") == "SKU unknown"
