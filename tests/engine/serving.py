"""`mkdocs serve` as a person starts it, on a free port: for tests and for benchmarks."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def start(
    folder: Path, *options: str, environment: Mapping[str, str], log: IO[str] | None = None
) -> tuple[subprocess.Popen[bytes], str]:
    """The process, which heeds Ctrl-C, and the address that it will serve."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", *options, "-a", place]
    with heeding_interrupts():
        process = subprocess.Popen(command, cwd=folder, env=os.environ | environment, stdout=log, stderr=log)
    return process, f"http://{place}/"


@contextmanager
def heeding_interrupts() -> Iterator[None]:
    """A process started here heeds Ctrl-C, which a shell lets its background ignore, and that is inherited.

    Set before the start and not by preexec_fn, which forks: JAX, once another test has used it, warns of any fork.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
