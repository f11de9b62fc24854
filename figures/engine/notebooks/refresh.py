"""Brings notebooks up to date as figures are: one is executed again when its code, a project module or the version of a
library that it imports has changed, and then in a process of its own, beside others. Its prose runs nothing.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.freshness.packages import Packages
from figures.engine.freshness.progress import Progress
from figures.engine.notebooks.cells import notebooks
from figures.engine.notebooks.key import key_of
from figures.engine.pages.pagetext import read_text, text_of
from figures.engine.project.faults import Fault
from figures.engine.project.optional import optional
from figures.engine.project.outcome import Outcome
from figures.engine.project.project import Project
from figures.engine.store.cache import Cache, Entry
from figures.engine.typefaces.chosen import Typefaces

Orders = dict[str, tuple[str, str, str, str]]  # of a page: the project's folder, its file, its text, its fingerprint
Answers = Callable[[Orders], Iterator[tuple[str, Outcome]]]


@dataclass
class Notebooks:
    """The notebooks of a project after a refresh, by their paths in docs/."""

    cache: Cache
    fresh: dict[str, Entry] = field(default_factory=dict)
    executed: list[str] = field(default_factory=list)
    failed: dict[str, Fault] = field(default_factory=dict)
    stale: dict[str, str] = field(default_factory=dict)  # its fingerprint
    texts: dict[str, str] = field(default_factory=dict)  # as shown: of a failed one, as it last was good
    programs: dict[str, bytes] = field(default_factory=dict)  # the same, to the last byte
    shown: dict[str, Entry] = field(default_factory=dict)

    def read(self, path: str, role: str) -> str:
        """A file of the entry that is shown."""
        return self.cache.path(self.shown[path], role).read_text(encoding="utf-8")


def refresh_notebooks(
    project: Project, jobs: int, time_limit: float, progress: Progress, scheduler: str = ""
) -> Notebooks:
    """Execute what is stale, `jobs` at once (0: one a core) or by the workers of the scheduler of Dask at this address;
    of what fails, the last good state is shown."""
    Packages(project).fetch([project.docs / path for path in notebooks(project.docs, project.left_out)], progress.note)
    state = look_at_notebooks(project)
    if state.stale:
        from figures.engine.notebooks.executing import elsewhere, here  # not needed when all is fresh

        if scheduler:
            answers = partial(elsewhere, scheduler=scheduler, time_limit=time_limit)
        else:
            at_once = jobs or os.cpu_count() or 1
            answers = partial(here, at_once=at_once, time_limit=time_limit, begin=progress.start)
        _execute(project, state, state.stale, answers, progress)
        state.cache.remember()
        state.stale = {}
        _show(project, state)
    return state


def look_at_notebooks(project: Project) -> Notebooks:
    """Which are fresh and which are stale; of those too, the last good state is shown. Executes nothing."""
    state = Notebooks(Cache(project.cache / "notebooks"), texts=notebooks(project.docs, project.left_out))
    state.cache.prune(map(_folder, state.texts))
    if not state.texts:
        return state
    fingerprints, known = Fingerprints(project), optional(project.root)
    for path in state.texts:
        if wrong := read_text(project.docs / path, project.page(path))[1]:
            state.failed[path] = wrong[0]
            continue
        key = key_of(fingerprints, project.docs / path)
        entry = state.cache.load(_folder(path), key)
        if entry and (not entry.facts["missing"] or entry.facts["missing"] in known):
            state.cache.touch(entry)
            state.fresh[path] = _with_text(state, entry, project.imports.text(project.docs / path))
        else:
            state.stale[path] = key
    state.cache.remember()
    project.imports.remember()
    _show(project, state)
    return state


def _show(project: Project, state: Notebooks) -> None:
    state.shown = dict(state.fresh)
    state.programs = {path: project.imports.text(project.docs / path) for path in state.fresh}
    for path in {*state.failed, *state.stale}:
        if last := state.cache.last_good(_folder(path)):
            state.shown[path] = last
            state.programs[path] = state.cache.path(last, "py").read_bytes()
            state.texts[path] = text_of(state.programs[path])


def _execute(project: Project, state: Notebooks, stale: dict[str, str], answers: Answers, progress: Progress) -> None:
    if any("matplotlib" in project.imports.libraries(project.docs / path) for path in stale):
        Typefaces(project.root).fetch(progress.note)
    last = {path: state.cache.last_good(_folder(path)) for path in stale}
    before = {path: entry.seconds if entry else float("inf") for path, entry in last.items()}
    orders = {}
    for path in sorted(stale, key=lambda path: (-before[path], path)):
        text = text_of(project.imports.text(project.docs / path))  # as when its fingerprint was taken
        orders[path] = str(project.root), str(project.docs / path), text, stale[path]
    with progress.over(len(stale), "executing", "notebook"):
        for path, outcome in answers(orders):
            if outcome.is_failed:
                state.failed[path] = outcome.fault_in(project.page(path))
                progress.end(path, "failed")
                continue
            state.fresh[path] = _keep(project, state, path, stale[path], outcome)
            state.executed.append(path)
            progress.end(path, outcome.fault.message if outcome.fault else f"{outcome.gives['seconds']:.1f} s")


def _keep(project: Project, state: Notebooks, path: str, key: str, outcome: Outcome) -> Entry:
    source, fingerprints, gives = project.docs / path, Fingerprints(project), outcome.gives
    needs = {name: fingerprints.libraries.version(name) for name in sorted(project.imports.libraries(source))}
    entry = Entry(_folder(path), key, gives["seconds"], {}, {"needs": needs, "missing": outcome.missing})
    contents = {
        "py": project.imports.text(source),
        "cells": json.dumps(gives["cells"]).encode(),
        "code": json.dumps(gives["code"]).encode(),
    }
    entry.files = {role: state.cache.store(entry.name, data, role) for role, data in contents.items()}
    if _key_now(project, source) == key:  # otherwise it is good to show now, but not under this name
        state.cache.save(entry)
    with suppress(OSError):
        state.cache.tidy(entry.name)
    return entry


def _with_text(state: Notebooks, entry: Entry, text: bytes) -> Entry:
    """The entry with the text that its code now stands in: that is shown should the next edit of the code fail."""
    with suppress(OSError):
        file = state.cache.store(entry.name, text, "py")
        if entry.files["py"] != file:
            entry.files["py"] = file
            state.cache.save(entry)
            state.cache.tidy(entry.name)
    return entry


def _key_now(project: Project, source: Path) -> str:
    """The fingerprint of the notebook as its files are now: one may have been saved while it was executed."""
    try:
        return key_of(Fingerprints(Project(project.root)), source)
    except OSError:
        return ""


def _folder(path: str) -> str:
    """The name of a notebook's folder in the cache."""
    return path.removesuffix(".py").replace("/", ".")
