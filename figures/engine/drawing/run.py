"""Draws one figure in this process and keeps the result: the child of a worker calls this, nobody else."""

import gzip
import importlib
import io
import json
import re
import sys
import time
import traceback
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.text import Text

from figures.engine.drawing.axes import Layout
from figures.engine.drawing.colour import PLAIN, Colour, named_colours
from figures.engine.drawing.controls import Control
from figures.engine.drawing.data import by_path, data_file, facts_of
from figures.engine.drawing.frames import Source, at_setting, frames_of, spoken
from figures.engine.drawing.inline import fragment, inline
from figures.engine.drawing.job import Job
from figures.engine.drawing.labels import USED
from figures.engine.drawing.lettering import NoFace, NoGlyph
from figures.engine.drawing.origin import Origins
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.reads import ProjectFinder, Reads
from figures.engine.drawing.script import Drawn, apply_style, call, load
from figures.engine.drawing.seeds import aside, refuse_unseeded, watch
from figures.engine.drawing.slots import placed, sign_slots
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.optional import missing, not_found
from figures.engine.project.ownership import ENGINE, is_library
from figures.engine.store.cache import Cache, Entry
from figures.engine.store.digests import digest
from figures.engine.typefaces.chosen import Typefaces
from figures.engine.typefaces.webfonts import with_faces

HEAVIEST = 100  # kB of frames that a reader may have to load for one figure
LARGEST = 1000  # kB of a drawing in its page, ten times what twenty curves take; a phone must paint it


class Late(FigureError):
    """The time is up."""

    def __init__(self, time_limit: float, doing: str = "running", remedy: str = "make it faster") -> None:
        self.time_limit = time_limit
        super().__init__(Fault(f"still {doing} after {time_limit:g} s; {remedy} or raise the time limit"))


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
            raise FigureError(Fault(f"facts() gives {min(both)}, which experiment() gives too, and a page could not "
                                    "tell them apart; rename one of them"))
        entry = Entry(job.name, job.key, 0.0, {}, known | told, {},
                      {name: _described(control, drawn.defaults[name]) for name, control in drawn.controls.items()},
                      live=list(by_path(told)))
        data = data_file(drawn.taken or drawn.numbers)
        blamed = r"^def draw\b"
        layout = Layout(drawn.figure)
        files, raw = _render(drawn, job, painting)
        layout.keep()
        files |= dict([data]) if data else {}
        if job.out:
            for suffix in job.formats:
                (Path(job.out) / f"{job.name}.{suffix}").write_bytes(files[suffix])
            return {"status": "done", "seconds": time.perf_counter() - started, "loaded": {}}
        reads.go_on()  # at other settings, draw may read other files
        standing = _add_frames(drawn, layout, files, painting, job.name, raw) if drawn.recording else raw
        drawing, *entry.size = inline(painting.on_page(standing), job.name)  # type: ignore[assignment]
        _weigh(drawing)
        reads.stop()
        refuse_unseeded()
        entry.reads = reads.digests(finder.loaded)
        entry.files = {role: cache.store(job.name, data, role) for role, data in files.items()}
        entry.files["inline"] = cache.store(job.name, drawing.encode(), "inline.svg")
        entry.seconds = time.perf_counter() - started
        cache.save(entry)
    except FigureError as error:
        fault = error.faults[0]
        line = fault.line or _line_in(script, error)
        if isinstance(error, (NoFace, NoGlyph)):
            line = line or line_of(script, re.escape(error.written))
        elif isinstance(error, Late) and "experiment" not in blamed and not line:
            fault = Late(error.time_limit, "saving its drawing", "draw fewer marks").faults[0]
        line = line or line_of(script, blamed)
        return _answer("failed", fault.message, line)
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        return _failure(root, script, error, blamed)
    return {"status": "done", "seconds": entry.seconds, "loaded": finder.loaded}


def _described(control: Control, default: Any) -> dict[str, Any]:
    """A control as the page needs it."""
    return {"kind": type(control).__name__, **asdict(control), "values": control.values(), "default": default}


def _make_importable(root: Path, script: Path) -> None:
    """What `python figures/name.py` would find; `figures` is the project's folder, wherever the engine lies."""
    sys.path[:0] = dict.fromkeys([str(script.parent), str(root / "figures"), str(root)])
    import figures

    figures.__path__[:] = [str(root / "figures")]


def _render(drawn: Drawn, job: Job, painting: Painting) -> tuple[dict[str, bytes], str]:
    """Each format by its suffix, and the raw SVG with its signs, which comes first: the others keep its layout."""
    unsign = sign_slots(drawn.figure) if drawn.controls else None
    raw = painting.of(drawn.figure)
    if unsign:
        unsign()
    files = {"svg": with_faces(painting.in_file(placed(raw, [])).encode(), Typefaces(Path(job.root)), USED)}
    drawn.figure.set_layout_engine("none")
    if "pdf" in job.formats:
        unnamed = dict.fromkeys(("CreationDate", "Creator", "Producer"))
        files["pdf"] = _rendered(drawn.figure, "pdf", metadata=unnamed)
    if "png" in job.formats:
        files["png"] = _rendered(drawn.figure, "png", metadata={"Software": None})
    return files, raw


def _add_frames(drawn: Drawn, layout: Layout, files: dict[str, bytes], painting: Painting, name: str, signed: str
                ) -> str:
    """Draw all settings of the controls. Returns the SVG to be set into the page."""
    assert drawn.recording is not None

    def fresh(setting: dict[str, Any]) -> str:
        figure = at_setting(setting, partial(drawn.draw, **setting))
        if not isinstance(figure, Figure):
            raise FigureError(Fault(f"at {spoken(setting)} draw returned {type(figure).__name__}; expected a "
                                    "Matplotlib Figure"))
        if figure is drawn.figure:
            raise FigureError(Fault("draw returns the figure that it returned before; let it make a new one each time"))
        if tuple(figure.get_size_inches()) != tuple(drawn.figure.get_size_inches()):
            raise FigureError(Fault(f"at {spoken(setting)} draw makes a figure of another size than at the default; "
                                    "keep figsize the same, so that the page does not move"))
        layout.give(figure)
        return painting.on_page(painting.again(figure, spoken(setting)))

    source = Source(drawn.controls, drawn.defaults, drawn.draw, drawn.facts, fresh, painting.check,
                    lambda raw: fragment(painting.on_page(raw), f"{name}."), lambda raw: inline(raw, name)[0])
    frames = frames_of(source, drawn.recording, painting.on_page(signed))
    files["frames"] = frames.encoded()
    files["series"] = json.dumps(frames.facts).encode()
    if (size := len(gzip.compress(files["frames"], mtime=0)) / 1000) > HEAVIEST:
        raise FigureError(Fault(f"its frames are {size:.0f} kB compressed; at most {HEAVIEST} are served, so draw "
                                "fewer settings, or curves with fewer points"))
    return frames.standing


def _weigh(drawing: str) -> None:
    """Raises FigureError for a drawing that would make its page slow."""
    if (size := len(drawing) / 1000) > LARGEST:
        raise FigureError(Fault(f"its drawing is {size:.0f} kB; at most {LARGEST} are put into a page, so draw fewer "
                                "marks, or give those that are many rasterized=True"))


def _rendered(figure: Figure, suffix: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format=suffix, **options)
    return buffer.getvalue()


def _colours(root: Path) -> dict[str, Colour]:
    """The colours of the project's style by CSS name; ink and paper are there in any project."""
    if not (root / "figures" / "style" / "colours.py").exists():
        return PLAIN
    return named_colours(importlib.import_module("figures.style.colours"))


def _failure(root: Path, script: Path, error: BaseException, blamed: str) -> dict[str, Any]:
    line = _line_in(script, error)
    if isinstance(error, ModuleNotFoundError):
        library = (error.name or "").partition(".")[0]
        if library and library not in sys.modules and not (script.parent / library).exists():
            sentence = missing(library, root)
            return _answer("missing", sentence, line) if sentence else _answer("failed", not_found(library), line)
    if isinstance(error, OSError) and not line:  # ours, not the script's
        return _answer("failed", f"cannot keep the drawing: {error.strerror} ({error.filename}); make room there "
                                 "or allow writing")
    if label := _label_in(error):
        reason = str(error).rpartition("Exception: ")[2].partition("  (at char")[0]
        return _answer("failed", f"the label {label!r} cannot be set: {reason}",
                       line or line_of(script, re.escape(label)) or line_of(script, r"^def draw\b"))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)
              if not is_library(frame.filename) and not frame.filename.startswith(ENGINE)]
    detail = "".join(traceback.format_list(frames) + traceback.format_exception_only(error))
    where = "".join(f"{note}: " for note in getattr(error, "__notes__", []) if note.startswith("at "))
    if not isinstance(error, SyntaxError):  # what comes of what the script gave, but later, as when it is saved
        line = line or line_of(script, blamed)
    return _answer("failed", where + f"{type(error).__name__}: {error}".rstrip(": "), line, detail)


def _label_in(error: BaseException) -> str:
    """The label whose formula Matplotlib could not read; "" if it is something else."""
    if isinstance(error, ValueError) and "Parse" in str(error):
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if isinstance(owner := frame.f_locals.get("self"), Text):
                return owner.get_text()
    return ""


def _line_in(script: Path, error: BaseException) -> int:
    if isinstance(error, SyntaxError) and error.filename == str(script):
        return error.lineno or 0
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(script)]
    return (lines[-1] or 0) if lines else 0


def _answer(status: str, message: str, line: int = 0, detail: str = "") -> dict[str, Any]:
    return {"status": status, "message": message, "line": line, "detail": detail}
