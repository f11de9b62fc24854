"""Figures and notebooks for one build: brought up to date first, or as they are while that is done beside it."""

import logging
import sys
from dataclasses import replace

from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import State, look, refresh
from figures.engine.notebooks.refresh import Notebooks, look_at_notebooks, refresh_notebooks
from figures.engine.project.project import Project
from figures.engine.site.meanwhile import Lack, Meanwhile, Order
from figures.engine.site.serving import Serving
from figures.engine.site.settings import Settings

log = logging.getLogger("mkdocs.figures")


def current(project: Project, settings: Settings, serving: Serving | None) -> tuple[State, Notebooks]:
    """As they are if a server draws meanwhile, otherwise up to date."""
    if serving:
        return as_they_are(project, settings, serving.meanwhile)
    return up_to_date(project, settings, Progress(None if sys.stderr.isatty() else log.info))


def up_to_date(project: Project, settings: Settings, progress: Progress) -> tuple[State, Notebooks]:
    """All of them, but for those that fail."""
    jobs, limit = int(settings.jobs), settings.time_limit
    state = refresh(project, jobs=jobs, time_limit=limit, progress=progress, scheduler=settings.scheduler)
    return state, refresh_notebooks(project, jobs, limit, progress, settings.scheduler)


def as_they_are(project: Project, settings: Settings, meanwhile: Meanwhile) -> tuple[State, Notebooks]:
    """What is stale as it last was good. It is asked for, even what failed before: it may have read another file."""
    state, programs = look(project), look_at_notebooks(project)

    def draw(progress: Progress) -> dict[str, Lack]:
        own = replace(project, faults=[])  # as the files are when it begins
        drawn, executed = up_to_date(own, settings, progress)
        return {
            **{name: ("missing", fault) for name, fault in drawn.missing.items()},
            **{name: ("failed", fault) for name, fault in (drawn.failed | executed.failed).items()},
        }

    wanted = state.stale | programs.stale
    for name, key in wanted.items():
        kind, fault = meanwhile.lacking.get((name, key), ("", None))
        if fault is None:
            if name in state.stale:
                state.drawing[name] = True
        elif name in programs.stale:
            programs.failed[name] = fault
        else:
            (state.missing if kind == "missing" else state.failed)[name] = fault
    meanwhile.ask(Order(wanted, draw))
    return state, programs
