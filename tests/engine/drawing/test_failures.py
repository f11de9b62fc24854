"""What a script can do wrong: each fault is one sentence with its place, and no other figure suffers."""

import importlib.util
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from figures.engine.freshness.refresh import State
from figures.engine.store.cache import LEAVE
from tests.engine.conftest import DOT, HEAD, HOME, Mini

FIGURE = "\n\ndef draw():\n    return Figure()\n"


@dataclass(frozen=True)
class Bad:
    """A script's text below the usual head, the fault expected (a pattern), and the text of the line it points to."""

    body: str
    fault: str
    line: str = ""


BAD = {
    "raises": Bad("def draw():\n    return 1 / 0\n", "ZeroDivisionError: division by zero", "return 1 / 0"),
    "raises_in_experiment": Bad('def experiment():\n    raise KeyError("k")\n' + FIGURE, "KeyError: 'k'", "raise Key"),
    "raises_at_import": Bad('raise ValueError("no")\n' + FIGURE, "ValueError: no", "raise Val"),
    "raises_in_helper": Bad(
        "from angry import shout\n\n\ndef draw():\n    return shout()\n", "RuntimeError: oh", "return shout()"
    ),
    "broken_syntax": Bad("def draw(:\n    pass\n", r"SyntaxError: .*", "def draw(:"),
    "killed": Bad(
        "import os, signal\n\n\ndef draw():\n    os.kill(os.getpid(), signal.SIGKILL)\n",
        r"its process was ended \(signal SIGKILL\)",
    ),
    "exits_hard": Bad("import os\n\n\ndef draw():\n    os._exit(3)\n", r"its process was ended \(exit 3\)"),
    "exits_softly": Bad("import sys\n\n\ndef draw():\n    sys.exit('enough')\n", "SystemExit: enough", "sys.exit("),
    "interrupts": Bad("def draw():\n    raise KeyboardInterrupt\n", "KeyboardInterrupt", "raise KeyboardInterrupt"),
    "ends_in_its_own_way": Bad(
        "class Stop(BaseException):\n    pass\n\n\ndef draw():\n    raise Stop('mine')\n", "Stop: mine", "raise Stop"
    ),
    "cannot_speak": Bad(
        "class Mute(Exception):\n    def __str__(self):\n        return 3\n\n\ndef draw():\n    raise Mute\n",
        "Mute: its message cannot be told, because of a TypeError",
        "raise Mute",
    ),
    "speaks_in_signs": Bad(
        "def draw():\n    raise ValueError('a\\ud800 \\x1b[31m\\0')\n",
        r"ValueError: a\\ud800 \\x1b\[31m\\x00",
        "raise ValueError",
    ),
    "speaks_on_and_on": Bad(
        "def draw():\n    raise ValueError('x' * 10**6)\n", "ValueError: x{400,500} … x{500}", "raise V"
    ),
    "asks": Bad("def draw():\n    input()\n    return Figure()\n", "EOFError: .*", "input()"),
    "takes_too_much": Bad(
        'def experiment():\n    return {"x": 1, "y": 2}\n\n\ndef draw(x, z):\n    return Figure()\n',
        r"draw takes 'z', which experiment\(\) does not give; it gives x, y",
        "def draw(",
    ),
    "takes_from_nothing": Bad(
        "def draw(x):\n    return Figure()\n",
        r"draw takes 'x', which experiment\(\) does not give; it gives nothing",
        "def draw(",
    ),
    "gives_a_list": Bad(
        "def experiment():\n    return [1]\n" + FIGURE,
        r"experiment\(\) returned list; expected a dict .*",
        "def experiment(",
    ),
    "gives_nothing": Bad(
        "def experiment():\n    pass\n" + FIGURE,
        r"experiment\(\) returned NoneType; expected a dict .*",
        "def experiment(",
    ),
    "gives_an_object": Bad(
        'def experiment():\n    return {"f": print}\n' + FIGURE,
        r"experiment\(\) gives f as builtin_function_or_method; expected numbers.*",
        "def experiment(",
    ),
    "gives_ragged": Bad(
        'def experiment():\n    return {"rows": [[1], [2, 3]]}\ndef draw(rows):\n    return Figure()\n',
        r"experiment\(\) gives rows as list; its lists differ in length; .*",
        "def experiment(",
    ),
    "gives_nan": Bad(
        'def experiment():\n    return {"inner": {"v": float("nan")}}\n' + FIGURE,
        r"experiment\(\) gives inner.v = nan; a fact must be a number",
        "def experiment(",
    ),
    "draws_nothing": Bad(
        "def draw():\n    pass\n", "draw returned NoneType; expected a Matplotlib Figure", "def draw("
    ),
    "draws_axes": Bad(
        "def draw():\n    return Figure().subplots()\n", "draw returned Axes; expected a Matplotlib Figure", "def draw("
    ),
    "unseeded": Bad(
        "def draw():\n    np.random.default_rng().normal()\n    return Figure()\n",
        r"random numbers without a seed; .*default_rng\(seed\)",
        "np.random.default_rng()",
    ),
    "unseeded_by_name": Bad(
        "from numpy.random import default_rng\nN = default_rng().normal()\n" + FIGURE,
        "random numbers without a seed; .*",
        "N = default_rng()",
    ),
    "global_random": Bad(
        "def experiment():\n    return {'x': np.random.rand()}\n" + FIGURE,
        "random numbers without a seed, from NumPy.s global generator; .*",
        "def experiment(",
    ),
    "global_random_in_helper": Bad(
        "import noisy_helper\n" + FIGURE,
        "random numbers without a seed, from NumPy.s global generator; .*",
        "def draw(",
    ),
    "global_random_at_import": Bad(
        "N = np.random.rand()\n" + FIGURE,
        "random numbers without a seed, from NumPy.s global generator; .*",
        "def draw(",
    ),
    **{
        f"unseeded_{number}": Bad(
            f"import os, random, secrets, uuid\nN = {call}\n" + FIGURE,
            "random numbers without a seed(, from .*)?; take them from .*",
            "N = |def draw(",
        )
        for number, call in enumerate(
            (
                "random.random()",
                "random.gauss(0, 1)",
                "random.sample(range(9), 3)",
                "random.Random().random()",
                "random.SystemRandom().random()",
                "np.random.RandomState().rand()",
                "np.random.RandomState(None).rand()",
                "np.random.Generator(np.random.PCG64()).random()",
                "np.random.Generator(np.random.MT19937()).random()",
                "np.random.SFC64().random_raw()",
                "np.random.SeedSequence().entropy",
                "os.urandom(4)",
                "uuid.uuid4()",
                "secrets.token_hex()",
                "secrets.randbelow(9)",
                "np.random.seed()",
                "random.seed()",
                "np.random.rand(), np.random.seed(1)",
                "__import__('noisy_helper').draw()",
            )
        )
    },
    "experiment_wants": Bad(
        "def experiment(n):\n    return {}\n" + FIGURE,
        "experiment takes 'n', which nobody gives; .*",
        "def experiment(",
    ),
    "draws_anything": Bad("def draw(**numbers):\n    return Figure()\n", r"draw takes \*\*numbers; .*", "def draw("),
    "draws_by_place": Bad("def draw(x=1, /):\n    return Figure()\n", r"draw takes x=1; .*", "def draw("),
    "experiment_is_a_dict": Bad(
        "experiment = {'x': 1}\n" + FIGURE, "experiment is dict; expected a function", "def draw("
    ),
    "draw_is_a_number": Bad("draw = 3\n", "draw is int; expected a function"),
    "draw_is_a_partial": Bad(
        "from functools import partial\n\ndraw = partial(Figure, (4, 3))\n", "draw is partial; expected a function"
    ),
    "forgets_an_array": Bad(
        "def experiment():\n    return {'x': [1, 2], 'y': 1}\n" + FIGURE,
        r"experiment\(\) gives x, an array that neither draw nor facts takes; .*",
        "def exper",
    ),
    "gives_itself": Bad(
        "def experiment():\n    d = {}\n    d['d'] = d\n    return d\n" + FIGURE,
        r"experiment\(\) gives d, a dict that contains itself",
        "def experiment(",
    ),
    "gives_too_many_digits": Bad(
        "def experiment():\n    return {'n': 10**5000}\n" + FIGURE,
        r"experiment\(\) gives n as int; it has more than 4300 digits; .*",
        "def experiment(",
    ),
    "tells_a_list": Bad(
        "def facts():\n    return [1]\n" + FIGURE,
        r"facts\(\) returned list; expected a dict of numbers by name",
        "def facts(",
    ),
    "filters_pixels": Bad(
        "def draw():\n    figure = Figure()\n    line = figure.subplots().plot([0, 1])[0]\n"
        "    line.set_agg_filter(lambda image, dpi: (image / 2, 0, 0))\n    return figure\n",
        "set_agg_filter changes pixels, and a page shows lines; .*",
        "line.set_agg_filter(",
    ),
    "writes_what_nobody_sees": Bad(
        "def draw():\n    figure = Figure()\n    figure.text(0, 0, 'a\\u200bb')\n    return figure\n",
        r"no typeface has the character \(U\+200B\) of the label 'a\\u200bb'; .*",
        "figure.text(|def draw(",
    ),
    "experiment_is_none": Bad(
        "experiment = None\n" + FIGURE, "experiment is NoneType; expected a function", "def draw("
    ),
    "tells_an_array": Bad(
        "def facts():\n    return {'a': {'b': [1, 2]}}\n" + FIGURE,
        r"facts\(\) gives a.b, an array; a fact is one number or text",
        "def facts(",
    ),
    "nested_too_deep": Bad(
        "x = " + "-" * 100_000 + "1\n" + FIGURE, "(MemoryError|RecursionError|SyntaxError).*", "x = -|def"
    ),
    "bad_formula": Bad(
        "def draw():\n    figure = Figure()\n    figure.text(0, 0, 'so $\\\\frac{1$')\n    return figure\n",
        r"the label 'so \$.*frac\{1\$' cannot be set: Expected .*",
        "def draw(|figure.text",
    ),
    "bad_formula_raw": Bad(
        "def draw():\n    figure = Figure()\n    figure.subplots().set_title(r'$\\oops$')\n    return figure\n",
        r"the label '\$.*oops\$' cannot be set: Unknown symbol: .*",
        "figure.subplots(",
    ),
    "gives_a_name_twice": Bad(
        "def experiment():\n    return {1: 2, '1': 3}\n" + FIGURE,
        r"experiment\(\) gives two numbers called 1; rename one of them",
        "def experiment(",
    ),
    "cannot_be_saved": Bad("def draw():\n    return Figure(figsize=(0, 3))\n", "ValueError: .*", "def draw("),
    "many_marks": Bad(
        "def draw():\n    x = np.random.default_rng(0).random((2, 30000))\n    figure = Figure()\n"
        "    figure.subplots().scatter(*x)\n    return figure\n",
        r"its drawing is \d+ kB; at most 1000 are put into a page, so draw fewer marks, or give those "
        "that are many rasterized=True",
        "def draw(",
    ),
    "bad_range": Bad(
        "from typing import Annotated\nfrom figures.engine import Slider\n\n\n"
        "def draw(*, w: Annotated[float, Slider(2, 1, 0.1)] = 1.0):\n    return Figure()\n",
        "control w: expected low < high, got 2 and 1",
        "def draw(",
    ),
    **{
        f"made_otherwise_{number}": Bad(
            "from typing import Annotated\nfrom figures.engine import Choice, Slider, Steps\n\n\n"
            f"def draw(*, w: Annotated[float, {kind}({given})] = 0):\n    return Figure()\n",
            rf"TypeError: {kind}.__init__\(\) .*; a {kind} takes {takes}, as in {kind}\(.*\)",
            "def draw(",
        )
        for number, (kind, given, takes) in enumerate(
            (
                ("Slider", "0, 1", "low, high, step, symbol, unit"),
                ("Slider", "min=0, max=1", "low, high, step, symbol, unit"),
                ("Choice", "options=['a', 'b']", "options, symbol"),
                ("Steps", "", "last, symbol, unit, says"),
            )
        )
    },
    "off_the_grid": Bad(
        "from typing import Annotated\nfrom figures.engine import Slider\n\n\n"
        "def draw(*, w: Annotated[float, Slider(0, 1, 0.5)] = 0.3):\n    return Figure()\n",
        "control w: the default 0.3 is not one of its settings",
        "def draw(",
    ),
    "positional_control": Bad(
        "from typing import Annotated\nfrom figures.engine import Slider\n\n\n"
        "def draw(w: Annotated[float, Slider(0, 1, 0.5)] = 0.5):\n    return Figure()\n",
        r"control w: a control belongs after the \* in the parameters of draw",
        "def draw(",
    ),
    "control_within": Bad(
        "from typing import Annotated\nfrom figures.engine import Slider\n\n\n"
        "def draw(*, w: Annotated[float, Slider(0, 1, 0.5)] | None = 0.5):\n    return Figure()\n",
        r"control w: expected Annotated\[type, Slider\(…\)\] as its type, got .*Annotated.*",
        "def draw(",
    ),
    "control_of_experiment": Bad(
        "from typing import Annotated\nfrom figures.engine import Slider\n\n\n"
        "def experiment(w: Annotated[float, Slider(0, 1, 0.5)] = 0.5):\n    return {}\n" + FIGURE,
        "experiment takes 'w' as a Slider; controls belong to draw: .*",
        "def experiment(",
    ),
    "type_that_cannot_be_read": Bad(
        "def draw(*, w: 'np.nothing' = 1):\n    return Figure()\n",
        "the types of draw's parameters cannot be read: AttributeError: .*",
        "def draw(",
    ),
    "without_default": Bad(
        "from typing import Annotated\nfrom figures.engine import Slider\n\n\n"
        "def draw(*, w: Annotated[float, Slider(0, 1, 0.5)]):\n    return Figure()\n",
        "control w: it has no default, .*",
        "def draw(",
    ),
}
HANGING = {
    "hangs": Bad(
        "def draw():\n    while True:\n        pass\n",
        "still running after 1 s; make it faster or raise the time limit",
        "while True:|pass",
    ),
    "hangs_deaf": Bad(
        "import signal\n\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})\n\n\n"
        "def draw():\n    while True:\n        pass\n",
        "still running after 1 s; make it faster or raise the time limit",
    ),
    "saves": Bad(
        "def experiment():\n    return {}\n\n\ndef draw():\n    figure = Figure()\n"
        "    figure.subplots().scatter(*np.random.default_rng(0).random((2, 300000)))\n    return figure\n",
        "still saving its drawing after 1 s; draw fewer marks or raise the time limit",
        "def draw(",
    ),
    "waits": Bad(
        "import time\n\n\ndef experiment():\n    time.sleep(100)\n" + FIGURE,
        "still running after 1 s; make it faster or raise the time limit",
        "time.sleep(100)",
    ),
}
MISSING = "import no_such_library\n" + FIGURE
PRINTS = "import sys\nprint('x' * 100000)\nprint('{\"event\": \"end\"}', flush=True)\n" + FIGURE


@pytest.fixture(scope="module")
def bad(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("failures")
    project.write("figures/angry/__init__.py", 'def shout():\n    raise RuntimeError("oh")\n')
    for name, script in BAD.items():
        project.write(f"figures/{name}.py", HEAD + "\n" + script.body)
    project.write(
        "figures/noisy_helper/__init__.py",
        "import numpy as np\nN = np.random.rand()\ndef draw(): return np.random.default_rng().random()\n",
    )
    project.write("figures/misses.py", HEAD + MISSING)
    project.write("requirements-more.txt", "no.such-library==1.0  # import no_such_library\n")
    project.write("figures/prints.py", HEAD + PRINTS)
    project.write("figures/drawless.py", "X = 1\n")
    project.write("figures/twice/dot.py", DOT)
    return project


@pytest.fixture(scope="module")
def state(bad: Mini) -> State:
    return bad.refresh()


def test_every_good_figure_is_drawn_beside_the_bad_ones(state: State) -> None:
    assert set(state.drawn) == {"line", "dot", "prints"}


@pytest.mark.parametrize("name", BAD)
def test_the_fault_is_one_sentence_at_its_line(bad: Mini, state: State, name: str) -> None:
    assert_as_expected(bad, state, name, BAD[name])


def assert_as_expected(project: Mini, state: State, name: str, expected: Bad) -> None:
    fault = state.failed[name]
    assert re.fullmatch(expected.fault, fault.message)
    assert fault.file == f"figures/{name}.py"
    lines = (project.root / fault.file).read_text().splitlines()
    if expected.line:
        assert lines[fault.line - 1].strip().startswith(tuple(expected.line.split("|")))
    else:
        assert fault.line == 0


def test_a_script_that_never_ends_is_ended_where_it_hangs(project: Mini) -> None:
    for name, script in HANGING.items():
        project.write(f"figures/{name}.py", HEAD + "\n" + script.body)
    began = time.monotonic()
    state = project.refresh(*HANGING, time_limit=1, jobs=4)
    assert time.monotonic() - began < 60
    for name, expected in HANGING.items():
        assert_as_expected(project, state, name, expected)


def test_a_time_that_is_up_at_once_is_told_as_any_other(project: Mini) -> None:
    state = project.refresh("dot", time_limit=1e-6)
    assert state.failed["dot"].message == "still running after 1e-06 s; make it faster or raise the time limit"


def test_the_detail_shows_the_frames_of_the_author_only(state: State) -> None:
    detail = state.failed["raises_in_helper"].detail
    assert "raises_in_helper.py" in detail and "angry/__init__.py" in detail and "RuntimeError: oh" in detail
    assert "engine" not in detail and "importlib" not in detail


def test_a_missing_library_is_named_in_one_line_and_is_no_fault(state: State) -> None:
    assert state.missing["misses"].message == (
        "needs no_such_library, which is not installed; pip install -r requirements-more.txt adds it"
    )
    assert "misses" not in state.failed


def test_a_script_without_draw_and_a_name_taken_twice_are_faults(state: State) -> None:
    said = {fault.file: fault.message for fault in state.faults}
    assert set(said) == {"figures/drawless.py", "figures/twice/dot.py"}
    assert said["figures/drawless.py"].startswith("defines no function draw(); ")
    assert said["figures/twice/dot.py"] == "the figure name dot is taken by figures/dot.py; rename one of them"


def test_what_failed_is_tried_again_and_what_was_drawn_is_not(bad: Mini, state: State) -> None:
    assert state.failed
    stale = bad.stale()
    assert set(BAD) <= stale and not {"line", "dot", "prints"} & stale


def test_a_mended_script_is_drawn(ready: Mini) -> None:
    ready.edit("figures/dot.py", "return figure", "return figur")
    state = ready.refresh()
    assert set(state.failed) == {"dot"} and state.drawn == []
    ready.edit("figures/dot.py", "return figur\n", "return figure\n")
    ready.edit("figures/dot.py", "[1]", "[2]")
    assert ready.drawn() == {"dot"}


def test_the_helper_of_a_broken_script_is_not_blamed(project: Mini) -> None:
    project.edit("figures/line.py", "def experiment():", "def experiment(:")
    state = project.look()
    assert not state.faults and "line" in state.stale


def test_a_syntax_error_in_a_helper_is_told_with_its_place(project: Mini) -> None:
    project.write("figures/shared.py", "\nSLOPE = = 3\n")
    fault = project.refresh("line").failed["line"]
    assert "shared.py, line 2" in fault.message
    assert fault.line == LINE_OF_IMPORT


LINE_OF_IMPORT = 6  # of `from shared import SLOPE` in figures/line.py


def test_the_last_good_drawing_survives_a_failure(ready: Mini) -> None:
    before = ready.snapshot(".cache/figures/dot")
    ready.edit("figures/dot.py", "return figure", "raise SystemExit(1)")
    assert set(ready.refresh().failed) == {"dot"}
    after = ready.snapshot(".cache/figures/dot")
    assert before.items() <= after.items()


def test_the_drawings_of_a_deleted_script_are_dropped_after_some_days(
    ready: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ready.root / "figures/dot.py").unlink()
    now = time.time()
    for days, there in ((0, True), (2, True), (LEAVE / 86400 + 1, False)):
        monkeypatch.setattr("time.time", lambda days=days: now + days * 86400)
        assert ready.drawn() == set()
        assert (ready.root / ".cache/figures/dot").is_dir() == there
    assert (ready.root / ".cache/figures/line").is_dir()


def test_a_figure_renamed_and_back_keeps_its_drawing(ready: Mini) -> None:
    dot, other = ready.root / "figures/dot.py", ready.root / "figures/other.py"
    dot.rename(other)
    assert ready.drawn() == {"other"}
    other.rename(dot)
    assert ready.drawn() == set()
    (ready.root / "figures/dot.py").unlink()
    assert ready.drawn() == set()
    ready.write("figures/dot.py", DOT)
    assert ready.drawn() == set()


def test_a_library_may_draw_random_numbers_while_it_is_imported(project: Mini) -> None:
    libraries = project.root.parent / "libraries"
    noise = "import random\nimport numpy as np\nN = np.random.rand() + random.random()\nM = np.random.default_rng()\n"
    for place in ("noisy_library.py", "packed/__init__.py", "packed/late.py"):
        (libraries / place).parent.mkdir(parents=True, exist_ok=True)
        (libraries / place).write_text(noise + "import uuid\nI = uuid.uuid4()\n")
    project.write("figures/helping/__init__.py", "import noisy_library\n")
    project.script("noisy", "import helping, packed, importlib\nimportlib.import_module('packed.late')\n" + FIGURE)
    result = project.run(
        "figures", "--project", str(project.root), "noisy", env={"PYTHONPATH": f"{HOME}{os.pathsep}{libraries}"}
    )
    assert result.returncode == 0, result.stderr
    assert "1 of them drawn now" in result.stderr + result.stdout


def test_what_a_library_draws_for_the_script_needs_a_seed_too(project: Mini) -> None:
    project.script("shuffles", "from sklearn.utils import shuffle\nN = shuffle([1, 2, 3])\n" + FIGURE)
    project.script("seeds", "from sklearn.utils import shuffle\nN = shuffle([1, 2, 3], random_state=0)\n" + FIGURE)
    state = project.refresh("shuffles", "seeds")
    assert state.drawn == ["seeds"]
    assert "without a seed, from NumPy's global generator" in state.failed["shuffles"].message


@pytest.mark.parametrize(
    ("library", "unseeded", "seeded"),
    [
        ("torch", ["torch.rand(2)"], "torch.manual_seed(1), torch.rand(2)"),
        (
            "tensorflow",
            ["tensorflow.random.normal([2])", "tensorflow.keras.layers.Dense(2)(tensorflow.ones((1, 2)))"],
            "tensorflow.keras.utils.set_random_seed(1), tensorflow.random.normal([2])",
        ),
    ],
)
def test_the_global_generators_of_frameworks_need_a_seed(
    project: Mini, library: str, unseeded: list[str], seeded: str
) -> None:
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    calls = dict(enumerate(unseeded)) | {"seeded": seeded}
    for name, call in calls.items():
        project.script(f"call_{name}", f"import {library}\nN = {call}\n" + FIGURE)
    state = project.refresh(*(f"call_{name}" for name in calls))
    assert state.drawn == ["call_seeded"], state.failed
    assert len(state.failed) == len(unseeded)
    assert all("random numbers without a seed" in fault.message for fault in state.failed.values())


@pytest.mark.parametrize(
    ("steps", "call"),
    [
        (1, "plot([0, np.random.rand() if k else 0.5], [0, 1])"),
        (600, "plot([0, np.random.rand() if k else 0.5], [0, 1])"),  # too many to be drawn anew
        (1, "set_title(str(np.random.rand() if k else 0.5))"),  # drawn anew
        (4, "plot([0, np.random.rand() if k == 1 else 0.5], [0, 1])"),  # at none of those that are compared
    ],
)
def test_randomness_at_another_setting_needs_a_seed(project: Mini, steps: int, call: str) -> None:
    project.script(
        "turned",
        f"""
        from typing import Annotated
        from figures.engine import Steps

        def draw(*, k: Annotated[int, Steps({steps})] = 0):
            figure = Figure()
            axes = figure.subplots()
            axes.{call}
            axes.set(xlim=(0, 1), ylim=(0, 1))
            return figure
        """,
    )
    assert "without a seed, from NumPy's global generator" in project.refresh("turned").failed["turned"].message


COPIES = {
    "both_go_on": "os.fork()",
    "one_stays": "os.fork() or time.sleep(30)",
    "without_output": "sys.stdout.close(), sys.stderr.close()",
}


@pytest.mark.parametrize("where", ["experiment", "draw"])
def test_a_script_that_copies_its_process_or_closes_its_output_is_drawn_once_and_at_once(
    project: Mini, where: str
) -> None:
    for name, call in COPIES.items():
        here, there = (f"    {call}\n", "") if where == "experiment" else ("", f"    {call}\n")
        project.script(
            name,
            f"import os, sys, time\n\n\ndef experiment():\n{here}    return {{'n': 1}}\n\n\n"
            f"def draw():\n{there}    figure = Figure()\n    figure.text(0, 0, 'once')\n    return figure\n",
        )
    began = time.monotonic()
    state = project.refresh(*COPIES, jobs=1)
    assert sorted(state.drawn) == sorted(COPIES) and time.monotonic() - began < 20, state.failed


def test_a_script_that_closes_its_output_or_has_none_before_its_experiment_is_drawn(project: Mini) -> None:
    names = {"closed": "sys.stdout.close(), sys.stderr.close()", "none": "sys.stdout = sys.stderr = None"}
    for name, act in (names | {"held_back": "print('held back', end=''); os.close(1)"}).items():
        project.script(
            name,
            f"import os\nimport sys\n\n{act}\n\n\ndef experiment():\n    return {{'n': 1}}\n\n\n"
            "def draw(n):\n    figure = Figure()\n    figure.text(0, 0, n)\n    return figure\n",
        )
    state = project.refresh("closed", "none", "held_back")
    assert sorted(state.drawn) == ["closed", "held_back", "none"], state.failed


def test_an_experiment_that_fails_beside_its_copy_is_told_at_once(project: Mini) -> None:
    project.script(
        "forks",
        "import os, time\n\n\ndef experiment():\n    os.fork() or time.sleep(30)\n    raise ValueError('mine')\n\n\n"
        "def draw():\n    return Figure()\n",
    )
    began = time.monotonic()
    (fault,) = project.refresh("forks").all_faults
    assert "ValueError: mine" in fault.message and time.monotonic() - began < 20


def test_a_warning_names_the_script_and_the_line(project: Mini) -> None:
    project.script("warns", "def draw():\n    np.log(np.zeros(1))\n    return Figure()\n")
    assert "\nfigures/warns.py:7: RuntimeWarning: divide by zero" in project.command("warns").stderr


def test_many_marks_may_be_drawn_as_an_image(project: Mini) -> None:
    project.script(
        "many",
        """
        def draw():
            x = np.random.default_rng(0).random((2, 30000))
            figure = Figure()
            figure.subplots().scatter(*x, rasterized=True)
            return figure
        """,
    )
    assert project.refresh("many").drawn == ["many"]
