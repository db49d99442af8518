"""The first documents' import: one request after another, one row after another."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import httpx

from benchmarks.seed_way.gateway import Gateway

_PAGE = 100


@attrs.frozen
class Imported:
    """
    What an import did.
    """

    seconds: float
    orders: int
    calls: int


def import_orders(gateway: Gateway, folder: Path) -> Imported:
    """
    List all orders, ask for the address and the amounts of each, store each by itself.
    """
    started = time.perf_counter()
    with (
        httpx.Client(timeout=60, trust_env=False) as http,
        closing(sqlite3.connect(folder / "seeds.sqlite")) as books,
    ):
        books.execute("CREATE TABLE orders (number TEXT PRIMARY KEY, address TEXT, amounts TEXT)")
        books.execute("CREATE TABLE lines (number TEXT, sku INTEGER, quantity INTEGER)")
        page, orders = 1, 0
        while True:
            answer = gateway.ask(http, "bg.order.list.v2.get", pageNumber=page, pageSize=_PAGE)
            items: list[dict[str, Any]] = answer["pageItems"]
            for item in items:
                _store(books, gateway, http, item)
            orders += len(items)
            if page * _PAGE >= answer["totalItemNum"]:
                break
            page += 1
    return Imported(time.perf_counter() - started, orders, gateway.calls)


def _store(
    books: sqlite3.Connection, gateway: Gateway, http: httpx.Client, item: dict[str, Any]
) -> None:
    number = item["parentOrderMap"]["parentOrderSn"]
    address = gateway.ask(http, "bg.order.shippinginfo.v2.get", parentOrderSn=number)
    amounts = gateway.ask(http, "bg.order.amount.query", parentOrderSn=number)
    books.execute(
        "INSERT INTO orders VALUES (?, ?, ?)", (number, json.dumps(address), json.dumps(amounts))
    )
    for line in item["orderList"]:
        books.execute(
            "INSERT INTO lines VALUES (?, ?, ?)", (number, line["skuId"], line["quantity"])
        )
    books.commit()
