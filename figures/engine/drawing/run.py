"""Draws one figure in this process and keeps the result: the child of a worker calls this, nobody else."""

import importlib
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from figures.engine.drawing.apart import Copy
from figures.engine.drawing.axes import Layout
from figures.engine.drawing.colour import PLAIN, Colour, named_colours
from figures.engine.drawing.controls import Control
from figures.engine.drawing.data import by_path, data_file, facts_of
from figures.engine.drawing.every_setting import add_frames
from figures.engine.drawing.experiment import Numbers, found_out, keep, kept
from figures.engine.drawing.failure import failure_of, line_in, name_warnings
from figures.engine.drawing.formats import render, weigh
from figures.engine.drawing.inline import inline
from figures.engine.drawing.job import Job
from figures.engine.drawing.keeping import CannotKeep
from figures.engine.drawing.lettering import NoFace, NoGlyph
from figures.engine.drawing.loading import load
from figures.engine.drawing.origin import Origins
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.reads import ProjectFinder, Reads
from figures.engine.drawing.script import call, declared
from figures.engine.drawing.seeds import aside, refuse_unseeded, watch
from figures.engine.drawing.style import apply_style
from figures.engine.project.faults import Fault, FigureError, Late, line_of
from figures.engine.project.outcome import Outcome, failed
from figures.engine.store.cache import Cache, Entry


def run(job: Job, apart: bool = True) -> str:
    """Draw and store. It returns the outcome, as written.

    It draws from kept numbers, or finds them out here and draws from them in a copy of this process that was made
    before: so a drawing is the same in either case, and never sees what else an experiment has left behind. Not
    `apart`, it draws in this process in any case.
    """
    return _Process(job, apart).answer()


class _Process:
    """What drawing one figure changes in its process, and the order in which it is done."""

    def __init__(self, job: Job, apart: bool) -> None:
        self.apart = apart
        self.job, self.root, self.script = job, Path(job.root), Path(job.script)
        _make_importable(self.root, self.script)
        self.finder, self.reads = ProjectFinder(self.root, aside), Reads(self.root, self.root / ".cache")
        sys.meta_path.insert(0, self.finder)
        self.finder.note(self.script, self.script.read_bytes())
        self.blamed, self.began = r"^def (experiment|draw)\b", time.perf_counter()

    def answer(self) -> str:
        """What comes of it, be it a fault."""
        return self._told(self._begin)

    def _begin(self) -> str:
        name_warnings(self.root, self.script)
        apply_style(self.root, self.job.name)
        self.painting = Painting(Origins(_colours(self.root)), self.script)
        watch(self.job.root)
        self.reads.start()
        self.module = load(self.script)
        self.controls = declared(self.module)
        if not hasattr(self.module, "experiment"):
            return self._draw(Numbers())
        if numbers := kept(self.job):
            return self._draw(numbers, numbers.seconds)
        if not self.apart:
            return self._draw(found_out(self.module, self.reads, self.finder.loaded))
        copy = Copy(lambda data: self._told(lambda: self._draw(Numbers.unpacked(data))))
        try:
            numbers = found_out(self.module, self.reads, self.finder.loaded)
            try:
                packed = numbers.packed()
            except CannotKeep:
                return self._draw(numbers)
            keep(self.job, numbers, packed)
            return copy.ask(packed)
        finally:
            copy.dismiss()

    def _told(self, work: Callable[[], str]) -> str:
        """What comes of the work, be it a fault; of copies that a script makes of its process, none answers."""
        own = os.getpid()
        told = self._outcome(work)
        if os.getpid() != own:
            os._exit(0)
        return told

    def _outcome(self, work: Callable[[], str]) -> str:
        try:
            return work()
        except FigureError as error:
            fault = error.faults[0]
            line = fault.line or line_in(self.script, error)
            if isinstance(error, (NoFace, NoGlyph)):
                line = line or line_of(self.script, re.escape(error.written))
            elif isinstance(error, Late) and "experiment" not in self.blamed and not line:
                fault = Late(error.time_limit, "saving its drawing", "draw fewer marks").faults[0]
            line = line or line_of(self.script, self.blamed)
            return failed(fault.message, line).written()
        except BaseException as error:  # whatever a script ends with
            return failure_of(self.root, self.script, error, self.blamed).written()

    def _draw(self, numbers: Numbers, spared: float = 0.0) -> str:
        job, reads = self.job, self.reads
        drawn = call(self.module, self.controls, numbers.values, job.settings)
        told = drawn.facts(**drawn.defaults)
        reads.stop()
        known = facts_of(drawn.numbers)
        if both := known.keys() & told.keys():
            raise FigureError(
                Fault(
                    f"facts() gives {min(both)}, which experiment() gives too, and a page could not "
                    "tell them apart; rename one of them"
                )
            )
        described = {name: _described(control, drawn.defaults[name]) for name, control in drawn.controls.items()}
        entry = Entry(job.name, job.key, 0.0, {}, known | told, {}, described, live=list(by_path(told)))
        data = data_file(drawn.taken or drawn.numbers)
        self.blamed = r"^def draw\b"
        layout = Layout(drawn.figure)
        files, raw = render(drawn, job, self.painting)
        layout.keep()
        files |= dict([data]) if data else {}
        if job.out:
            for suffix in job.formats:
                (Path(job.out) / f"{job.name}.{suffix}").write_bytes(files[suffix])
            return Outcome({"seconds": time.perf_counter() - self.began, "loaded": {}}).written()
        reads.go_on()  # at other settings, draw may read other files
        standing = add_frames(drawn, layout, files, self.painting, job.name, raw) if drawn.recording else raw
        drawing, *entry.size = inline(self.painting.on_page(standing), job.name)  # type: ignore[assignment]
        weigh(drawing)
        reads.stop()
        refuse_unseeded()
        cache = Cache(Path(job.cache))
        entry.reads = numbers.reads | reads.digests()
        entry.files = {role: cache.store(job.name, data, role) for role, data in files.items()}
        entry.files["inline"] = cache.store(job.name, drawing.encode(), "inline.svg")
        seconds = time.perf_counter() - self.began
        entry.seconds = seconds + spared  # what it takes from nothing
        cache.save(entry)
        return Outcome({"seconds": seconds, "loaded": numbers.loaded | self.finder.loaded}).written()


def _described(control: Control, default: Any) -> dict[str, Any]:
    """A control as the page needs it."""
    return {"kind": type(control).__name__, **asdict(control), "values": control.values(), "default": default}


def _make_importable(root: Path, script: Path) -> None:
    """What `python figures/name.py` would find; `figures` is the project's folder, wherever the engine lies."""
    sys.path[:0] = dict.fromkeys([str(script.parent), str(root / "figures"), str(root)])
    import figures

    figures.__path__[:] = [str(root / "figures")]


def _colours(root: Path) -> dict[str, Colour]:
    """The colours of the project's style by CSS name; ink and paper are there in any project."""
    if not (root / "figures" / "style" / "colours.py").exists():
        return PLAIN
    return named_colours(importlib.import_module("figures.style.colours"))
