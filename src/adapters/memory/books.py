"""All books of the connector on one store in memory."""

import attrs

from adapters.memory.access_book import MemoryAccessBook
from adapters.memory.alerts import MemoryAlerts
from adapters.memory.answered_requests import MemoryAnsweredRequests
from adapters.memory.carrier_map import MemoryCarrierMap
from adapters.memory.export_book import MemoryExportBook
from adapters.memory.leases import MemoryLeases
from adapters.memory.offer_book import MemoryOfferBook
from adapters.memory.order_book import MemoryOrderBook
from adapters.memory.outside_writes import MemoryOutsideWrites
from adapters.memory.payload_archive import MemoryPayloadArchive
from adapters.memory.personal_data import MemoryPersonalData
from adapters.memory.plans import MemoryPlans
from adapters.memory.raw_answers import MemoryRawAnswers
from adapters.memory.reconciliations import MemoryReconciliations
from adapters.memory.run_book import MemoryRunBook
from adapters.memory.run_log import MemoryRunLog
from adapters.memory.schedule_book import MemoryScheduleBook
from adapters.memory.shop_figures import MemoryShopFigures
from adapters.memory.shop_register import MemoryShopRegister
from adapters.memory.sku_map import MemorySkuMap
from adapters.memory.store import MemoryStore
from adapters.memory.watermarks import MemoryWatermarks


@attrs.frozen(kw_only=True)
class MemoryBooks:
    """
    Every database port, on one store.
    """

    store: MemoryStore
    leases: MemoryLeases
    run_book: MemoryRunBook
    run_log: MemoryRunLog
    schedule_book: MemoryScheduleBook
    access_book: MemoryAccessBook
    answered_requests: MemoryAnsweredRequests
    order_book: MemoryOrderBook
    export_book: MemoryExportBook
    raw_answers: MemoryRawAnswers
    outside_writes: MemoryOutsideWrites
    alerts: MemoryAlerts
    offer_book: MemoryOfferBook
    watermarks: MemoryWatermarks
    sku_map: MemorySkuMap
    carrier_map: MemoryCarrierMap
    plans: MemoryPlans
    personal_data: MemoryPersonalData
    shop_register: MemoryShopRegister
    shop_figures: MemoryShopFigures
    reconciliations: MemoryReconciliations
    payload_archive: MemoryPayloadArchive

    @classmethod
    def on(cls, store: MemoryStore) -> "MemoryBooks":
        """
        Return the books of *store*.
        """
        raw_answers = MemoryRawAnswers(store)
        return cls(
            store=store,
            leases=MemoryLeases(store),
            run_book=MemoryRunBook(store),
            run_log=MemoryRunLog(store),
            schedule_book=MemoryScheduleBook(store),
            access_book=MemoryAccessBook(store),
            answered_requests=MemoryAnsweredRequests(store),
            order_book=MemoryOrderBook(store),
            export_book=MemoryExportBook(store),
            raw_answers=raw_answers,
            outside_writes=MemoryOutsideWrites(store),
            alerts=MemoryAlerts(store),
            offer_book=MemoryOfferBook(store),
            watermarks=MemoryWatermarks(store),
            sku_map=MemorySkuMap(store),
            carrier_map=MemoryCarrierMap(store),
            plans=MemoryPlans(store),
            personal_data=MemoryPersonalData(store),
            shop_register=MemoryShopRegister(store),
            shop_figures=MemoryShopFigures(store),
            reconciliations=MemoryReconciliations(store),
            payload_archive=MemoryPayloadArchive(raw_answers),
        )

    @classmethod
    def empty(cls) -> "MemoryBooks":
        """
        Return the books of a new store.
        """
        return cls.on(MemoryStore())
