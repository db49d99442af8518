"""The doctor says what is wrong, each thing on its own line, and never a secret."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from dependency_injector import providers
from tests.unit.entrypoints.cli.shell import SHOP, Shell, a_settings_file

from adapters.clock import FixedClock
from adapters.memory.erp import MemoryErp
from adapters.memory.erp_orders import MemoryErpOrders
from adapters.memory.erp_packages import MemoryErpPackages
from adapters.memory.erp_schema import COLUMNS, MemoryErpSchema
from adapters.memory.erp_stock import MemoryErpStock
from adapters.memory.marketplace import MemoryMarketplace
from adapters.memory.order_handover import MemoryOrderHandover
from adapters.memory.seller_accounts import MemorySellerAccounts
from entrypoints.container.database import upgrade_database
from entrypoints.open_shop import OpenShop, database_url, open_shop
from entrypoints.settings.load import load_settings
from entrypoints.shop_checks import check_shop
from job_core.ports.shared_clock import SharedClock
from shared_kernel.run_context import RunContext
from temu_core.erp_shape import ErpColumn

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@attrs.frozen
class ClockOff(SharedClock):
    """
    A database whose clock is so much ahead of this machine's.
    """

    by: timedelta

    def ahead(self) -> timedelta | None:
        return self.by


@attrs.define(kw_only=True)
class Patient:
    """
    A shop whose outside world is in memory.
    """

    shop: OpenShop
    marketplace: MemoryMarketplace
    erp: MemoryErp

    def wrong(self) -> dict[str, str]:
        """
        Return what is wrong by the name of the check.
        """
        return {check.name: check.text for check in check_shop(self.shop) if not check.ok}


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Patient]:
    settings = load_settings(Path(a_settings_file(tmp_path, SHOP)), {})
    upgrade_database(database_url(settings))
    clock = FixedClock(NOON)
    marketplace, erp = MemoryMarketplace(clock=clock), MemoryErp(clock=clock)
    scopes = frozenset({"a.scope"})
    with open_shop(settings, None, clock=FixedClock(NOON)) as opened:
        shop = attrs.evolve(opened, setup=attrs.evolve(opened.setup, needed_scopes=scopes))
        marketplace.account = attrs.evolve(marketplace.account, scopes=scopes)
        shop.adapters.override_providers(
            erp_schema=providers.Object(MemoryErpSchema(erp)),
            erp_stock=providers.Object(MemoryErpStock(erp)),
            erp_orders=providers.Object(MemoryErpOrders(erp)),
            erp_packages=providers.Object(MemoryErpPackages(erp)),
            order_handover=providers.Object(MemoryOrderHandover(erp)),
            seller_accounts=providers.Object(MemorySellerAccounts(marketplace)),
        )
        yield Patient(shop=shop, marketplace=marketplace, erp=erp)


def test_a_healthy_shop_passes_every_check(patient: Patient) -> None:
    checks = list(check_shop(patient.shop))

    assert [check.text for check in checks if not check.ok] == []
    assert len(checks) == 12


def test_an_erp_that_is_away_fails_its_checks_only(patient: Patient) -> None:
    patient.erp.moods.down = True

    assert set(patient.wrong()) == {
        "ERP: tables",
        "ERP: articles and stock",
        "ERP: orders and parcels",
        "ERP: inbox",
    }


def test_an_erp_without_a_column_we_need_is_not_ours(patient: Patient) -> None:
    patient.erp.moods.columns = frozenset(c for c in COLUMNS if c.name != "units")

    wrong = patient.wrong()

    assert set(wrong) == {"ERP: tables"}
    assert "has no articles.units" in wrong["ERP: tables"]
    assert "update the connector" in wrong["ERP: tables"]


def test_an_erp_that_changed_is_wrong_until_a_person_accepts_it(patient: Patient) -> None:
    register = patient.shop.adapters.shop_register()
    changed = COLUMNS | {ErpColumn(table="inbox", name="shop", kind="number")}

    def know(columns: frozenset[ErpColumn]) -> None:
        def remember(run: RunContext) -> bool:
            known = register.erp_columns(patient.shop.shop)
            return register.know_erp(run.fence, columns, known=known)

        patient.shop.by_person(remember)

    know(COLUMNS)
    before = patient.wrong()
    patient.erp.moods.columns = changed
    during = patient.wrong()
    know(changed)

    assert (before, patient.wrong()) == ({}, {})
    assert set(during) == {"ERP: tables"}
    assert "inbox has a new column shop" in during["ERP: tables"]
    assert "temu-jtl accept-erp" in during["ERP: tables"]


def test_a_database_of_another_version_is_not_asked_what_the_shop_knows(
    patient: Patient,
) -> None:
    with patient.shop.adapters.engine().begin() as ours:
        ours.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
        ours.exec_driver_sql("DROP TABLE shops")

    assert set(patient.wrong()) == {"own database"}


def test_a_marketplace_that_is_away_is_said_once(patient: Patient) -> None:
    patient.marketplace.moods.down = True

    assert set(patient.wrong()) == {"marketplace"}


@pytest.mark.parametrize(
    ("changes", "check", "said"),
    [
        ({"region_id": 69}, "marketplace: region", "temu.region_id says 76"),
        ({"local_seller": False}, "marketplace: seller", "semi-managed"),
        ({"token_expires_at": NOON - timedelta(days=1)}, "marketplace: access token", "expired"),
        ({"scopes": frozenset({"other"})}, "marketplace: permissions", "missing: a.scope"),
    ],
)
def test_each_fault_of_the_account_is_named(
    patient: Patient, changes: dict[str, Any], check: str, said: str
) -> None:
    patient.marketplace.account = attrs.evolve(patient.marketplace.account, **changes)

    wrong = patient.wrong()

    assert set(wrong) == {check}
    assert said in wrong[check]


def test_a_token_that_ends_soon_is_fine_but_said(patient: Patient) -> None:
    patient.marketplace.account = attrs.evolve(
        patient.marketplace.account, token_expires_at=NOON + timedelta(days=5)
    )

    texts = {check.name: check.text for check in check_shop(patient.shop)}

    assert patient.wrong() == {}
    assert "expires in 5 days" in texts["marketplace: access token"]
    assert "renew it" in texts["marketplace: access token"]


def test_a_clock_that_is_off_is_wrong_by_so_many_seconds(patient: Patient) -> None:
    patient.shop.adapters.clock.override(FixedClock(NOON + timedelta(seconds=90)))

    assert patient.wrong()["clock"].startswith("+90 s")


def test_a_clock_that_is_off_the_databases_is_wrong(patient: Patient) -> None:
    patient.shop.adapters.shared_clock.override(ClockOff(timedelta(seconds=-16)))

    assert patient.wrong()["own database: clock"].startswith("this machine's clock is 16 s off")


def test_a_clock_that_is_right_is_said_with_its_seconds(patient: Patient) -> None:
    patient.shop.adapters.shared_clock.override(ClockOff(timedelta(seconds=-4)))

    texts = {check.name: check.text for check in check_shop(patient.shop)}

    assert texts["own database: clock"] == "+4 s against the database's"


def test_a_person_is_served_whatever_the_clock_shows(patient: Patient) -> None:
    """
    The switch that stops all outside writes must work just then.
    """
    patient.shop.adapters.shared_clock.override(ClockOff(timedelta(hours=1)))

    register = patient.shop.adapters.shop_register()

    def stop(run: RunContext) -> bool:
        register.stop(run.fence, by="ada", at=NOON)
        return True

    assert patient.shop.by_person(stop)
    assert register.switches(patient.shop.shop).stopped


def test_a_database_without_tables_is_said_with_the_command_for_it(
    shell: Shell, tmp_path: Path
) -> None:
    answer = shell.type("db", "status", "--settings", a_settings_file(tmp_path))

    assert answer.code == 1
    assert "version none" in answer.out
