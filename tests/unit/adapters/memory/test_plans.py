"""Plans in memory, held to their contract."""

from tests.contracts.plans_contract import PlansContract


class TestMemoryPlans(PlansContract):
    pass
