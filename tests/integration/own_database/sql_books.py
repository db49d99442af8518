"""All ports on one SQL database."""

import sqlalchemy as sa
from tests.contracts.books import Books

from adapters.own_database.access_book import SqlAccessBook
from adapters.own_database.alerts import SqlAlerts
from adapters.own_database.answered_requests import SqlAnsweredRequests
from adapters.own_database.export_book import SqlExportBook
from adapters.own_database.leases import SqlLeases
from adapters.own_database.mappings import SqlCarrierMap, SqlSkuMap
from adapters.own_database.offer_book import SqlOfferBook
from adapters.own_database.order_book import SqlOrderBook
from adapters.own_database.outside_writes import SqlOutsideWrites
from adapters.own_database.personal_data import SqlPersonalData
from adapters.own_database.plans import SqlPlans
from adapters.own_database.raw_answers import SqlRawAnswers
from adapters.own_database.reconciliations import SqlReconciliations
from adapters.own_database.run_book import SqlRunBook
from adapters.own_database.run_log import SqlRunLog
from adapters.own_database.schedule_book import SqlScheduleBook
from adapters.own_database.shop_figures import SqlShopFigures
from adapters.own_database.shop_register import SqlShopRegister
from adapters.own_database.watermarks import SqlWatermarks


def sql_books(engine: sa.Engine) -> Books:
    """
    Return every database port over *engine*.
    """
    return Books(
        leases=SqlLeases(engine),
        run_book=SqlRunBook(engine),
        run_log=SqlRunLog(engine),
        schedule_book=SqlScheduleBook(engine),
        access_book=SqlAccessBook(engine),
        answered_requests=SqlAnsweredRequests(engine),
        order_book=SqlOrderBook(engine),
        export_book=SqlExportBook(engine),
        raw_answers=SqlRawAnswers(engine),
        outside_writes=SqlOutsideWrites(engine),
        alerts=SqlAlerts(engine),
        offer_book=SqlOfferBook(engine),
        watermarks=SqlWatermarks(engine),
        sku_map=SqlSkuMap(engine),
        carrier_map=SqlCarrierMap(engine),
        plans=SqlPlans(engine),
        personal_data=SqlPersonalData(engine),
        shop_register=SqlShopRegister(engine),
        shop_figures=SqlShopFigures(engine),
        reconciliations=SqlReconciliations(engine),
    )
