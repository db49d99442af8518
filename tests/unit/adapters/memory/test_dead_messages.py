from datetime import datetime

import pytest
from tests.contracts.dead_messages_contract import DeadMessagesContract, Graveyard

from adapters.memory.dead_messages import MemoryDeadMessages
from job_core.dead_message import DeadMessage


class MemoryYard(Graveyard):
    def __init__(self) -> None:
        self.dead: MemoryDeadMessages = MemoryDeadMessages()

    def lay(self, message_id: str, died_at: datetime) -> None:
        self.dead.dead[message_id] = DeadMessage(
            id=message_id,
            shop="north",
            job="orders",
            run_id=f"run of {message_id}",
            died_at=died_at,
            why="it broke",
        )

    def handed_out(self) -> list[str]:
        return [f"run of {message_id}" for message_id in self.dead.sent]


class TestMemoryDeadMessages(DeadMessagesContract):
    @pytest.fixture
    def yard(self) -> Graveyard:
        return MemoryYard()
