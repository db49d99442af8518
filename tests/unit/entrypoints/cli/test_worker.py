"""temu-jtl worker, where it cannot work."""

from pathlib import Path

from tests.unit.entrypoints.cli.shell import Shell, a_settings_file


def test_a_worker_without_a_broker_says_what_to_do(shell: Shell, tmp_path: Path) -> None:
    file = a_settings_file(tmp_path)
    shell.type("db", "upgrade", "--settings", file)
    answer = shell.type("worker", "--settings", file)

    assert answer.code == 2
    assert "set queue.broker_url to the address of a Redis" in answer.err
    assert "[no_queue]" in answer.err


def test_a_demonstration_has_no_workers(shell: Shell, tmp_path: Path) -> None:
    answer = shell.type("worker", "--demo", "--data", str(tmp_path / "demo"))

    assert answer.code == 2
    assert "queue.broker_url" in answer.err


def test_a_worker_does_at_least_one_run_at_a_time(shell: Shell) -> None:
    assert shell.type("worker", "--threads", "0").code == 2
