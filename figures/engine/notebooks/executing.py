"""Has notebooks executed, each by a process of its own (see run.py): here, or by the workers of a scheduler of Dask."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from figures.engine.freshness.elsewhere import answers_of, refusal
from figures.engine.notebooks.key import key_of
from figures.engine.project.outcome import Outcome, failed
from figures.engine.project.ownership import is_library
from figures.engine.project.project import OWN_FOLDER
from figures.engine.workers.pool import QUIET

Order = tuple[str, str, str, str]  # the project's folder, the notebook's file, its text, its fingerprint


def here(
    orders: Mapping[str, Order], at_once: int, time_limit: float, begin: Callable[[str], None]
) -> Iterator[tuple[str, Outcome]]:
    """The answers as they come; `begin` is told of a page when its turn has come."""

    def one(path: str) -> Outcome:
        begin(path)
        root, _, text, _ = orders[path]
        return execute(root, text, time_limit)

    with ThreadPoolExecutor(at_once) as pool:
        asked = {pool.submit(one, path): path for path in orders}
        for done in as_completed(asked):
            yield asked[done], done.result()


def elsewhere(orders: Mapping[str, Order], scheduler: str, time_limit: float) -> Iterator[tuple[str, Outcome]]:
    """The answers as they come."""
    return answers_of(scheduler, execute_there, {path: (*order, time_limit) for path, order in orders.items()})


def execute_there(root: str, file: str, text: str, key: str, time_limit: float) -> Outcome:
    """What a worker does: execute the notebook, if that gives what was asked for."""
    return refusal(root, file, key, key_of) or execute(root, text, time_limit)


def execute(root: str, text: str, time_limit: float) -> Outcome:
    """What came of it in a process of its own, and in how many seconds."""
    began = time.monotonic()
    order = {"root": root, "text": text, "time_limit": time_limit or None}
    home = "" if is_library(str(OWN_FOLDER)) else str(OWN_FOLDER.parent)  # an installed engine is found in any case
    places = [root, str(Path(root, "figures")), home, os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "figures.engine.notebooks.run"],
        cwd=root,
        text=True,
        env=os.environ
        | QUIET
        | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "PYTHONDONTWRITEBYTECODE": "1"},  # figures/ is watched
        input=json.dumps(order),
        capture_output=True,
        check=False,
    )
    try:
        outcome = Outcome.read(done.stdout)
    except ValueError:
        return failed("the process that executes it ended early", detail=done.stderr[-2000:])
    return replace(outcome, gives=outcome.gives | {"seconds": time.monotonic() - began})
