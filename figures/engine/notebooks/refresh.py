"""Brings notebooks up to date as figures are: one is executed again when its text, a project module or the version of a
library that it imports has changed, and then in a process of its own, beside others.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.freshness.progress import Progress
from figures.engine.notebooks.cells import notebooks
from figures.engine.pages.pagetext import read_text
from figures.engine.project.faults import Fault
from figures.engine.project.optional import optional
from figures.engine.project.project import OWN_FOLDER, Project
from figures.engine.store.cache import Cache, Entry
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.workers.pool import QUIET


@dataclass
class Notebooks:
    """The notebooks of a project after a refresh, by their paths in docs/."""

    cache: Cache
    fresh: dict[str, Entry] = field(default_factory=dict)
    executed: list[str] = field(default_factory=list)
    failed: dict[str, Fault] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # as shown: of a failed one, as it last was good
    shown: dict[str, Entry] = field(default_factory=dict)

    def read(self, path: str, role: str) -> str:
        """A file of the entry that is shown."""
        return self.cache.path(self.shown[path], role).read_text(encoding="utf-8")


def refresh_notebooks(project: Project, jobs: int, time_limit: float, progress: Progress) -> Notebooks:
    """Execute what is stale, `jobs` at once (0: one a core); of what fails, the last good state is shown."""
    state = Notebooks(Cache(project.cache / "notebooks"), texts=notebooks(project.docs))
    state.cache.prune(map(_folder, state.texts))
    if not state.texts:
        return state
    fingerprints = Fingerprints(project)
    fingerprints.packages.fetch([project.docs / path for path in state.texts], progress.note)
    known, stale = optional(project.root), {}
    for path in state.texts:
        if wrong := read_text(project.docs / path, project.page(path))[1]:
            state.failed[path] = wrong[0]
            continue
        key = fingerprints.notebook(project.docs / path)
        entry = state.cache.load(_folder(path), key)
        if entry and (not entry.facts["missing"] or entry.facts["missing"] in known):
            state.cache.touch(entry)
            state.fresh[path] = entry
        else:
            stale[path] = key
    if stale:
        _execute(project, state, stale, jobs or os.cpu_count() or 1, time_limit, progress)
    state.cache.remember()
    project.imports.remember()
    state.shown = dict(state.fresh)
    for path in state.failed:
        if last := state.cache.last_good(_folder(path)):
            state.shown[path] = last
            state.texts[path] = state.read(path, "py")
    return state


def _execute(
    project: Project, state: Notebooks, stale: dict[str, str], at_once: int, time_limit: float, progress: Progress
) -> None:
    from concurrent.futures import ThreadPoolExecutor, as_completed  # not needed when all is fresh

    def one(path: str) -> tuple[float, dict[str, Any]]:
        progress.start(path)
        began = time.monotonic()
        return began, _ask(project, path, time_limit)

    if any("matplotlib" in project.imports.libraries(project.docs / path) for path in stale):
        Typefaces(project.root).fetch(progress.note)
    last = {path: state.cache.last_good(_folder(path)) for path in stale}
    before = {path: entry.seconds if entry else float("inf") for path, entry in last.items()}
    with progress.over(len(stale), "executing", "notebook"), ThreadPoolExecutor(at_once) as pool:
        asked = {pool.submit(one, path): path for path in sorted(stale, key=lambda path: (-before[path], path))}
        for done in as_completed(asked):
            path, (began, answer) = asked[done], done.result()
            if answer["status"] == "failed":
                state.failed[path] = Fault(answer["message"], project.page(path), answer["line"], answer["detail"])
                progress.end(path, "failed")
                continue
            seconds = time.monotonic() - began
            state.fresh[path] = _keep(project, state, path, stale[path], answer, seconds)
            state.executed.append(path)
            progress.end(path, answer.get("message") or f"{seconds:.1f} s")


def _ask(project: Project, path: str, time_limit: float) -> dict[str, Any]:
    """The answer of a process that executes the notebook, see run.py."""
    text = project.imports.text(project.docs / path).decode().replace("\r\n", "\n")  # as when its fingerprint was taken
    order = {"root": str(project.root), "text": text, "time_limit": time_limit or None}
    places = [str(project.root), str(project.figures), str(OWN_FOLDER.parent), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "figures.engine.notebooks.run"],
        cwd=project.root,
        text=True,
        env=os.environ
        | QUIET
        | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "PYTHONDONTWRITEBYTECODE": "1"},  # figures/ is watched
        input=json.dumps(order),
        capture_output=True,
        check=False,
    )
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        message = "the process that executes it ended early"
        return {"status": "failed", "message": message, "line": 0, "detail": done.stderr[-2000:]}
    return answer


def _keep(project: Project, state: Notebooks, path: str, key: str, answer: dict[str, Any], seconds: float) -> Entry:
    source, fingerprints = project.docs / path, Fingerprints(project)
    needs = {name: fingerprints.libraries.version(name) for name in sorted(project.imports.libraries(source))}
    entry = Entry(_folder(path), key, seconds, {}, {"needs": needs, "missing": answer.get("library", "")})
    contents = {
        "py": project.imports.text(source).decode(),
        "cells": json.dumps(answer["cells"]),
        "ipynb": json.dumps(answer["notebook"]),
    }
    entry.files = {role: state.cache.store(entry.name, text.encode(), role) for role, text in contents.items()}
    if _key_now(project, source) == key:  # otherwise it is good to show now, but not under this name
        state.cache.save(entry)
    with suppress(OSError):
        state.cache.tidy(entry.name)  # another build tidies too
    return entry


def _key_now(project: Project, source: Path) -> str:
    """The fingerprint of the notebook as its files are now: one may have been saved while it was executed."""
    try:
        return Fingerprints(Project(project.root)).notebook(source)
    except OSError:
        return ""


def _folder(path: str) -> str:
    """The name of a notebook's folder in the cache."""
    return path.removesuffix(".py").replace("/", ".")
