"""A file is taken in whatever form it comes, and refused as a whole when its form is wrong."""

from pathlib import Path

import pytest
from tests.unit.adapters.temu_csv.order_file import ENGLISH, GERMAN, WINDOW, a_row, feed_of, written

from adapters.temu_csv import rows as rows_module
from adapters.temu_csv.rows import OrderFile
from shared_kernel.errors import RejectedError, UnavailableError
from temu_core.order import ListedOrder, OrderNumber

ONE = OrderNumber("PO-076-1")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_every_usual_encoding_and_delimiter_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = written(tmp_path, a_row(Produktname="Küche"), encoding=encoding, delimiter=delimiter)

    order = feed_of(path).page(WINDOW, 1).orders[ONE]

    assert isinstance(order, ListedOrder)
    assert order.lines[0].name == "Küche"


def test_columns_are_found_by_name_in_any_order_and_any_case(tmp_path: Path) -> None:
    plain = feed_of(written(tmp_path, a_row(ENGLISH))).page(WINDOW, 1).orders
    upper = {name.upper().replace(" ", "\u00a0"): text for name, text in ENGLISH.items()}
    shuffled = dict(sorted(upper.items()))

    again = feed_of(written(tmp_path, shuffled)).page(WINDOW, 1).orders

    assert again == plain


def test_columns_nobody_knows_are_counted_once_for_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, {**a_row(), "Neue Spalte": "x", "": ""})

    page = feed_of(path).page(WINDOW, 1)

    assert page.oddities == {
        "column 'Aktivitätsbasispreis der Waren'": 1,
        "column 'Neue Spalte'": 1,
        "column 'without a name'": 1,
    }


def _without(name: str) -> dict[str, str]:
    return {column: text for column, text in GERMAN.items() if column != name}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        pytest.param(
            [_without("Bestell-ID")], ["row 1", "Bestell-ID / order id", "missing"], id="no column"
        ),
        pytest.param(
            [{**GERMAN, "order id": "PO-1"}], ["row 1", "order id", "same as"], id="column twice"
        ),
        pytest.param(
            [a_row(), a_row(Bestell_ID="")], ["row 3", "Bestell-ID", "no number"], id="no order"
        ),
        pytest.param(
            [a_row(Bestellartikel_ID="")], ["row 2", "Bestellartikel-ID"], id="no order item"
        ),
        pytest.param(
            [a_row(), {"Bestell-ID": "PO-2"}], ["row 3", "1 cells under 22"], id="short row"
        ),
        pytest.param([{"a": "b"}], ["no column of Temu's order export"], id="another file"),
    ],
)
def test_a_wrong_form_is_refused_with_row_and_column(
    tmp_path: Path, rows: list[dict[str, str]], words: list[str]
) -> None:
    with pytest.raises(RejectedError) as refused:
        feed_of(written(tmp_path, *rows)).page(WINDOW, 1)

    assert [word for word in words if word not in refused.value.text] == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        pytest.param(b"", "no column", id="empty"),
        pytest.param(b"PK\x03\x04 spreadsheet", "save it as CSV", id="spreadsheet"),
        pytest.param(b'order id,order status\n"PO-1,x\n', "row 1", id="open quote"),
        pytest.param(b"\xff\xfeo\x00r", "no column", id="cut UTF-16"),
        pytest.param(b"order id,\x81\x8d\n", "no column", id="no text at all"),
    ],
)
def test_what_is_no_order_file_is_refused(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(RejectedError, match=word):
        OrderFile.survey(path)


def test_a_file_larger_than_any_export_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as out:
        out.truncate(rows_module.MOST_BYTES + 1)

    with pytest.raises(RejectedError, match="32 MiB"):
        OrderFile.survey(path)


def test_a_file_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        OrderFile.survey(tmp_path / "gone.csv")
