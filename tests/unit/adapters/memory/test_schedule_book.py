"""The record of schedules in memory keeps its contract."""

from tests.contracts.schedule_book_contract import ScheduleBookContract


class TestMemoryScheduleBook(ScheduleBookContract):
    pass
