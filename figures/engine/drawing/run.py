"""Draws one figure in this process and keeps the result: the child of a worker calls this, nobody else."""

import gzip
import importlib
import json
import re
import sys
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from figures.engine.drawing.axes import Layout
from figures.engine.drawing.colour import PLAIN, Colour, named_colours
from figures.engine.drawing.controls import Control
from figures.engine.drawing.data import by_path, data_file, facts_of
from figures.engine.drawing.failure import Late, answer, failure_of, line_in
from figures.engine.drawing.formats import render, weigh
from figures.engine.drawing.frames import Source, frames_of
from figures.engine.drawing.inline import fragment, inline
from figures.engine.drawing.job import Job
from figures.engine.drawing.lettering import NoFace, NoGlyph
from figures.engine.drawing.origin import Origins
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.reads import ProjectFinder, Reads
from figures.engine.drawing.script import Drawn, call, load
from figures.engine.drawing.seeds import aside, refuse_unseeded, watch
from figures.engine.drawing.settings import at_setting, spoken
from figures.engine.drawing.style import apply_style
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import digest

HEAVIEST = 100  # kB of frames that a reader may have to load for one figure


def run(job: Job) -> dict[str, Any]:
    """Draw and store. The answer's "status" is done, failed or missing (a library); the rest says more."""
    root, script, cache = Path(job.root), Path(job.script), Cache(Path(job.cache))
    _make_importable(root, script)
    finder, reads = ProjectFinder(root, aside), Reads(root, root / ".cache")
    sys.meta_path.insert(0, finder)
    finder.loaded[str(script)] = digest(script.read_bytes())
    started = time.perf_counter()
    blamed = r"^def (experiment|draw)\b"
    try:
        apply_style(root, job.name)
        painting = Painting(Origins(_colours(root)), script)
        watch(job.root)
        reads.start()
        drawn = call(load(script), job.settings)
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
        entry = Entry(
            job.name,
            job.key,
            0.0,
            {},
            known | told,
            {},
            {name: _described(control, drawn.defaults[name]) for name, control in drawn.controls.items()},
            live=list(by_path(told)),
        )
        data = data_file(drawn.taken or drawn.numbers)
        blamed = r"^def draw\b"
        layout = Layout(drawn.figure)
        files, raw = render(drawn, job, painting)
        layout.keep()
        files |= dict([data]) if data else {}
        if job.out:
            for suffix in job.formats:
                (Path(job.out) / f"{job.name}.{suffix}").write_bytes(files[suffix])
            return {"status": "done", "seconds": time.perf_counter() - started, "loaded": {}}
        reads.go_on()  # at other settings, draw may read other files
        standing = _add_frames(drawn, layout, files, painting, job.name, raw) if drawn.recording else raw
        drawing, *entry.size = inline(painting.on_page(standing), job.name)  # type: ignore[assignment]
        weigh(drawing)
        reads.stop()
        refuse_unseeded()
        entry.reads = reads.digests(finder.loaded)
        entry.files = {role: cache.store(job.name, data, role) for role, data in files.items()}
        entry.files["inline"] = cache.store(job.name, drawing.encode(), "inline.svg")
        entry.seconds = time.perf_counter() - started
        cache.save(entry)
    except FigureError as error:
        fault = error.faults[0]
        line = fault.line or line_in(script, error)
        if isinstance(error, (NoFace, NoGlyph)):
            line = line or line_of(script, re.escape(error.written))
        elif isinstance(error, Late) and "experiment" not in blamed and not line:
            fault = Late(error.time_limit, "saving its drawing", "draw fewer marks").faults[0]
        line = line or line_of(script, blamed)
        return answer("failed", fault.message, line)
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        return failure_of(root, script, error, blamed)
    return {"status": "done", "seconds": entry.seconds, "loaded": finder.loaded}


def _described(control: Control, default: Any) -> dict[str, Any]:
    """A control as the page needs it."""
    return {"kind": type(control).__name__, **asdict(control), "values": control.values(), "default": default}


def _make_importable(root: Path, script: Path) -> None:
    """What `python figures/name.py` would find; `figures` is the project's folder, wherever the engine lies."""
    sys.path[:0] = dict.fromkeys([str(script.parent), str(root / "figures"), str(root)])
    import figures

    figures.__path__[:] = [str(root / "figures")]


def _add_frames(
    drawn: Drawn, layout: Layout, files: dict[str, bytes], painting: Painting, name: str, signed: str
) -> str:
    """Draw all settings of the controls. Returns the SVG to be set into the page."""
    assert drawn.recording is not None

    def fresh(setting: dict[str, Any]) -> str:
        figure = at_setting(setting, partial(drawn.draw, **setting))
        if not isinstance(figure, Figure):
            raise FigureError(
                Fault(f"at {spoken(setting)} draw returned {type(figure).__name__}; expected a Matplotlib Figure")
            )
        if figure is drawn.figure:
            raise FigureError(Fault("draw returns the figure that it returned before; let it make a new one each time"))
        if tuple(figure.get_size_inches()) != tuple(drawn.figure.get_size_inches()):
            raise FigureError(
                Fault(
                    f"at {spoken(setting)} draw makes a figure of another size than at the default; "
                    "keep figsize the same, so that the page does not move"
                )
            )
        layout.give(figure)
        return painting.on_page(painting.again(figure, spoken(setting)))

    source = Source(
        drawn.controls,
        drawn.defaults,
        drawn.draw,
        drawn.facts,
        fresh,
        painting.check,
        lambda raw: fragment(painting.on_page(raw), f"{name}."),
        lambda raw: inline(raw, name)[0],
    )
    frames = frames_of(source, drawn.recording, painting.on_page(signed))
    files["frames"] = frames.encoded()
    files["series"] = json.dumps(frames.facts).encode()
    if (size := len(gzip.compress(files["frames"], mtime=0)) / 1000) > HEAVIEST:
        raise FigureError(
            Fault(
                f"its frames are {size:.0f} kB compressed; at most {HEAVIEST} are served, so draw "
                "fewer settings, or curves with fewer points"
            )
        )
    return frames.standing


def _colours(root: Path) -> dict[str, Colour]:
    """The colours of the project's style by CSS name; ink and paper are there in any project."""
    if not (root / "figures" / "style" / "colours.py").exists():
        return PLAIN
    return named_colours(importlib.import_module("figures.style.colours"))
