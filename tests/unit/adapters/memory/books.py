"""The books in memory as contract tests see them."""

from tests.contracts.books import Books

from adapters.memory.books import MemoryBooks


def memory_books() -> Books:
    """
    Return empty books, all on one store.
    """
    books = MemoryBooks.empty()
    return Books(
        leases=books.leases,
        run_book=books.run_book,
        run_log=books.run_log,
        schedule_book=books.schedule_book,
        access_book=books.access_book,
        answered_requests=books.answered_requests,
        order_book=books.order_book,
        export_book=books.export_book,
        raw_answers=books.raw_answers,
        outside_writes=books.outside_writes,
        alerts=books.alerts,
        offer_book=books.offer_book,
        watermarks=books.watermarks,
        sku_map=books.sku_map,
        carrier_map=books.carrier_map,
        plans=books.plans,
        personal_data=books.personal_data,
        shop_register=books.shop_register,
        shop_figures=books.shop_figures,
        reconciliations=books.reconciliations,
    )
