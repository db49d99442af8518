"""Plans in our database, held to their contract."""

from tests.contracts.needless_plans_contract import NeedlessPlansContract
from tests.contracts.plans_contract import PlansContract


class TestSqlPlans(PlansContract, NeedlessPlansContract):
    pass
