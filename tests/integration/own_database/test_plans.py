"""Plans in our database, held to their contract."""

from tests.contracts.plans_contract import PlansContract


class TestSqlPlans(PlansContract):
    pass
