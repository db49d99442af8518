"""Serves the first documents' way: ``python -m benchmarks.seed_way FOLDER PORT``."""

import asyncio
import sys

import uvicorn

from benchmarks.seed_way.app import Memory, seed_app


async def _serve(port: int) -> None:
    memory = Memory()
    config = uvicorn.Config(
        seed_app(memory), host="127.0.0.1", port=port, log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    saying = asyncio.create_task(_say_lines(memory, server))
    await server.serve()
    saying.cancel()


async def _say_lines(memory: Memory, server: uvicorn.Server) -> None:
    """
    Say as many lines as each number on standard input asks for; stop when it ends.
    """
    loop = asyncio.get_running_loop()
    while wanted := await loop.run_in_executor(None, sys.stdin.readline):
        for number in range(int(wanted)):
            await memory.say(f"line {number}")
    server.should_exit = True


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[2])))
