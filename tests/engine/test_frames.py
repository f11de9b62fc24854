"""Controls become frames: every setting drawn by the same draw, only what differs kept, nothing left out."""

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from figures.engine import placing
from figures.engine.build import Build
from figures.engine.progress import Progress
from tests.engine.conftest import HEAD, HOME, Mini

CONTROLS = "from typing import Annotated\n\nfrom figures.engine import Choice, Slider, Steps, Toggle\n\n\n"
# For each kind of mark a script whose draw changes it, with each kind of control.
MARKS = {
    "lines": """
        def draw(*, weight: Annotated[float, Slider(-1, 1, 0.5)] = 0.5):
            figure = Figure(layout="constrained")
            axes = figure.subplots()
            axes.plot(np.linspace(0, 1, 30), np.tanh(weight * np.linspace(-3, 3, 30)))
            axes.plot([0, 1], [0, 0])
            axes.set(xlim=(0, 1), ylim=(-1, 1), title=f"weight {weight}")
            return figure
        """,
    "scatter": """
        def draw(*, size: Annotated[int, Steps(3)] = 3):
            figure = Figure()
            axes = figure.subplots()
            colours = ["#ff0000", "#00ff00", "#0000ff", "#ffff00"]
            axes.scatter(np.arange(size + 1), np.arange(size + 1) ** 2, s=20, c=colours[: size + 1])
            axes.set(xlim=(-1, 5), ylim=(-1, 10))
            return figure
        """,
    "bars_and_legend": """
        def draw(*, kind: Annotated[str, Choice("up", "down")] = "up"):
            figure = Figure()
            axes = figure.subplots()
            axes.bar([1, 2, 3], [1, 2, 3] if kind == "up" else [3, 2, 1], label=kind)
            axes.legend(loc="upper left")
            axes.set(xlim=(0, 4), ylim=(0, 4))
            return figure
        """,
    "contour_fills": """
        X, Y = np.meshgrid(np.linspace(-1, 1, 12), np.linspace(-1, 1, 12))


        def draw(*, turn: Annotated[float, Slider(0, 2, 1)] = 1.0):
            figure = Figure()
            axes = figure.subplots()
            axes.contourf(X, Y, X * np.cos(turn) + Y * np.sin(turn), levels=[-2, -0.5, 0, 0.5, 2])
            axes.fill_between([-1, 1], [0, turn / 4], alpha=0.5, hatch="//")
            axes.set(xlim=(-1, 1), ylim=(-1, 1))
            return figure
        """,
    "images": """
        def draw(*, shift: Annotated[int, Steps(2)] = 0):
            figure = Figure()
            axes = figure.subplots()
            axes.imshow(np.roll(np.arange(16).reshape(4, 4), shift))
            return figure
        """,
    "texts": """
        def draw(*, angle: Annotated[float, Slider(0, 90, 45)] = 0.0, bold: Annotated[bool, Toggle()] = False):
            figure = Figure()
            axes = figure.subplots()
            axes.text(0.5, 0.5, "$x_1$ & <b>", rotation=angle, weight="bold" if bold else "normal")
            axes.annotate("tip", (0.2, 0.2), (0.2 + angle / 200, 0.6), arrowprops={"arrowstyle": "->"})
            figure.text(0.9, 0.9, f"{angle:g} degrees")
            figure.suptitle("on" if bold else "off")
            return figure
        """,
    "titles_above_ticks": """
        def draw(*, weight: Annotated[int, Steps(2)] = 1):
            figure = Figure()
            axes = figure.subplots()
            axes.xaxis.tick_top()
            axes.set(xlim=(0, 1), ylim=(0, 1), title=f"weight {weight}")
            return figure
        """,
    "changing_numbers": """
        def draw(*, count: Annotated[int, Steps(4)] = 2):
            figure = Figure()
            axes = figure.subplots()
            for place in range(count):
                axes.plot([place, place], [0, 1])
                axes.text(place, 0.5, str(place))
                axes.axvspan(place, place + 0.5, alpha=0.1)
            axes.set(xlim=(-1, 5), ylim=(0, 1))
            return figure
        """,
    "log_axes_and_panels": """
        def draw(*, power: Annotated[float, Slider(1, 3, 1)] = 2.0):
            figure = Figure(layout="constrained")
            (one, two), (three, four) = figure.subplots(2, 2, sharex="col")
            x = np.geomspace(1, 100, 10)
            one.loglog(x, x**power)
            two.plot(x, x)
            three.plot(x, np.log(x) * power, "o")
            four.twinx().plot([1, 2], [power, 0])
            one.set(xlim=(1, 100), ylim=(1, 1e7))
            three.set(ylim=(0, 20))
            figure.axes[-1].set_ylim(0, 5)
            return figure
        """,
}  # fmt: skip


@pytest.fixture(scope="module")
def marked(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("frames")
    for name, body in MARKS.items():
        project.script(name, CONTROLS + re.sub(r"(?m)^        ", "", body))
    state = project.refresh()
    assert not state.all_faults, state.all_faults
    return project


@pytest.mark.parametrize("name", MARKS)
def test_every_frame_equals_what_draw_gives_when_called_afresh(marked: Mini, name: str) -> None:
    command = [sys.executable, "-W", "error", "-m", "tests.engine.compare_frames", str(marked.root), name]
    result = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert told["differs"] is None
    assert told["compared"] == count(marked, name) and told["slots"]


def count(project: Mini, name: str) -> int:
    shape = json.loads(project.files(name)["frames"])["shape"]
    total = 1
    for length in shape:
        total *= length
    return total


@pytest.mark.parametrize("name", MARKS)
def test_every_slot_of_the_frames_stands_once_in_the_drawing(marked: Mini, name: str) -> None:
    files = marked.files(name)
    frames, drawing = json.loads(files["frames"]), files["inline"].decode()
    assert sorted(map(int, re.findall(r'data-slot="(\d+)"', drawing))) == list(range(len(frames["slots"])))


@pytest.mark.parametrize("name", MARKS)
def test_no_mark_refers_to_a_definition_that_is_not_there(marked: Mini, name: str) -> None:
    frames = json.loads(marked.files(name)["frames"])
    text = json.dumps(frames["slots"])
    named = set(re.findall(r'(?:url\(|href=\\")#([^)"\\]+)', text))
    assert named <= set(re.findall(r'id="([^"]+)"', frames["defs"]))


def test_a_mark_that_never_changes_is_not_stored(marked: Mini) -> None:
    frames = json.loads(marked.files("lines")["frames"])
    assert len(frames["slots"]) == 2  # the curve and the title; the straight line and the axes stay
    assert sorted(len(slot["marks"]) for slot in frames["slots"]) == [5, 5]


def test_a_slot_names_only_the_controls_it_depends_on(marked: Mini) -> None:
    frames = json.loads(marked.files("texts")["frames"])
    assert frames["shape"] == [3, 2]  # angle, bold
    assert sorted(slot["by"] for slot in frames["slots"]) == [[0], [0], [0, 1], [1]]
    assert all(len(slot["at"]) == {"[0]": 3, "[1]": 2, "[0, 1]": 6}[str(slot["by"])] for slot in frames["slots"])


def test_marks_that_appear_and_vanish_leave_no_gap(marked: Mini) -> None:
    frames = json.loads(marked.files("changing_numbers")["frames"])
    empty = [slot["marks"].index("") in [slot["at"][0]] for slot in frames["slots"] if "" in slot["marks"]]
    assert empty and all(empty)  # with count = 0 nothing is drawn


def test_equal_frames_in_two_processes(marked: Mini) -> None:
    before = {name: marked.files(name)["frames"] for name in MARKS}
    state = marked.refresh(*MARKS, force=True)
    assert not state.all_faults
    assert {name: marked.files(name)["frames"] for name in MARKS} == before


def test_frames_follow_both_schemes(marked: Mini) -> None:
    text = marked.files("texts")["frames"].decode()
    assert "#000000" not in text  # black text has the page's ink


@pytest.mark.parametrize(("body", "words"), [
    ("axes.plot([0, weight], [0, 1])", "gives the axes the limits"),
    ("axes.set_xlim(0, weight + 1)", "calls set_xlim("),
    ("axes.set_xlabel(f'{weight}')", "calls set_xlabel("),
    ("axes.set(xlim=(0, 1)) if weight else None", "calls set_xlim|other axes than at the default"),
    ("axes.spines.top.set_visible(weight > 1)", "changes labels, ticks, scales or spines"),
    ("figure.subplots(2) if weight > 1 else None", "calls subplots("),
])  # fmt: skip
def test_what_is_not_a_mark_may_not_change(project: Mini, body: str, words: str) -> None:
    project.script("changing", CONTROLS + "def draw(*, weight: Annotated[float, Slider(0, 2, 1)] = 1.0):\n"
                   f"    figure = Figure()\n    axes = figure.subplots()\n    {body}\n    return figure\n")
    (fault,) = project.refresh("changing").all_faults
    assert re.search(words.replace("(", r"\("), fault.message), fault.message
    assert fault.message.startswith("at weight = ") and fault.message.endswith("only marks may differ from the default")


def test_too_many_settings_are_refused_with_what_to_shrink(project: Mini) -> None:
    project.script("many", CONTROLS + "def draw(*, a: Annotated[float, Slider(0, 1, 0.01)] = 0.0, "
                   "b: Annotated[float, Slider(0, 1, 0.01)] = 0.0):\n    return Figure()\n")
    (fault,) = project.refresh("many").all_faults
    assert "101 (a) × 101 (b) = 10201 settings; at most 2000" in fault.message and "larger" in fault.message


def test_too_heavy_frames_are_refused(project: Mini) -> None:
    project.script("heavy", CONTROLS + "def draw(*, a: Annotated[int, Steps(300)] = 0):\n    figure = Figure()\n"
                   "    noise = np.random.default_rng(a).normal(size=400)\n    axes = figure.subplots()\n"
                   "    axes.plot(noise)\n    axes.set(xlim=(0, 400), ylim=(-5, 5))\n    return figure\n")
    (fault,) = project.refresh("heavy").all_faults
    assert re.search(r"its frames are \d+ kB compressed; at most 100 are served", fault.message)


LIVE = CONTROLS + '''
def experiment():
    return {"slopes": np.array([1.0, -2.0, 3.0]), "still": 4}


def draw(slopes, *, step: Annotated[int, Steps(2)] = 0):
    figure = Figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, slopes[step]])
    axes.set(xlim=(0, 1), ylim=(-3, 3))
    return figure


def facts(slopes, step):
    return {"slope": slopes[step], "word": "falls" if slopes[step] < 0 else "rises"}
'''


def test_facts_in_the_caption_follow_the_controls_in_the_format_of_the_page(project: Mini) -> None:
    project.write("figures/live.py", HEAD + LIVE)
    project.write("docs/index.md", """
        # Home

        /// figure | live
            alt: "A line."
        It {{ live.word }} by {{ live.slope | .1f }}, {{ live.still }}.
        ///

        Here {{ live.slope | +.0f }}.
        """)
    project.write("docs/two.md", "# Two\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    page = project.page()
    assert '<span data-fact="slope" data-format=".1f">1.0</span>' in page and ", 4.</p>" in page
    script = (project.root / "site/assets/figures/live.frames.js").read_text(encoding="utf-8")
    frames = json.loads(re.fullmatch(r'figureFrames\("live",(.*)\)', script, re.DOTALL)[1])  # type: ignore[index]
    assert frames["texts"]["slope|.1f"] == {"by": [0], "at": [0, 1, 2], "marks": ["1.0", "−2.0", "3.0"]}
    assert frames["texts"]["word|"]["marks"] == ["rises", "falls"]
    assert re.search(r"controls of live: 3 settings, \d+ kB compressed", result.stderr)
    form = re.search(r"<form class=\"figure-controls\".*?</form>", page, re.DOTALL)
    assert form and 'type="range"' in form[0] and 'data-act="play"' in form[0] and 'max="2"' in form[0]


def test_frames_are_written_anew_when_the_panel_writes_them_otherwise(
        project: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("figures/live.py", HEAD + LIVE)
    project.write("docs/index.md", """
        # Home

        /// figure | live
            alt: "A line."
        It falls.
        ///
        """)
    project.write("docs/two.md", "# Two\n")
    build = Build(project.root, None, {}, Progress(str), str)
    build.placing.embedding.alts["live"] = "A line."
    before = build.placing.frames()["live"]
    monkeypatch.setattr(placing, "frames_file", lambda *parts: "in another form")
    assert build.placing.frames()["live"] == before  # kept: neither drawing nor panel has changed
    (tmp_path / "panel.py").write_text('"""Another panel."""\n')
    monkeypatch.setattr(placing, "__file__", str(tmp_path / "placing.py"))
    assert build.placing.frames()["live"] == b"in another form"


def test_a_fact_that_follows_the_controls_cannot_stand_in_a_formula_of_the_caption(project: Mini) -> None:
    project.write("figures/live.py", HEAD + LIVE)
    project.write("docs/index.md", """
        # Home

        /// figure | live
            alt: "A line."
        It has $s = {{ live.slope | .1f }}$.
        ///
        """)
    result = project.build()
    assert result.returncode == 1
    assert "docs/index.md:6: fact live.slope follows the controls of its figure, and a formula cannot" in result.stderr


def test_facts_must_name_what_there_is(project: Mini) -> None:
    project.write("figures/live.py", HEAD + LIVE.replace("def facts(slopes, step)", "def facts(slopes, stride)"))
    (fault,) = project.refresh("live").all_faults
    assert "facts takes 'stride', which is neither a number that experiment() gives nor a control" in fault.message


def test_frames_are_small(marked: Mini) -> None:
    sizes = {name: len(gzip.compress(marked.files(name)["frames"])) for name in MARKS}
    assert max(sizes.values()) < 8000, sizes
