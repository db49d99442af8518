"""FastAPI over a dictionary; a log that is sent to one listener after the other."""

import uuid
from datetime import UTC, datetime

import attrs
from fastapi import FastAPI, HTTPException, WebSocket, WebSocketDisconnect
from fastapi.middleware.cors import CORSMiddleware
from pydantic import BaseModel

_JOBS = ("temu_orders_sync", "temu_inventory_sync")


class JobStatus(BaseModel):
    """
    How a job stands, with the fields of the documents' example.
    """

    status: str = "idle"
    last_run: datetime | None = None
    duration_seconds: float | None = None
    error: str | None = None


class Accepted(BaseModel):
    """
    A run that will be done.
    """

    success: bool
    job_id: str
    run_id: str


@attrs.define
class Memory:
    """
    All that this server knows; it is gone when the process ends.
    """

    jobs: dict[str, JobStatus] = attrs.field(factory=lambda: {name: JobStatus() for name in _JOBS})
    #: Run ids with their jobs; nobody takes them out, as nobody takes ours.
    queue: list[tuple[str, str]] = attrs.field(factory=list)
    listeners: list[WebSocket] = attrs.field(factory=list)

    async def say(self, text: str) -> None:
        """
        Tell every listener, each after the one before has been told.
        """
        message = {
            "timestamp": datetime.now(UTC).isoformat(),  # noqa: TID251 - no clock port there
            "job_id": _JOBS[0],
            "level": "info",
            "message": text,
        }
        for listener in list(self.listeners):
            await listener.send_json(message)


def seed_app(memory: Memory) -> FastAPI:
    """
    Return the three routes that are compared; nobody is asked who they are.
    """
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])

    @app.get("/api/jobs/status")
    async def job_status() -> dict[str, JobStatus]:
        return memory.jobs

    @app.post("/api/jobs/{job_id}/run-now")
    async def run_now(job_id: str) -> Accepted:
        if job_id not in memory.jobs:
            raise HTTPException(404, "unknown job")
        run_id = uuid.uuid4().hex
        memory.queue.append((run_id, job_id))
        memory.jobs[job_id].status = "queued"
        return Accepted(success=True, job_id=job_id, run_id=run_id)

    @app.websocket("/ws/logs")
    async def logs(socket: WebSocket) -> None:
        await socket.accept()
        memory.listeners.append(socket)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            memory.listeners.remove(socket)

    return app
