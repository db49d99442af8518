"""How runs get to other processes."""

from pathlib import Path

import pytest
from tests.unit.entrypoints.settings.written import COMPLETE, loaded

from entrypoints.settings.redacted import redacted
from shared_kernel.errors import RejectedError

QUEUE = COMPLETE + "[queue]\n"


def test_there_is_no_broker_until_one_is_named(tmp_path: Path) -> None:
    queue = loaded(tmp_path, COMPLETE).queue

    assert (queue.broker_url, queue.namespace, queue.work_in_server) == ("", "temu-jtl", False)


@pytest.mark.parametrize(
    "url",
    ["redis://127.0.0.1:6379/0", "rediss://user:word@redis.example", "unix:///run/redis.sock"],
)
def test_a_broker_is_a_redis_and_its_address_a_secret(tmp_path: Path, url: str) -> None:
    settings = loaded(tmp_path, f'{QUEUE}broker_url = "{url}"\n')

    shown = redacted(settings)["queue"]
    assert settings.queue.broker_url == url
    assert isinstance(shown, dict)
    assert shown["broker_url"] == "set"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('broker_url = "amqp://guest:hidden@127.0.0.1"', "broker_url"),
        ('broker_url = "redis://"', "broker_url"),
        ('broker_url = "redis://host:port"', "broker_url"),
        ('namespace = "Zwei Wörter"', "namespace"),
        ("processes = 0", "processes"),
    ],
)
def test_what_is_no_queue_is_refused(tmp_path: Path, line: str, field: str) -> None:
    with pytest.raises(RejectedError) as refused:
        loaded(tmp_path, QUEUE + line + "\n")

    assert refused.value.field == f"queue.{field}"
    assert "hidden" not in refused.value.text


def test_the_broker_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "broker-url"
    file.write_text("redis://:word@redis.example:6379/1\n")
    file.chmod(0o600)

    queue = loaded(tmp_path, f'{QUEUE}broker_url_file = "{file.as_posix()}"\n').queue

    assert queue.broker_url == "redis://:word@redis.example:6379/1"
