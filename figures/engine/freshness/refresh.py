"""Brings figures up to date: what is fresh is never drawn again, what is stale always is."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from figures.engine.drawing.job import Job
from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.freshness.packages import Packages
from figures.engine.freshness.progress import Progress
from figures.engine.freshness.scheduler import host_and_port
from figures.engine.project.faults import Fault
from figures.engine.project.ownership import is_own
from figures.engine.project.project import Project
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.watched import Watched
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.webfonts import prepare
from figures.engine.workers.companion import SLOW
from figures.engine.workers.events import Event
from figures.engine.workers.pool import draw_all, get_ready

TIME_LIMIT = 300.0  # seconds for one script, unless the author sets another

FORMATS = ("svg", "pdf", "png")  # that a figure is drawn in, unless the project names some

Draw = Callable[[list[Job]], Iterator[Event]]


@dataclass
class State:
    """The figures of a project after a look at them or a refresh."""

    fresh: dict[str, Entry] = field(default_factory=dict)
    stale: dict[str, str] = field(default_factory=dict)  # name -> fingerprint it should have
    drawn: list[str] = field(default_factory=list)
    failed: dict[str, Fault] = field(default_factory=dict)
    missing: dict[str, Fault] = field(default_factory=dict)  # a library is not installed
    drawing: dict[str, bool] = field(default_factory=dict)  # stale, and being drawn beside what shows this state
    faults: list[Fault] = field(default_factory=list)  # of the project as a whole

    @property
    def all_faults(self) -> list[Fault]:
        """What must end a build: faults of scripts and of the project."""
        return [*self.faults, *self.failed.values()]


def look(project: Project, names: Iterable[str] = ()) -> State:
    """Which figures are fresh and which are stale; draws nothing and loads nothing heavy."""
    state, cache, fingerprints = State(), cache_of(project), Fingerprints(project)
    chosen = {name: project.script(name) for name in names} or project.scripts
    data = Watched(cache.folder / "data.json")
    for name, script in chosen.items():
        key = fingerprints.key(script)
        entry = cache.load(name, key)
        if (
            entry is not None
            and entry.files.keys() >= set(project.formats)
            and all(data.digest(project.root / path) == content for path, content in entry.reads.items())
        ):
            cache.touch(entry)
            state.fresh[name] = entry
        else:
            state.stale[name] = key
    state.faults = list(project.faults)
    if not names:
        cache.remember()
        data.remember()
    project.imports.remember()
    return state


def refresh(
    project: Project,
    names: Iterable[str] = (),
    *,
    force: bool = False,
    jobs: int = 0,
    time_limit: float = TIME_LIMIT,
    progress: Progress | None = None,
    scheduler: str = "",
) -> State:
    """Draw what is stale (or everything named, with `force`), longest first, and drop what belongs to no script.

    It is drawn here, `jobs` at once, or by the workers of the scheduler of Dask at this address.
    """
    if scheduler:
        host_and_port(scheduler)  # a slip of the pen is told before there is anything to draw
    names, progress = list(names), progress or Progress()
    Packages(project).fetch([project.script(name) for name in names] or project.scripts.values(), progress.note)
    state, cache = look(project, names), cache_of(project)
    if force:
        state.stale |= {name: entry.key for name, entry in state.fresh.items()}
        state.fresh.clear()
    if state.stale:
        if scheduler:
            from figures.engine.freshness.elsewhere import draw_elsewhere  # few need it

            draw = partial(draw_elsewhere, scheduler=scheduler, time_limit=time_limit)
        else:
            get_ready()
            libraries = {name: project.imports.libraries(project.scripts[name]) for name in state.stale}
            needs = {name: [slow for slow in SLOW if slow in used] for name, used in libraries.items()}
            draw = partial(draw_all, at_once=jobs or os.cpu_count() or 1, time_limit=time_limit, needs=needs)
        _draw(project, state, cache, draw, progress, force)
    if not names:
        for kept in (cache, Cache(project.cache / "numbers")):
            kept.prune(project.scripts)
    return state


def cache_of(project: Project) -> Cache:
    """Where the project keeps its drawings."""
    return Cache(project.cache / "figures")


def order_for(project: Project, fingerprints: Fingerprints, name: str, key: str, anew: bool = False) -> Job:
    """What to draw under that key, and the name under which the numbers of its experiment are kept."""
    script = project.scripts[name]
    own = {
        place: content
        for place, content in _modules(project, name).items()
        if is_own(str(project.root / place), str(project.root))
    }
    place = str(cache_of(project).folder)
    numbers, formats = fingerprints.numbers(script), project.formats or FORMATS
    return Job(name, str(script), str(project.root), place, key, numbers, anew, own, formats=formats)


def _draw(project: Project, state: State, cache: Cache, draw: Draw, progress: Progress, anew: bool) -> None:
    before = {name: entry.seconds if (entry := cache.last_good(name)) else float("inf") for name in state.stale}
    libraries = {name: len(project.imports.libraries(project.scripts[name])) for name in state.stale}  # a first guess
    order = sorted(state.stale, key=lambda name: (-before[name], -libraries[name], name))
    prepare(Typefaces(project.root), progress.note)
    fingerprints = Fingerprints(project)
    jobs = [order_for(project, fingerprints, name, state.stale[name], anew) for name in order]
    with progress.over(len(jobs)):
        for name, outcome in draw(jobs):
            if outcome is None:
                progress.start(name)
            elif outcome.fault is None:
                _accept(project, state, cache, name, outcome.gives["loaded"])
                progress.end(name, f"{outcome.gives['seconds']:.1f} s")
            else:
                fault = outcome.fault_in(project.relative(project.scripts[name]))
                (state.failed if outcome.is_failed else state.missing)[name] = fault
                progress.end(name, "failed" if outcome.is_failed else fault.message)


def _accept(project: Project, state: State, cache: Cache, name: str, loaded: dict[str, str]) -> None:
    entry = cache.load(name, state.stale[name])
    if entry is None:
        state.failed[name] = Fault(
            "its drawing could not be read back from the cache; draw it again", project.relative(project.scripts[name])
        )
        return
    state.fresh[name] = entry
    state.drawn.append(name)
    expected = _modules(project, name)
    if any(expected.get(path, content) != content for path, content in loaded.items()):
        # A file was saved between the look and the drawing: the entry is good to show, but not under this name.
        (cache.folder / name / f"{entry.key}.json").unlink(missing_ok=True)
    else:
        entry.reads |= {path: content for path, content in loaded.items() if path not in expected}
        cache.save(entry)  # with modules that only running the script could find
        with suppress(OSError):
            cache.tidy(name)


def _modules(project: Project, name: str) -> dict[str, str]:
    """The script and what it imports, from the root, each with its digest as when the fingerprint was taken."""
    return {project.relative(path): text for path, text in project.imports.closure(project.scripts[name]).items()}
