"""The contract of ScheduleBook in our database."""

from tests.contracts.schedule_book_contract import ScheduleBookContract


class TestSqlScheduleBook(ScheduleBookContract):
    pass
