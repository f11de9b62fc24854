"""What comes again at another setting is made and drawn once: the artist of an equal call is the same object."""

import json
import subprocess
import sys
from typing import Any

from tests.engine.conftest import HOME

# In a process of its own, for it changes Matplotlib. What each setting shows is compared in test_frames.py.
CODE = """
import json
from pathlib import Path
import numpy as np
from matplotlib.figure import Figure
from figures.engine.drawing.colour import PLAIN
from figures.engine.drawing.marks import Marks
from figures.engine.drawing.origin import Origins
from figures.engine.drawing.painting import Painting
from figures.engine.drawing.replay import Recording

def draw(k):
    figure = Figure(layout=None)
    axes = figure.subplots()
    axes.set(LIMITS)
    made = {
        "same": axes.plot(np.linspace(0, 1, 5), [0, 1, 2, 3, 4], color="red")[0],
        "follows": axes.plot([0, 1], [0, k], color="red")[0],
        "one of two": axes.text(0, 1, "a"),
        "other of two": axes.text(0, 1, "a"),
        "changed": axes.axhline(2, color="red"),
        "in the colour of the cycle": axes.plot([0, 1], [3, 3])[0],
        "bar": axes.bar([1, 2], [1, 1], color="red")[1],
    }
    made["changed"].set_linewidth(1 + k)
    seen.append(made)
    return figure

Painting(Origins(PLAIN), Path("none.py"))
seen = []
recording = Recording(lambda: draw(0))
drawings = []
for k in (0, 1, 2, 1):
    recording.again(lambda: draw(k))
    if k == 0:
        marks = Marks(recording.figure, recording.drawn)
    marks.begin()
    drawings.append([marks.mark(artist) for artist in seen[-1].values()])
known = [artist for artist in seen[-1].values() if recording.drawn.get(artist) is not None]
print(json.dumps([
    [name for name, artist in seen[3].items() if artist is seen[2][name]],
    [name for name, artist in seen[4].items() if artist is seen[2][name]],
    len({id(artist) for artist in seen[4].values()}),
    drawings[1] == drawings[3],
    len(known),
]))
"""


def told(limits: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", CODE.replace("LIMITS", limits)], cwd=HOME, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_an_equal_call_gives_the_same_marks_unless_the_script_changes_them() -> None:
    stays = ["same", "one of two", "other of two", "in the colour of the cycle", "bar"]
    next_setting, same_setting, different, alike, drawn = told("xlim=(0, 1), ylim=(0, 4)")
    assert next_setting == stays
    assert same_setting == ["same", "follows", "one of two", "other of two", "in the colour of the cycle", "bar"]
    assert (different, alike, drawn) == (7, True, 6)


def test_marks_that_may_move_the_limits_of_their_axes_are_made_each_time() -> None:
    next_setting, same_setting, *_, drawn = told("xlim=(0, 1)")
    assert (next_setting, same_setting, drawn) == ([], [], 0)
