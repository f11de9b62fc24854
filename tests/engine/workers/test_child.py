"""The time limit of a figure is for its own work, not for what another process makes for it."""

import fcntl
import threading

from figures.engine.workers.child import GRACE
from tests.engine.conftest import Mini

LIMIT = 2.0
WAITS = """
import time

import shared
from figures.engine.store.kept import kept


def experiment():
    x = kept("x", lambda: {"x": np.arange(3.0)}, [shared])["x"]
    THEN
    return {"x": x}


def draw(x):
    return Figure()
"""


def test_a_figure_that_waits_may_do_so_for_longer_than_its_time_but_not_work_for_longer(ready: Mini) -> None:
    ready.script("goes_on", WAITS.replace("THEN", "raise ValueError('it went on')"))  # at once, on a busy machine too
    ready.script("hangs", WAITS.replace("THEN", "time.sleep(60)"))
    lock = ready.root / ".cache/kept/x.lock"
    lock.parent.mkdir()
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        threading.Timer(LIMIT + GRACE + 0.5, fcntl.flock, (held, fcntl.LOCK_UN)).start()
        state = ready.refresh("goes_on", "hangs", time_limit=LIMIT, jobs=2)
    assert state.failed["goes_on"].message == "ValueError: it went on"
    assert state.failed["hangs"].message == "still running after 2 s; make it faster or raise the time limit"
    line = (ready.root / "figures/hangs.py").read_text().splitlines()[state.failed["hangs"].line - 1]
    assert line.strip() == "time.sleep(60)"
