"""The contract of RawAnswers in our database."""

from tests.contracts.raw_answers_contract import RawAnswersContract


class TestSqlRawAnswers(RawAnswersContract):
    pass
