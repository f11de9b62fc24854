"""Hands figures out: as they are on the site, or drawn anew with other settings of their controls."""

import argparse
import shutil
import tempfile
import webbrowser
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from figures.engine.freshness.fingerprint import Fingerprints
from figures.engine.freshness.progress import Progress
from figures.engine.freshness.refresh import State, cache_of, order_for
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.project import Project
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.webfonts import prepare
from figures.engine.workers.pool import draw_all


def hand_out(
    project: Project, options: argparse.Namespace, formats: tuple[str, ...], up_to_date: Callable[[], State]
) -> State:
    """Put the named figures into --out, open them with --show, or both; each file is named.

    `up_to_date()` draws those of them that are stale.
    """
    if not options.names:
        raise FigureError(Fault("--set, --show, --out and --format need a figure's name: python -m figures NAME …"))
    if not options.show and not options.out:
        raise FigureError(Fault("say with --out DIR into which folder the figures go, or look at them with --show"))
    if options.settings and options.scheduler:
        raise FigureError(Fault("--set draws here, and --scheduler elsewhere; leave one of them out"))
    if options.show:
        formats = ("svg",)
    folder = options.out.resolve() if options.out else Path(tempfile.mkdtemp(prefix="figures-"))
    _check_folder(project, folder)
    folder.mkdir(parents=True, exist_ok=True)
    settings = dict(_setting(text) for text in options.settings)
    if settings:
        state = _draw_with(project, options, options.names, settings, formats, folder)
    else:
        state = up_to_date()
        for name, entry in state.fresh.items():
            for suffix in filter(entry.files.get, formats):
                shutil.copyfile(cache_of(project).path(entry, suffix), folder / f"{name}.{suffix}")
        if lacking := [name for name, entry in state.fresh.items() if not entry.files.keys() >= set(formats)]:
            drawn = _draw_with(project, options, lacking, {}, formats, folder)
            state.failed |= drawn.failed
            state.fresh = {name: entry for name, entry in state.fresh.items() if name not in drawn.failed}
    for name in state.fresh | dict.fromkeys(state.drawn):
        for suffix in formats:
            target = folder / f"{name}.{suffix}"
            print(target)
            if options.show:
                webbrowser.open(target.as_uri())
    return state


def _check_folder(project: Project, folder: Path) -> None:
    """Drawings in the project's own folders would be published, watched or committed by mistake."""
    own = [project.figures, project.docs, project.cache]
    if folder == project.root or any(folder.is_relative_to(place) for place in own):
        raise FigureError(
            Fault(
                f"--out {folder} is a folder of the project, where drawings do not belong; "
                "name one elsewhere, such as --out ~/slides"
            )
        )
    if folder.exists() and not folder.is_dir():
        raise FigureError(Fault(f"--out {folder} is a file; expected a folder"))


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise FigureError(Fault(f"--set {text}: expected CONTROL=VALUE, such as --set weight=2"))
    return name.strip(), value.strip()


def _draw_with(
    project: Project,
    options: argparse.Namespace,
    names: Iterable[str],
    settings: dict[str, str],
    formats: tuple[str, ...],
    folder: Path,
) -> State:
    fingerprints = Fingerprints(project)
    orders = [order_for(project, fingerprints, name, "", options.force) for name in names]
    jobs = [replace(order, settings=settings, formats=formats, out=str(folder)) for order in orders]
    prepare(Typefaces(project.root), Progress().note)
    state = State()
    for name, outcome in draw_all(jobs, options.jobs or 1, options.time_limit):
        if outcome and outcome.fault:
            state.failed[name] = outcome.fault_in(project.relative(project.script(name)))
        elif outcome:
            state.drawn.append(name)
    return state
