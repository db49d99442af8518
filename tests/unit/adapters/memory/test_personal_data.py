"""Personal data in memory, held to its contract."""

from tests.contracts.personal_data_contract import PersonalDataContract


class TestMemoryPersonalData(PersonalDataContract):
    pass
