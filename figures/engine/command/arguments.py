"""The command line: python -m figures brings figures up to date, lists them, and hands them out."""

import argparse
import math
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from figures.engine.freshness.refresh import FORMATS, TIME_LIMIT, State, cache_of, look, refresh
from figures.engine.project.disk import refusal
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.names import unknown
from figures.engine.project.project import OWN_FOLDER, Project

LONGEST = 86400.0  # seconds of a time limit: a day


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say. Returns the exit status: 0; 1 if anything is wrong, or stale under --check; 130, as
    shells have it, for Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except FigureError as error:
        for fault in error.faults:
            print(f"error: {fault}", file=sys.stderr)
    except OSError as error:
        print(f"error: {refusal(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped; what was drawn is kept", file=sys.stderr)
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    here = Path.cwd()
    parser = argparse.ArgumentParser(prog="python -m figures", description="Draws the figures whose inputs changed.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="only these figures, or those in these folders; default: all"
    )
    parser.add_argument("--force", action="store_true", help="draw them even if they are fresh")
    parser.add_argument("--jobs", metavar="N", help="how many at once (default: one a core)")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="draw on the machines of this Dask scheduler: tcp://host:8786",
    )
    parser.add_argument("--list", action="store_true", help="print each figure's name, state and drawing time")
    parser.add_argument("--check", action="store_true", help="draw nothing; exit with 1 if a figure is stale")
    parser.add_argument("--format", metavar="LIST", help="hand out these: svg,pdf,png (with --out; default: svg)")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="copy the named figures into this folder, which is not the project's own",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="CONTROL=VALUE",
        dest="settings",
        help="draw with a control at another setting (with --out or --show)",
    )
    parser.add_argument("--show", action="store_true", help="open the figure in the browser")
    parser.add_argument(
        "--time-limit", metavar="SECONDS", help=f"stop a script that takes longer (default: {TIME_LIMIT:g})"
    )
    parser.add_argument(
        "--project",
        type=Path,
        default=next((place for place in (here, OWN_FOLDER.parent) if (place / "mkdocs.yml").exists()), here),
        metavar="DIR",
        help="a folder with figures/, docs/ and mkdocs.yml (default: this one)",
    )
    return parser


def _run(options: argparse.Namespace) -> int:
    formats = _formats(options.format)
    options.jobs = int(_number("--jobs", options.jobs, 0, whole=True))
    options.time_limit = _number("--time-limit", options.time_limit, TIME_LIMIT)
    project = Project(options.project)
    options.names = project.chosen(options.names)
    if options.check or options.list:
        for option in ("force", "settings", "show", "out", "format", "scheduler"):
            if getattr(options, option):
                flag = {"settings": "--set"}.get(option, f"--{option}")
                raise FigureError(
                    Fault(
                        f"--{'check' if options.check else 'list'} draws nothing, and {flag} would; "
                        "leave one of them out"
                    )
                )
    up_to_date = partial(
        refresh,
        project,
        options.names,
        force=options.force,
        jobs=options.jobs,
        time_limit=options.time_limit,
        scheduler=options.scheduler,
    )
    if options.settings or options.show or options.out or options.format:
        from figures.engine.command.handout import hand_out

        return _report(hand_out(project, options, formats, up_to_date))
    if options.check or options.list:
        state = look(project, options.names)
        if options.list:
            _list(project, state)
        elif not state.all_faults:
            for name in state.stale:
                print(f"stale: {name}")
        return _report(state) or int(options.check and bool(state.stale))
    state = up_to_date()
    status = _report(state)
    if not status:
        count = len(state.fresh)
        print(f"{count} figure{'s' * (count != 1)} up to date, {len(state.drawn)} of them drawn now", file=sys.stderr)
    return status


def _number(flag: str, text: str | None, default: float, whole: bool = False) -> float:
    """The number that an option gives, or the default without one. Raises FigureError."""
    if text is None:
        return default
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number <= LONGEST or (whole and not number.is_integer()):
        expected = f"a whole number from 1 to {LONGEST:g}" if whole else f"seconds, more than 0 and at most {LONGEST:g}"
        raise FigureError(Fault(f"{flag} {text}: expected {expected}"))
    return number


def _formats(text: str | None) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys((text or "svg").split(",")))
    for item in formats:
        if item not in FORMATS:
            raise FigureError(Fault(unknown(item, "format", FORMATS)))
    return formats


def _list(project: Project, state: State) -> None:
    cache = cache_of(project)
    width = max(map(len, [*state.fresh, *state.stale, ""]))
    try:
        for name in sorted([*state.fresh, *state.stale]):
            entry = state.fresh.get(name) or cache.last_good(name)
            condition = "fresh" if name in state.fresh else "stale"
            print(f"{name:{width}}  {condition}{f'  {entry.seconds:.1f} s' if entry else ''}")
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads it, as head does, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(state: State) -> int:
    for fault in state.missing.values():
        print(f"not drawn: {fault}", file=sys.stderr)
    for fault in state.all_faults:
        print(f"error: {fault}", file=sys.stderr)
        if fault.detail:
            print("  " + fault.detail.rstrip().replace("\n", "\n  "), file=sys.stderr)
    return int(bool(state.all_faults))
