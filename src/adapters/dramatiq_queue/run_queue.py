"""Runs handed to worker processes."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import cast

import attrs
import redis
from dramatiq import Actor, Message, Worker
from dramatiq.brokers.redis import RedisBroker

from adapters.dramatiq_queue.broker import QUEUE
from adapters.dramatiq_queue.keys import QueueKeys
from adapters.dramatiq_queue.roll_call import RollCall
from job_core.job import Job
from job_core.ports.run_queue import RunQueue
from job_core.ports.run_workers import RunWorkers
from job_core.run import Run
from shared_kernel.clock import Clock

#: Beyond a job's deadline: the last batch may wait for its calls.  Then its thread hangs, and is
#: interrupted; the lease runs out and the run counts as died.
TIME_LIMIT_MARGIN = timedelta(minutes=30)

#: More messages than this wait for nobody's good: the run book has them all.
MOST_WAITING = 1000

#: Dramatiq delays for less than 7 days.
_LONGEST_DELAY = timedelta(days=6)
_SENT_KEPT = timedelta(days=1)
_POLL_MS = 500
_CLOSE_MS = 1500


@attrs.define(kw_only=True)
class DramatiqRunQueue(RunQueue, RunWorkers):
    """
    One actor per job; a message holds shop, job and run id and nothing else.

    Messages are hints, the run book is the truth.  One that is lost is sent again
    by ``RecoverRuns``; one that comes twice, because it was sent twice or because
    a worker died or fell silent, finds its run claimed and does nothing.
    """

    broker: RedisBroker
    jobs: Sequence[Job]
    clock: Clock
    threads: int = 2
    most_waiting: int = MOST_WAITING
    #: Told once when Redis is away or the queue is full, and again after it was well.
    warn: Callable[[str], None]
    _warned: bool = attrs.field(default=False, init=False)
    _busy: int = attrs.field(default=0, init=False)
    _stopping: bool = attrs.field(default=False, init=False)
    _changed: threading.Condition = attrs.field(
        factory=threading.Condition, init=False, repr=False, eq=False
    )
    _worker: Worker | None = attrs.field(default=None, init=False, repr=False, eq=False)
    _roll_call: RollCall | None = attrs.field(default=None, init=False, repr=False, eq=False)

    def enqueue(self, run: Run, *, not_before: datetime | None = None) -> None:
        delay = max(not_before - self.clock.now(), timedelta()) if not_before else timedelta()
        try:
            if self._is_full():
                self._warn_once("the queue is full; runs are handed over when there is room")
                return
            if delay or not self._waits(run):
                self._send(run, min(delay, _LONGEST_DELAY))
        except redis.RedisError as error:
            self._warn_once(
                f"the queue's Redis does not answer ({type(error).__name__}); "
                "runs stay queued and are handed over when it does"
            )
        else:
            self._warned = False

    def start(self, perform: Callable[[str], object]) -> None:
        for job in self.jobs:
            limit = job.deadline + TIME_LIMIT_MARGIN
            Actor(
                self._actor(perform),
                broker=self.broker,
                actor_name=job.id,
                queue_name=QUEUE,
                priority=0,
                options={"time_limit": int(limit.total_seconds() * 1000)},
            )
        self._worker = Worker(self.broker, worker_threads=self.threads, worker_timeout=_POLL_MS)
        # Take no more than is worked on: what waits in one process helps no other.
        self._worker.queue_prefetch = self.threads
        # Dramatiq's own command says so to its middleware; time limits begin with it.
        self.broker.emit_after("process_boot")
        self._worker.start()
        self._roll_call = RollCall(self.broker.client, self._keys)
        self._roll_call.begin()

    def is_stopping(self) -> bool:
        return self._stopping

    def stop(self, within_s: float) -> bool:
        with self._changed:
            self._stopping = True
        worker, self._worker = self._worker, None
        if worker is not None:
            for thread in worker.workers:
                thread.stop()
        with self._changed:
            ended = self._changed.wait_for(lambda: not self._busy, within_s)
        if worker is not None:
            self._close(worker)
        return ended

    @property
    def _keys(self) -> QueueKeys:
        return QueueKeys(self.broker.namespace, QUEUE)

    def _is_full(self) -> bool:
        client = self.broker.client
        waiting = int(client.llen(self._keys.waiting)) + int(client.hlen(self._keys.delayed))
        return waiting >= self.most_waiting

    def _waits(self, run: Run) -> bool:
        client = self.broker.client
        sent = cast("bytes | None", client.get(self._keys.sent(run.id)))
        # What was taken may have found the lease held, so only what still waits counts.
        return sent is not None and client.lpos(self._keys.waiting, sent.decode()) is not None

    def _send(self, run: Run, delay: timedelta) -> None:
        message = _message(run.shop, run.job, run.id)
        delay_ms = int(delay.total_seconds() * 1000) or None
        sent = self.broker.enqueue(message, delay=delay_ms)
        self.broker.client.set(
            self._keys.sent(run.id), sent.options["redis_message_id"], ex=_SENT_KEPT
        )

    def _actor(self, perform: Callable[[str], object]) -> Callable[..., None]:
        def do(*, shop: str, job: str, run_id: str) -> None:
            with self._changed:
                may_begin = not self._stopping
                self._busy += may_begin
            if not may_begin:
                # Taken in the moment of stopping: for somebody else.
                self.broker.enqueue(_message(shop, job, run_id))
                return
            try:
                perform(run_id)
            finally:
                with self._changed:
                    self._busy -= 1
                    self._changed.notify_all()

        return do

    def _close(self, worker: Worker) -> None:
        if self._roll_call is not None:
            self._roll_call.end()
        try:
            worker.stop(timeout=_CLOSE_MS)
        except redis.RedisError:
            self._warn_once("the queue's Redis does not answer; what was taken is handed out later")

    def _warn_once(self, text: str) -> None:
        if not self._warned:
            self._warned = True
            self.warn(text)


def _message(shop: str, job: str, run_id: str) -> Message[None]:
    return Message(
        queue_name=QUEUE,
        actor_name=job,
        args=(),
        kwargs={"shop": shop, "job": job, "run_id": run_id},
        options={},
    )
