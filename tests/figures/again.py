"""Draws figures once more, each alone: python -P -m tests.figures.again ROOT FOLDER

It takes their names from its input, one a line, and writes a line of JSON for each: what became of it. It starts in an
empty folder, turns warnings into errors and gives each script a process of its own, in which slow libraries are loaded
already if a script before needed them too. Its drawings stay in FOLDER; PDF and PNG, which Matplotlib makes of the same
figure as the SVG, are drawn of every eighth figure only, and so are the frames of its controls, which have tests of
their own. If behind a name stands the file with the numbers that the site has, and the experiment is one of those that
learn for long, only its first steps are gone, and then it is drawn from the site's numbers.
"""

import json
import multiprocessing
import os
import pickle
import sys
import tempfile
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from matplotlib.colors import to_hex
from matplotlib.text import Text

import figures.engine.drawing.run as engine
from figures.engine.drawing.experiment import Numbers
from figures.engine.drawing.job import Job
from figures.engine.drawing.loading import load_libraries
from figures.engine.freshness.refresh import FORMATS
from figures.engine.project.outcome import Outcome
from figures.engine.project.project import Project
from figures.engine.workers.companion import SLOW
from figures.engine.workers.worker import preload
from tests.figures.first_steps import LONG, first_steps, shorten
from tests.figures.marks import cut_marks


def alone(name: str, script: str, root: str, folder: str, formats: tuple[str, ...], numbers: str) -> dict[str, Any]:
    """What became of the figure; to be called in a process that does nothing else."""
    os.chdir(tempfile.mkdtemp(dir=folder))
    os.dup2(2, 1)  # what a script prints is no answer
    warnings.simplefilter("error")
    drawn, call = [], engine.call
    engine.call = lambda *order: drawn.append(call(*order)) or drawn[0]  # type: ignore[func-returns-value]
    gone: list[str] = []
    if numbers and name in LONG:

        def found_out(module: ModuleType, *_: Any) -> Numbers:
            gone.append(first_steps(module, name))
            return Numbers(pickle.loads(Path(numbers).read_bytes()))

        shorten()
        engine.found_out = found_out
    if formats != FORMATS:
        engine.add_frames = lambda drawn, layout, files, painting, name, raw: raw
    outcome = Outcome.read(engine.run(Job(name, script, root, folder, "key", formats=formats), apart=False))
    fault = outcome.fault and {"missing": outcome.missing, "fault": str(outcome.fault_in(script))}
    answer: dict[str, Any] = fault or {"missing": "", "fault": ""}
    if not fault:
        figure = drawn[0].figure
        shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        answer["width"] = figure.get_size_inches()[0]
        answer["texts"] = sorted((text.get_fontsize(), text.get_text()) for text in shown)
        answer["inks"] = [(text.get_text(), str.__str__(to_hex(text.get_color()))) for text in shown]
        answer["cut"] = cut_marks(figure)
        entry = engine.Cache(Path(folder)).load(name, "key")
        answer["files"], answer["facts"] = entry.files, entry.facts
        answer["first steps"] = gone
    return answer


if __name__ == "__main__":
    ROOT, FOLDER = sys.argv[1:]
    preload()
    project = Project(Path(ROOT))
    scripts, loaded = project.scripts, set[str]()
    for line in sys.stdin:
        name, _, numbers = line.strip().partition(" ")
        needed = project.imports.libraries(scripts[name]) & set(SLOW)
        if needed - loaded:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                load_libraries([library for library in SLOW if library in needed - loaded], ROOT)
            loaded |= needed
        formats = ("svg",) if list(scripts).index(name) % 8 else FORMATS
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
            order = name, str(scripts[name]), ROOT, FOLDER, formats, numbers
            print(json.dumps(pool.submit(alone, *order).result()), flush=True)
