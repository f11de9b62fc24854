"""Work on other machines: the same orders, handed to a scheduler of Dask whose workers see the project's folder too.

A worker draws as this machine would, in a process of its own for each figure. One that would draw something else
refuses: its fingerprint of the figure, of which Python, libraries and engine are parts, must be the one that was asked.
"""

import platform
import socket
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from figures.engine.drawing.job import Job
from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.freshness.scheduler import host_and_port
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.outcome import Outcome, failed
from figures.engine.project.project import Project
from figures.engine.workers.events import Event
from figures.engine.workers.pool import draw_all

PATIENCE = 10.0  # seconds for a scheduler to answer, and for a first worker to be there
LEFT_ALONE = 30.0  # seconds without any worker, after which none is waited for


def draw_elsewhere(jobs: list[Job], scheduler: str, time_limit: float) -> Iterator[Event]:
    """The end of drawing each job, as they end. Raises FigureError."""
    yield from answers_of(scheduler, draw_there, {job.name: (job, time_limit) for job in jobs})


def draw_there(job: Job, time_limit: float) -> Outcome:
    """What a worker does: draw the job, if what comes of it is what was asked for."""
    if refused := refusal(job.root, job.script, job.key, Fingerprints.key):
        return refused
    *_, (_, outcome) = draw_all([job], 1, time_limit)
    assert outcome is not None
    return outcome


def refusal(root: str, file: str, key: str, name: Callable[[Fingerprints, Path], str]) -> Outcome | None:
    """Why a worker must not make what is asked for under that fingerprint; None if it may."""
    where = platform.node()
    try:
        own = name(Fingerprints(Project(Path(root))), Path(file))
    except (FigureError, OSError):
        return failed(f"the worker on {where} sees no {file}; every machine needs the project at the same place")
    if own == key:
        return None
    return failed(
        f"the worker on {where} would make something else of it, since its Python, its libraries, its engine or its "
        "files differ from those here; install the same versions there"
    )


def answers_of(
    scheduler: str, call: Callable[..., Outcome], orders: Mapping[str, tuple[Any, ...]]
) -> Iterator[tuple[str, Outcome]]:
    """What workers answer to each order, as the answers come. Raises FigureError if there is nobody, or nobody left."""
    with executor_at(scheduler) as (executor, is_attended):
        asked = {executor.submit(call, *order): name for name, order in orders.items()}
        for future in _ended(set(asked), is_attended, scheduler):
            yield asked[future], _result(future, scheduler)


@contextmanager
def executor_at(scheduler: str) -> Iterator[tuple[Executor, Callable[[], bool]]]:
    """An executor whose workers wait for work, and whether there are any now. Raises FigureError."""
    if find_spec("distributed") is None:
        raise FigureError(
            Fault(f"drawing at {scheduler} needs dask.distributed, which is not installed; pip install distributed")
        )
    try:
        socket.create_connection(host_and_port(scheduler), timeout=PATIENCE).close()  # Dask would try for long
    except OSError as error:
        reason = error.strerror or "no answer"
        raise FigureError(
            Fault(f"no scheduler is at {scheduler} ({reason}); start one there with `dask scheduler`")
        ) from None
    from distributed import Client

    try:
        client: Any = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise FigureError(Fault(f"what is at {scheduler} is no scheduler of Dask ({error})")) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise FigureError(
                Fault(f"the scheduler at {scheduler} has no worker; start some with `dask worker {scheduler}`")
            ) from None
        executor = client.get_executor(pure=False)
        try:
            yield executor, lambda: bool(client.nthreads())
        finally:
            executor.shutdown(wait=False)


def _ended(futures: set[Future[Any]], is_attended: Callable[[], bool], scheduler: str) -> Iterator[Future[Any]]:
    """The futures as they end. Raises FigureError when nobody has been there for long."""
    alone = 0.0
    while futures:
        done, futures = wait(futures, LEFT_ALONE / 6, FIRST_COMPLETED)
        yield from done
        alone = 0.0 if done or is_attended() else alone + LEFT_ALONE / 6
        if alone >= LEFT_ALONE:
            raise FigureError(
                Fault(f"the scheduler at {scheduler} has lost all of its workers; what was drawn is kept")
            )


def _result(future: Future[Any], scheduler: str) -> Outcome:
    """What a worker answered, or what became of it."""
    try:
        outcome: Outcome = future.result()
        return outcome
    except CancelledError:
        return failed(f"the scheduler at {scheduler} has dropped it; is it still there?")
    except Exception as error:  # Dask's own, or those of a worker that lacks the engine
        if type(error).__name__ == "KilledWorker":
            return failed(
                f"one worker at {scheduler} after another ended over it; it may need more memory than they have"
            )
        sentence = " ".join(str(error).split())
        return failed(f"no worker at {scheduler} could draw it: {type(error).__name__}: {sentence}")
