"""What tests that start programs need: a port that is free, and the end of a process."""

from __future__ import annotations

import socket
import subprocess


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port: int = free.getsockname()[1]
    return port


def end(process: subprocess.Popen[bytes]) -> None:
    """End *process*, by force where it takes longer than ten seconds."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
