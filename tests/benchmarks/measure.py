"""Runs commands, adds up what they cost, and compares two of them in turn.

CPU is user and system time of the whole process tree, as the kernel reports it when the command ends. The machine may
be busy with other things: the two sides of a ratio are run alternately, A B A B, each A is divided by the B after it,
and the median of these ratios counts.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

import psutil

ROOT = Path(__file__).resolve().parents[2]
QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "agg",
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": str(ROOT),
    "PYTHONDONTWRITEBYTECODE": "",
}  # modules are compiled once, as on a user's machine


SAMPLES = 1.0  # seconds from one look at the memory to the next


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU of a process tree, and seconds on the wall; if asked for, its most memory at once, in MB."""

    cpu: float
    wall: float
    memory: float = 0.0


def run(*arguments: object, folder: Path, memory: bool = False) -> Cost:
    """Cost of `python arguments` in a folder. Ends the benchmark with the command's words if it fails."""
    cost, code, said = spent([sys.executable, *map(str, arguments)], folder, QUIET, memory)
    if code:
        raise SystemExit(f"{' '.join(map(str, arguments))} in {folder} failed:\n{said}")
    return cost


def spent(command: list[str], folder: Path, environment: dict[str, str], memory: bool = False) -> tuple[Cost, int, str]:
    """Cost of a command in a folder, with what it ends and what it says."""
    with tempfile.TemporaryFile() as words:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, env=os.environ | environment, stdout=words, stderr=words
        )
        with ThreadPoolExecutor(1) as beside:
            peak = beside.submit(_peak, process.pid) if memory else None
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        said = words.read().decode()
    cost = Cost(usage.ru_utime + usage.ru_stime, wall, peak.result() if peak else 0.0)
    return cost, process.returncode, said


def _peak(root: int) -> float:
    """The most that a process and all below it have in memory at once; what they share counts once."""
    most = 0.0
    while True:
        held = 0
        try:
            for process in [top := psutil.Process(root), *top.children(recursive=True)]:
                with suppress(psutil.Error):
                    held += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            return most / 1e6
        most = max(most, held)
        time.sleep(SAMPLES)


def build(folder: Path) -> Cost:
    """Cost of `mkdocs build` in a project."""
    return run("-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site", folder=folder)


def alternate(times: int, *commands: Callable[[], Cost]) -> list[list[Cost]]:
    """The costs of each command; in each round every command is run once."""
    rounds = [[command() for command in commands] for _ in range(times)]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def middle(costs: list[Cost]) -> Cost:
    """The medians."""
    return Cost(*(median(getattr(cost, each.name) for cost in costs) for each in fields(Cost)))


def verdict(what: str, measured: float, limit: float, unit: str = "") -> None:
    """One line: what was measured, what is required, and whether it is reached."""
    print(
        f"{what}: {measured:.2f}{unit} (at most {limit:.2f}{unit}) {'reached' if measured <= limit else 'MISSED'}",
        flush=True,
    )
