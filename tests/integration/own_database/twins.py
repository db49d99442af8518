"""Two sets of books that are told the same: ours in memory is the model of ours in SQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from tests.contracts.books import NOW, Books
from tests.integration.own_database.databases import empty_tables
from tests.integration.own_database.sql_books import sql_books
from tests.unit.adapters.memory.books import memory_books

from shared_kernel.errors import ConnectorError

T = TypeVar("T")

#: Moments that often coincide and come in any order.
MOMENTS = st.integers(0, 12).map(lambda n: NOW + timedelta(minutes=10 * n))


class Twins(RuleBasedStateMachine):
    """
    Subclass per group of ports; each rule is applied to both books, each answer compared.
    """

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__()
        empty_tables(engine)
        self.model = memory_books()
        self.real = sql_books(engine)

    def both(self, act: Callable[[Books], T]) -> T | type[Exception]:
        """
        Do it to both books; return what both answered, or which kind of error both raised.
        """
        expected, answered = _answer(act, self.model), _answer(act, self.real)
        assert answered == expected
        return expected

    def same(self, read: Callable[[Books], object]) -> None:
        """
        Read both books; they show the same.
        """
        assert read(self.real) == read(self.model)


def _answer(act: Callable[[Books], T], books: Books) -> T | type[Exception]:
    """
    Return the answer, or the error's family: its words may differ.
    """
    try:
        return act(books)
    except (ConnectorError, ValueError) as error:
        return ValueError if isinstance(error, ValueError) else type(error)
