"""Settings from the environment."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, TOKEN, a_file, loaded

from entrypoints.settings.load import load_settings
from shared_kernel.errors import RejectedError

SHOP = "TEMU_JTL_SHOPS__TEMU_DE__"


def test_variables_alone_are_enough(tmp_path: Path) -> None:
    settings = load_settings(
        None,
        {
            "TEMU_JTL_DATA": str(tmp_path),
            "TEMU_JTL_ERP__URL": "mssql+pyodbc://jtl@sql.example/",
            SHOP + "TEMU__APP_KEY": "k",
            SHOP + "TEMU__APP_SECRET": "s",
            SHOP + "TEMU__ACCESS_TOKEN": "t",
        },
    )

    assert list(settings.shops) == ["temu-de"]


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    settings = loaded(tmp_path, env={SHOP + "TEMU__ACCESS_TOKEN": "newer"})

    assert settings.shops["temu-de"].temu.access_token == "newer"


@pytest.mark.parametrize("name", ["TEMU_DE", "temu-de", "Temu_De"])
def test_shop_names_compare_without_case_and_dashes(tmp_path: Path, name: str) -> None:
    settings = loaded(tmp_path, env={f"TEMU_JTL_SHOPS__{name}__STOCK__BUFFER_UNITS": "3"})

    assert list(settings.shops) == ["temu-de"]
    assert settings.shops["temu-de"].stock.buffer_units == 3


def test_texts_are_read_as_the_setting_asks(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        env={
            "TEMU_JTL_ERP__WAREHOUSES": "1, 4",
            "TEMU_JTL_ERP__XML__COMPANY": "none",
            SHOP + "TEMU__TIMEOUT_S": "2.5",
            SHOP + "ORDERS__CURRENCIES": "EUR,PLN",
            SHOP + "ORDERS__ALLOW_PICK_UP": "True",
            SHOP + "ORDERS__START_FROM": "2026-12-01",
            SHOP + "ORDERS__DELIVERY": "file",
            SHOP + "ORDERS__EXTRA_VAT_RATES__FR": "5.5,2.1",
        },
    )

    shop = settings.shops["temu-de"]
    assert settings.erp.warehouses == (1, 4)
    assert settings.erp.xml.company is None
    assert shop.temu.timeout_s == 2.5
    assert shop.orders.currencies == {"EUR", "PLN"}
    assert shop.orders.allow_pick_up
    assert shop.orders.start_from == date(2026, 12, 1)
    assert shop.orders.delivery.value == "file"
    assert shop.orders.extra_vat_rates == {"FR": (Decimal("5.5"), Decimal("2.1"))}


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {SHOP + "ORDERS__DAYS_BACK": "7 days"},
            f'shops.temu-de.orders.days_back: given "7 days" by {SHOP}ORDERS__DAYS_BACK; '
            f"expected a whole number from 1 to 90; change {SHOP}ORDERS__DAYS_BACK",
        ),
        (
            {SHOP + "ORDERS__ALLOW_PICK_UP": "yes"},
            f'shops.temu-de.orders.allow_pick_up: given "yes" by {SHOP}ORDERS__ALLOW_PICK_UP; '
            f"expected true or false, without quotes; change {SHOP}ORDERS__ALLOW_PICK_UP",
        ),
        (
            {"TEMU_JTL_ERP__WAREHOUSES": "1,x"},
            'erp.warehouses[1]: given "1,x" by TEMU_JTL_ERP__WAREHOUSES; '
            "expected a whole number without quotes; change TEMU_JTL_ERP__WAREHOUSES",
        ),
        (
            {"TEMU_JTL_ERPP__ZONE": "x"},
            'erpp: no such setting; did you mean "erp"?; unset or rename TEMU_JTL_ERPP__ZONE',
        ),
        (
            {"TEMU_JTL_DATA__FOLDER": "x"},
            "data: given in two ways; expected one value; "
            "unset TEMU_JTL_DATA__FOLDER or what stands above it",
        ),
        (
            {"TEMU_JTL_ERP__ZONE": "UTC", "TEMU_JTL_ERP__zone": "UTC"},
            "erp.zone: given in two ways; expected one value; "
            "TEMU_JTL_ERP__ZONE and TEMU_JTL_ERP__zone mean the same: keep one",
        ),
        (
            {SHOP + "TEMU__ACCESS_TOKEN": ""},
            f"shops.temu-de.temu.access_token: given, but never shown by {SHOP}TEMU__ACCESS_TOKEN; "
            "expected the shop's access token from Temu's Seller Center; "
            f"change {SHOP}TEMU__ACCESS_TOKEN",
        ),
    ],
)
def test_a_wrong_variable_is_named(
    tmp_path: Path, variables: dict[str, str], sentence: str
) -> None:
    with pytest.raises(RejectedError) as refused:
        loaded(tmp_path, env=variables)

    assert sentence in refused.value.text.splitlines()


def test_text_in_the_file_is_not_read_like_the_environment(tmp_path: Path) -> None:
    """
    Only the environment has nothing but texts.
    """
    with pytest.raises(RejectedError, match="buffer_units"):
        loaded(tmp_path, COMPLETE + '[shops.temu-de.stock]\nbuffer_units = "3"\n')


def test_the_file_itself_and_the_tests_have_variables_that_are_no_settings(tmp_path: Path) -> None:
    env = {"TEMU_JTL_SETTINGS": "x", "TEMU_JTL_TEST_MSSQL_URL": "x", "OTHER": "x"}

    settings = load_settings(a_file(tmp_path), env)

    assert settings.shops["temu-de"].temu.access_token == TOKEN
