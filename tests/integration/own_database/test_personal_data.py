"""Personal data in our database, held to its contract."""

from tests.contracts.personal_data_contract import PersonalDataContract


class TestSqlPersonalData(PersonalDataContract):
    pass
