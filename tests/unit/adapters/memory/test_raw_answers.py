"""Raw answers in memory, held to their contract."""

from tests.contracts.raw_answers_contract import RawAnswersContract


class TestMemoryRawAnswers(RawAnswersContract):
    pass
