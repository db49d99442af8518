"""What a wrong setting is answered with."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, ERP, TEMU, TOP, loaded

from shared_kernel.errors import RejectedError

ORDERS = "[shops.temu-de.orders]\n"
STOCK = "[shops.temu-de.stock]\n"
XML = "[erp.xml]\n"


def complaints(folder: Path, text: str) -> list[str]:
    """
    Return the lines that *text* is refused with; the file's name is shortened.
    """
    with pytest.raises(RejectedError) as refused:
        loaded(folder, text)
    return refused.value.text.replace(str(folder / "temu-jtl.toml"), "FILE").splitlines()


def in_erp(line: str) -> str:
    return TOP + ERP + line + "\n" + TEMU


def in_temu(line: str) -> str:
    return COMPLETE + line + "\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            ERP + TEMU,
            "data: nothing given; expected the folder to store everything in (Windows paths in "
            "single quotes); add data in FILE, or set TEMU_JTL_DATA",
        ),
        (
            COMPLETE.replace('"store"', '"C:\\temu"'),
            'data: given "C:\\temu"; expected the folder to store everything in (Windows paths in '
            "single quotes); change it in FILE",
        ),
        (
            TOP + TEMU,
            "erp.url: nothing given; expected the address of JTL's database, such as "
            '"mssql+pyodbc://user:password@server/?driver=…"; '
            "add url or url_file under [erp] in FILE, or set TEMU_JTL_ERP__URL",
        ),
        (
            TOP + ERP,
            "shops: nothing given; expected at least one shop, as tables [shops.<name>.temu]; "
            "add shops in FILE",
        ),
        (
            TOP + ERP + "[shops]\n",
            "shops: given a table; expected at least one shop, as tables [shops.<name>.temu]; "
            "change it in FILE",
        ),
        (
            COMPLETE.replace("access_token", "acess_token"),
            "shops.temu-de.temu.acess_token: no such setting; "
            'did you mean "access_token"?; rename or remove it in FILE',
        ),
        (
            in_erp("xyz = 1"),
            "erp.xyz: no such setting; known here: url, database, zone, warehouses, xml, "
            "url_file; rename or remove it in FILE",
        ),
        (
            'database_url = "nonsense"\n' + COMPLETE,
            "database_url: given, but never shown; expected the address of a database, such as "
            '"postgresql+psycopg://user:password@server/name"; change it in FILE',
        ),
        (
            in_erp('zone = "Berlin"'),
            'erp.zone: given "Berlin"; expected a time zone such as "Europe/Berlin"; '
            "change it in FILE",
        ),
        (
            in_erp('zone = "Europe"'),
            'erp.zone: given "Europe"; expected a time zone such as "Europe/Berlin"; '
            "change it in FILE",
        ),
        (
            in_erp('warehouses = [1, "2"]'),
            'erp.warehouses[1]: given "2"; expected a whole number without quotes; '
            "change it in FILE",
        ),
        (
            in_erp("warehouses = [1, 1]"),
            "erp.warehouses: given a list; expected warehouse keys such as [1, 4], each once; "
            "change it in FILE",
        ),
        (
            in_erp('database = "a]b"'),
            'erp.database: given "a]b"; expected the name of a database, without brackets; '
            "change it in FILE",
        ),
        (
            TOP + 'erp = "mssql://sa:pw-hidden@sql.example"\n' + TEMU,
            "erp: given a single value; expected a table of settings; change it in FILE",
        ),
        (
            COMPLETE + XML + "company = true\n",
            'erp.xml.company: given true; expected a whole number from 1 to 2147483647 or "none"; '
            "change it in FILE",
        ),
        (
            COMPLETE + XML + 'date_format = "MM/DD"\n',
            'erp.xml.date_format: given "MM/DD"; expected one of "DD.MM.YYYY", "YYYY-MM-DD"; '
            "change it in FILE",
        ),
        (
            COMPLETE + XML + 'shipping_method = " "\n',
            'erp.xml.shipping_method: given " "; expected a text that is not empty; '
            "change it in FILE",
        ),
        (
            COMPLETE + XML + "inbox_platform = 256\n",
            "erp.xml.inbox_platform: given 256; expected a whole number from 0 to 255; "
            "change it in FILE",
        ),
        (
            TOP + ERP + TEMU.replace("temu-de", "Temu_DE"),
            "shops.Temu_DE: given this name; expected a name of lower-case letters, digits and "
            "dashes, at most 40 characters; change it in FILE",
        ),
        (
            in_temu('base_url = "http://temu.example"'),
            'shops.temu-de.temu.base_url: given "http://temu.example"; expected an address that '
            "begins with https:// (http:// only on this machine), without user name; "
            "change it in FILE",
        ),
        (
            in_temu('base_url = "https://me:pw-hidden@temu.example"'),
            'shops.temu-de.temu.base_url: given "https://…@temu.example"; expected an address '
            "that begins with https:// (http:// only on this machine), without user name; "
            "change it in FILE",
        ),
        (
            in_temu('concurrency = "16"'),
            'shops.temu-de.temu.concurrency: given "16"; expected a whole number from 1 to 16; '
            "change it in FILE",
        ),
        (
            in_temu("concurrency = 17"),
            "shops.temu-de.temu.concurrency: given 17; expected a whole number from 1 to 16; "
            "change it in FILE",
        ),
        (
            in_temu("timeout_s = inf"),
            "shops.temu-de.temu.timeout_s: given Infinity; expected seconds, more than 0 and at "
            "most 300; change it in FILE",
        ),
        (
            in_temu('signature = "sha1"'),
            'shops.temu-de.temu.signature: given "sha1"; expected one of "md5", "hmac-sha256"; '
            "change it in FILE",
        ),
        (
            TOP + ERP + TEMU.replace('"token-hidden"', '""'),
            "shops.temu-de.temu.access_token: given, but never shown; expected the shop's access "
            "token from Temu's Seller Center; change it in FILE",
        ),
        (
            COMPLETE + ORDERS + "allow_pick_up = 1\n",
            "shops.temu-de.orders.allow_pick_up: given 1; expected true or false, without "
            "quotes; change it in FILE",
        ),
        (
            COMPLETE + ORDERS + "currencies = []\n",
            "shops.temu-de.orders.currencies: given a list; expected currencies such as "
            '["EUR"], at least one; change it in FILE',
        ),
        (
            COMPLETE + ORDERS + 'start_from = "2026-12-01"\n',
            'shops.temu-de.orders.start_from: given "2026-12-01"; expected a day such as '
            "2026-12-01, without quotes; change it in FILE",
        ),
        (
            COMPLETE + ORDERS + 'customer_numbers = "collective"\n',
            "shops.temu-de.orders.collective_customer: nothing given; expected a customer number, "
            'since customer_numbers is "collective"; add it, or set customer_numbers to "new"',
        ),
        (
            COMPLETE + ORDERS + 'extra_vat_rates = { DE = ["many"] }\n',
            'shops.temu-de.orders.extra_vat_rates.DE[0]: given "many"; expected a number such as '
            '19 or "5.5"; change it in FILE',
        ),
        (
            COMPLETE + ORDERS + "extra_vat_rates = { de = [19] }\n",
            "shops.temu-de.orders.extra_vat_rates.de: given this name; expected two capital "
            'letters such as "DE"; change it in FILE',
        ),
        (
            COMPLETE + ORDERS + "second_look_after_minutes = 4\n",
            "shops.temu-de.orders.second_look_after_minutes: given 4; expected a whole number "
            "from 5 to 1440; change it in FILE",
        ),
        (
            COMPLETE + ORDERS + "overlap_minutes = 14\n",
            "shops.temu-de.orders.overlap_minutes: given 14; expected a whole number from 15 to "
            "10080; change it in FILE",
        ),
        (
            COMPLETE + STOCK + "mass_zero_share = 30\n",
            "shops.temu-de.stock.mass_zero_share: given 30; expected a number from 0 to 1; "
            "change it in FILE",
        ),
        (
            COMPLETE + STOCK + "buffer_units = -1\n",
            "shops.temu-de.stock.buffer_units: given -1; expected a whole number from 0 to "
            "100000; change it in FILE",
        ),
        (
            COMPLETE + "[retention]\nraw_answers_days = 0\n",
            "retention.raw_answers_days: given 0; expected a whole number from 1 to 3650; "
            "change it in FILE",
        ),
    ],
)
def test_a_wrong_setting_says_what_is_expected_and_what_to_do(
    tmp_path: Path, text: str, sentence: str
) -> None:
    assert sentence in complaints(tmp_path, text)


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    """
    One start shows all faults, also of a shop with a wrong name and of both kinds of checks.
    """
    wrong = (
        'dta = "x"\n[erp]\nzone = "Berlin"\n[shops.Temu_DE.temu]\napp_key = "k"\nconcurrency = 99\n'
        '[shops.Temu_DE.orders]\ncustomer_numbers = "collective"\ndays_back = 0\n'
    )

    paths = [line.partition(": ")[0] for line in complaints(tmp_path, wrong)]

    shop = "shops.Temu_DE"
    assert sorted(paths) == sorted(
        [
            "data",
            "dta",
            "erp.url",
            "erp.zone",
            shop,
            f"{shop}.temu.app_secret",
            f"{shop}.temu.access_token",
            f"{shop}.temu.concurrency",
            f"{shop}.orders.collective_customer",
            f"{shop}.orders.days_back",
        ]
    )


def test_each_fault_keeps_to_its_line(tmp_path: Path) -> None:
    lines = complaints(tmp_path, '"a\\nb" = 1\n' + in_erp('zone = "x\\ny"'))

    assert [line.partition(": ")[0] for line in lines] == ["erp.zone", '"a\\nb"']


def test_the_first_fault_is_also_data(tmp_path: Path) -> None:
    with pytest.raises(RejectedError) as refused:
        loaded(tmp_path, in_erp('zone = "Berlin"'))

    assert (refused.value.code, refused.value.field) == ("settings", "erp.zone")
