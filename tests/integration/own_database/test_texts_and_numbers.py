"""What differs most between databases comes back from each as it was given."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa

from adapters.own_database.tables.columns import LongText, Quantity, UtcDateTime, cut_to, key_text
from adapters.sql.insert_if_absent import insert_if_absent
from adapters.sql.like import contains
from adapters.sql.list_parameter import among_texts
from adapters.sql.row_counts import insert_rows, update_rows
from adapters.sql.transaction import reading, writing
from adapters.sql.upsert import upsert

METADATA = sa.MetaData()
THINGS = sa.Table(
    "things_to_try",
    METADATA,
    sa.Column("name", key_text(20), primary_key=True),
    sa.Column("words", LongText, nullable=True),
    sa.Column("units", Quantity, nullable=True),
    sa.Column("moment", UtcDateTime, nullable=True),
    sa.Column("sold", sa.Boolean, nullable=True),
    sa.Column("cents", sa.BigInteger, nullable=True),
)
#: No two of them are the same thing, whatever a language thinks of it.
NAMES = ("lamp", "LAMP", "Lamp", "lämp", "lamp ", "lamp  ", " lamp", "ﬁ", "fi", "ß", "ss", "🪔", "")
SUMMER = datetime(2026, 7, 1, 14, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def things(engine: sa.Engine) -> Iterator[sa.Engine]:
    """
    A database with the table.
    """
    METADATA.create_all(engine, checkfirst=False)
    yield engine
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE things_to_try")


def _put(engine: sa.Engine, *rows: Mapping[str, object]) -> None:
    with writing(engine) as connection:
        insert_rows(connection, THINGS, rows)


def _names(engine: sa.Engine, *conditions: sa.ColumnElement[bool]) -> Sequence[str]:
    query = sa.select(THINGS.c.name).where(*conditions).order_by(THINGS.c.name)
    with reading(engine) as connection:
        return list(connection.scalars(query))


def _value(engine: sa.Engine, column: sa.Column[object]) -> object:
    with reading(engine) as connection:
        return connection.execute(sa.select(column)).scalar_one()


def test_every_name_is_a_key_of_its_own(things: sa.Engine) -> None:
    _put(things, *({"name": name} for name in NAMES))

    assert sorted(_names(things)) == sorted(NAMES)
    for name in NAMES:
        assert _names(things, THINGS.c.name == name) == [name]


def test_names_are_sorted_by_code_point(things: sa.Engine) -> None:
    names = ["a", "B", "Z", "ä", "z", "a ", "10", "9"]

    _put(things, *({"name": name} for name in names))

    assert _names(things) == sorted(names)


def test_a_list_finds_exactly_what_is_in_it(things: sa.Engine) -> None:
    _put(things, *({"name": name} for name in NAMES))
    wanted = ["lamp ", "LAMP", "ß", "🪔", "nothing"]

    found = _names(things, among_texts(things.dialect.name, THINGS.c.name, wanted))

    assert sorted(found) == sorted(["lamp ", "LAMP", "ß", "🪔"])


def test_an_upsert_tells_names_apart(things: sa.Engine) -> None:
    with writing(things) as connection:
        upsert(connection, THINGS, [{"name": "lamp", "cents": 1}], key=["name"])
        rows = [{"name": name, "cents": 2} for name in ("lamp", "lamp ", "LAMP")]
        upsert(connection, THINGS, rows, key=["name"])

    assert sorted(_names(things, THINGS.c.cents == 2)) == ["LAMP", "lamp", "lamp "]


def test_an_update_tells_names_apart(things: sa.Engine) -> None:
    _put(things, *({"name": name, "cents": 1} for name in ("lamp", "lamp ", "LAMP")))
    change = [{"which": "lamp ", "seen": 1, "new": 2}, {"which": "LAMP", "seen": 9, "new": 2}]

    with writing(things) as connection:
        touched = update_rows(
            connection,
            THINGS,
            change,
            where={"name": "which", "cents": "seen"},
            values={"cents": "new"},
        )

    assert touched == 1
    assert _names(things, THINGS.c.cents == 2) == ["lamp "]


def test_a_taken_name_is_no_others(things: sa.Engine) -> None:
    taken = [
        insert_if_absent(things, THINGS, {"name": name, "cents": None}, key=["name"])
        for name in ("lamp", "LAMP", "lamp ", "lamp")
    ]

    assert taken == [True, True, True, False]


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "two lines\nand a tab\t",
        "Größe „XL“ – 5 € … ﬁ",
        "漢字 и кириллица עברית",
        "🪔🇩🇪👩‍👩‍👧",
        'it\'s "quoted" \\ and ? and :named and %s and [x]',
        '{"json":[1,null]}',
        "x" * 20_000,
        "\x1f",
        "\u2028",
    ],
)
def test_a_text_comes_back_letter_for_letter(things: sa.Engine, words: str) -> None:
    _put(things, {"name": "a", "words": words})

    assert _value(things, THINGS.c.words) == words


@pytest.mark.parametrize("sought", ["%", "_", "[a-z]", "!", "a\\b", "50% off"])
def test_a_search_takes_every_letter_literally(things: sa.Engine, sought: str) -> None:
    _put(
        things, {"name": "1", "words": f"so {sought} here"}, {"name": "2", "words": "nothing else"}
    )

    assert _names(things, contains(THINGS.c.words, sought)) == ["1"]


@pytest.mark.parametrize(
    "units", ["0", "5", "-2.1", "0.3333333333333", "123456789012.0000000000001", "0.10"]
)
def test_a_stock_is_exact(things: sa.Engine, units: str) -> None:
    _put(things, {"name": "a", "units": Decimal(units)})

    assert _value(things, THINGS.c.units) == Decimal(units)


@pytest.mark.parametrize("cents", [0, -1, 2**31, 2**63 - 1, -(2**63)])
def test_a_number_has_64_bits(things: sa.Engine, cents: int) -> None:
    _put(things, {"name": "a", "cents": cents})

    assert _value(things, THINGS.c.cents) == cents


def test_nothing_stays_nothing(things: sa.Engine) -> None:
    nothing = {"words": None, "units": None, "moment": None, "sold": None, "cents": None}
    _put(things, {"name": "a", **nothing}, {"name": "b", **nothing, "words": ""})

    with reading(things) as connection:
        first = connection.execute(sa.select(THINGS).where(THINGS.c.name == "a")).one()

    assert first._asdict() == {"name": "a", **nothing}
    assert _names(things, THINGS.c.words == "") == ["b"]
    assert _names(things, THINGS.c.words.is_(None)) == ["a"]


def test_a_moment_is_the_same_in_every_zone(things: sa.Engine) -> None:
    _put(things, {"name": "a", "moment": SUMMER})

    assert _value(things, THINGS.c.moment) == SUMMER
    assert str(_value(things, THINGS.c.moment)) == str(SUMMER.astimezone(UTC))
    assert _names(things, THINGS.c.moment == SUMMER.astimezone(UTC)) == ["a"]
    assert _names(things, THINGS.c.moment < SUMMER + timedelta(microseconds=1)) == ["a"]
    assert _names(things, THINGS.c.moment < SUMMER) == []


def test_the_doubled_hour_is_two_hours(things: sa.Engine) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    _put(
        things, {"name": "1", "moment": first}, {"name": "2", "moment": first + timedelta(hours=1)}
    )

    assert _names(things, THINGS.c.moment > first) == ["2"]


def test_yes_and_no_are_told_apart(things: sa.Engine) -> None:
    _put(things, {"name": "1", "sold": True}, {"name": "2", "sold": False})

    assert _names(things, THINGS.c.sold == sa.true()) == ["1"]
    assert _names(things, THINGS.c.sold == sa.false()) == ["2"]


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_what_is_cut_fits_every_database(length: int) -> None:
    """
    SQL Server counts a lamp twice, and half of one is no letter.
    """
    cut = cut_to("a🪔b🪔", length)

    assert "a🪔b🪔".startswith(cut)
    assert length - 1 <= len(cut.encode("utf-16-le")) // 2 <= length
