"""python -m figures: what it says, what it hands out, and what it never loads."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import psutil
import pytest

from figures.engine.command.arguments import main
from figures.engine.freshness.progress import Progress
from tests.engine.conftest import DOT, HEAD, HOME, Mini
from tests.engine.serving import heeding_interrupts

TURNED = (
    HEAD
    + """
from typing import Annotated

from figures.engine import Choice, Slider, Steps, Toggle


def experiment():
    return {"x": np.arange(3)}


def draw(x, *, weight: Annotated[float, Slider(0, 4, 1)] = 1.0, kind: Annotated[str, Choice("line", "dots")] = "line",
         grid: Annotated[bool, Toggle()] = False, step: Annotated[int, Steps(3)] = 0):
    figure = Figure()
    axes = figure.subplots()
    axes.plot(x, weight * x, {"line": "-", "dots": "o"}[kind])
    axes.set_title(f"weight {weight:.2f} {kind} {grid} {step}")
    axes.axhline(1, visible=grid)
    axes.set(xlim=(0, 2), ylim=(0, 8))
    return figure
"""
)


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("command-line")
    project.write("figures/turned.py", TURNED)
    project.drawn()
    return project


def run(project: Mini, *arguments: str) -> int:
    return main(["--project", str(project.root), *arguments])


def test_progress_and_times_are_told_and_then_a_summary(project: Mini) -> None:
    result = project.command()
    assert result.returncode == 0 and result.stdout == ""
    head, *lines, last = result.stderr.splitlines()
    assert head == "drawing 2 figures"
    assert [line[:5] for line in lines] == ["1/2  ", "2/2  "]
    assert all(line.endswith(" s") for line in lines)
    assert last == "2 figures up to date, 2 of them drawn now"


def test_nothing_stale_is_one_line(built: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(built) == 0
    assert capsys.readouterr().err == "3 figures up to date, 0 of them drawn now\n"


def test_list_gives_name_state_and_time(built: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    built.edit("figures/dot.py", "[0], [1]", "[0], [2]")
    try:
        assert run(built, "--list") == 0
    finally:
        built.edit("figures/dot.py", "[0], [2]", "[0], [1]")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[:2] for line in lines] == [["dot", "stale"], ["line", "fresh"], ["turned", "fresh"]]
    assert all(float(line[2]) > 0 and line[3] == "s" for line in lines)


def test_check_names_what_is_stale_draws_nothing_and_fails(built: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(built, "--check") == 0
    built.edit("figures/shared.py", "3.0", "4.0")
    try:
        assert run(built, "--check") == 1
        assert run(built, "--check", "dot") == 0
        assert built.stale() == {"line"}
    finally:
        built.edit("figures/shared.py", "4.0", "3.0")
    assert capsys.readouterr().out == "stale: line\n"


def test_a_list_of_which_only_the_beginning_is_read_is_no_fault(built: Mini) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "figures", "--project", str(built.root), "--list"],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stderr
    process.stdout.close()  # as `| head -0` does
    assert (process.stderr.read(), process.wait(30)) == ("", 0)
    process.stderr.close()


def said_by(program: str, *arguments: str) -> str:
    """What a program prints in a Python of its own, where nothing is loaded yet."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=HOME, text=True, capture_output=True, check=True).stdout


@pytest.mark.parametrize("stale", [False, True])
def test_check_loads_neither_matplotlib_nor_numpy_nor_tensorflow_nor_mkdocs(built: Mini, stale: bool) -> None:
    program = """
import sys
from figures.engine.command.arguments import main
status = main(sys.argv[1:])
heavy = {"matplotlib", "numpy", "tensorflow", "keras", "mkdocs", "markdown", "importlib.metadata", "scipy"}
print(status, sorted(heavy & sys.modules.keys()))
"""
    if stale:
        built.edit("figures/shared.py", "3.0", "4.0")
    try:
        said = said_by(program, "--check", "--project", str(built.root))
    finally:
        if stale:
            built.edit("figures/shared.py", "4.0", "3.0")
    assert said.splitlines()[-1] == f"{int(stale)} []"


def test_drawing_loads_no_matplotlib_in_the_command_itself(project: Mini) -> None:
    program = """
import sys
from figures.engine.command.arguments import main
status = main(sys.argv[1:])
print(status, sorted({"matplotlib", "numpy", "mkdocs", "markdown"} & sys.modules.keys()))
"""
    assert said_by(program, "dot", "--project", str(project.root)) == "0 []\n"


def test_an_unknown_figure_is_answered_with_the_nearest(built: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(built, "lime") == 1
    assert capsys.readouterr().err == "error: unknown figure 'lime'; did you mean line?\n"


def test_other_unknown_names_are_answered_too(built: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(built, "--format", "svgg", "line") == 1
    assert capsys.readouterr().err == "error: unknown format 'svgg'; did you mean svg?\n"
    assert run(built, "--out", str(tmp_path)) == 1
    assert "need a figure's name: python -m figures NAME" in capsys.readouterr().err
    assert run(built, "--out", str(tmp_path), "--set", "weight", "turned") == 1
    assert "--set weight: expected CONTROL=VALUE" in capsys.readouterr().err
    assert main(["--project", str(tmp_path)]) == 1
    assert f"error: no folder figures/ in {tmp_path}" in capsys.readouterr().err


def test_figures_are_handed_out_as_they_are_on_the_site(
    built: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(built, "line", "dot", "--out", str(tmp_path / "new"), "--format", "svg,pdf,png") == 0
    files = built.files("line")
    for suffix in ("svg", "pdf", "png"):
        assert (tmp_path / "new" / f"line.{suffix}").read_bytes() == files[suffix]
    assert (tmp_path / "new/dot.svg").exists()
    assert str(tmp_path / "new/line.svg") in capsys.readouterr().out


def offered(project: Mini) -> set[str]:
    """The formats of the figure on the first page, and of the files of the site."""
    links = set(re.findall(r'href="assets/figures/line\.(\w+)" download', project.page()))
    files = {path.suffix[1:] for path in (project.root / "site/assets/figures").glob("line.*")}
    assert links == files - {"py"}
    return links & {"svg", "pdf", "png"}


def test_pages_offer_the_formats_that_the_project_names_and_others_are_drawn_when_asked_for(
    project: Mini, built: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.edit("mkdocs.yml", "[figures]", "[figures: {formats: [svg, png]}]")
    assert project.build().returncode == 0
    assert offered(project) == {"svg", "png"} and "pdf" not in project.files("line")
    assert project.stale() == set()
    assert run(project, "line", "--out", str(tmp_path / "new"), "--format", "pdf") == 0
    assert (tmp_path / "new/line.pdf").read_bytes() == built.files("line")["pdf"]
    assert "pdf" not in project.files("line")
    project.edit("mkdocs.yml", "[svg, png]", "[pdf]")
    assert project.build().returncode == 0
    assert offered(project) == {"pdf"}
    project.edit("mkdocs.yml", "[pdf]", "[svgg]")
    told = project.build()
    assert told.returncode != 0 and "unknown format 'svgg'; did you mean svg?" in told.stderr + told.stdout


def test_controls_are_set_for_a_handout_and_the_site_stays_as_it_is(built: Mini, tmp_path: Path) -> None:
    before = built.snapshot(".cache/figures/turned")
    settings = [part for one in ("weight=2.5", "kind=dots", "grid=on", "step=2") for part in ("--set", one)]
    assert run(built, "turned", "--out", str(tmp_path), "--format", "svg,png", *settings) == 0
    text = "".join(ElementTree.parse(tmp_path / "turned.svg").getroot().itertext())
    assert "weight 2.50 dots True 2" in text
    assert (tmp_path / "turned.png").read_bytes().startswith(b"\x89PNG")
    assert built.snapshot(".cache/figures/turned") == before
    assert built.stale() == set()


@pytest.mark.parametrize(("text", "value"), [("3", "3"), ("7", "7"), ("3.0", "3"), ("2.5", "2.5")])
def test_a_slider_that_counts_gives_whole_numbers_as_on_the_page(
    built: Mini, tmp_path: Path, text: str, value: str
) -> None:
    built.script(
        "counted",
        """
        from typing import Annotated
        from figures.engine import Slider

        def draw(*, n: Annotated[int, Slider(1, 5, 1)] = 2):
            figure = Figure()
            figure.text(0, 0, f"n is {n}")
            return figure
        """,
    )
    assert run(built, "counted", "--out", str(tmp_path), "--set", f"n={text}") == 0
    assert f">n is {value}<" in (tmp_path / "counted.svg").read_text(encoding="utf-8")
    (built.root / "figures/counted.py").unlink()


def test_a_figure_is_shown_in_the_browser(built: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    assert run(built, "dot", "--show") == 0
    [address] = shown
    assert address.startswith("file:///") and address.endswith("/dot.svg")
    assert Path(address.removeprefix("file://")).read_bytes() == built.files("dot")["svg"]


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("wait=1", "unknown control 'wait'; did you mean weight?"),
        ("weight=much", "control weight: expected a number, got 'much'"),
        ("weight=nan", "control weight: expected a number, got 'nan'"),
        ("weight=1e999", "control weight: expected a number, got '1e999'"),
        ("kind=bars", "control kind: expected one of line, dots, got 'bars'"),
    ],
)
def test_a_wrong_setting_is_told(
    built: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str], setting: str, fault: str
) -> None:
    assert run(built, "turned", "--out", str(tmp_path), "--set", setting) == 1
    errors = capsys.readouterr().err
    assert fault in errors and errors.startswith("error: figures/turned.py")


def test_faults_of_scripts_end_the_command_with_one_block_each(ready: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    ready.edit("figures/dot.py", "return figure", "return figur")
    ready.edit("figures/line.py", "def draw(x, y):", "def draw(x, z):")
    assert run(ready) == 1
    errors = capsys.readouterr().err
    assert "error: figures/dot.py:10: NameError: name 'figur' is not defined" in errors
    assert "    return figur\n" in errors  # the detail, set in
    assert "error: figures/line.py:14: draw takes 'z', which experiment() does not give; it gives x, y, " in errors
    assert "1/2" in errors and "failed" in errors


def test_a_missing_library_does_not_fail_the_command(ready: Mini, capsys: pytest.CaptureFixture[str]) -> None:
    ready.write("figures/misses.py", "import no_such_library\ndef draw(): pass\n")
    ready.write("requirements-more.txt", "no.such-library==1.0  # import no_such_library\n")
    assert run(ready) == 0
    errors = capsys.readouterr().err
    assert (
        "not drawn: figures/misses.py:1: needs no_such_library, which is not installed; "
        "pip install -r requirements-more.txt adds it\n"
    ) in errors
    assert "2 figures up to date, 0 of them drawn now" in errors


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_end_of_the_command_is_the_end_of_all_drawing(project: Mini, end: signal.Signals) -> None:
    witness = project.root / "pid"
    project.script(
        "hangs",
        f"""
        import os
        from pathlib import Path

        def draw():
            Path({str(witness)!r}).write_text(str(os.getpid()))
            while True:
                pass
        """,
    )
    with heeding_interrupts():
        process = subprocess.Popen(
            [sys.executable, "-m", "figures", "--project", str(project.root), "hangs"],
            cwd=HOME,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    wait_until(lambda: witness.exists() and bool(witness.read_text()))
    drawing = int(witness.read_text())
    os.killpg(process.pid, end) if end is signal.SIGINT else process.send_signal(end)  # a terminal tells the group
    _, errors = process.communicate(timeout=30)
    wait_until(lambda: not psutil.pid_exists(drawing) or psutil.Process(drawing).status() == psutil.STATUS_ZOMBIE)
    assert "Traceback" not in errors
    if end is signal.SIGINT:
        assert process.returncode == 130
        assert errors.splitlines()[-1] == "stopped; what was drawn is kept"


def test_ctrl_c_while_the_command_is_loaded_ends_it_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        """
import os, signal, sys

class Presses:
    def find_spec(self, name, *_):
        if name == "figures.engine.freshness.refresh":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Presses())
"""
    )
    with heeding_interrupts():
        done = subprocess.run(
            [sys.executable, "-m", "figures", "--list"],
            cwd=HOME,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < limit, "it never came to be"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        *(
            ("--jobs", value, "a whole number from 1 to 86400")
            for value in ("-1", "0", "1.5", "nan", "many", "", "99999")
        ),
        *(
            ("--time-limit", value, "seconds, more than 0 and at most 86400")
            for value in ("0", "-1", "nan", "inf", "1e9")
        ),
    ],
)
def test_a_number_that_makes_no_sense_is_told_and_nothing_is_drawn(
    project: Mini, capsys: pytest.CaptureFixture[str], option: str, value: str, expected: str
) -> None:
    assert run(project, f"{option}={value}", "dot") == 1
    assert capsys.readouterr().err == f"error: {option} {value}: expected {expected}\n"
    assert not (project.root / ".cache").exists()


def test_a_name_given_twice_is_drawn_once(ready: Mini, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ready, "dot", "dot", "--force") == 0
    assert capsys.readouterr().err.endswith("1 figure up to date, 1 of them drawn now\n")
    assert run(ready, "dot", "dot", "--out", str(tmp_path)) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'dot.svg'}\n"


@pytest.mark.parametrize("folder", ["part", "part/", "./part", "figures/part", "figures/part/page"])
def test_a_folder_stands_for_the_figures_in_it(ready: Mini, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    ready.write("figures/part/page/first.py", DOT)
    ready.write("figures/part/page/second.py", DOT)
    ready.write("figures/partition/third.py", DOT)
    assert run(ready, folder, "--check") == 1
    assert capsys.readouterr().out == "stale: first\nstale: second\n"
    assert run(ready, folder, "--list") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["first", "second"]
    assert run(ready, "second", folder, "dot") == 0
    assert capsys.readouterr().err.endswith("3 figures up to date, 2 of them drawn now\n")
    assert ready.stale() == {"third"}


@pytest.mark.parametrize("folder", ["empty", "figures/empty"])
def test_a_folder_without_figures_is_told(built: Mini, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    (built.root / "figures/empty").mkdir(exist_ok=True)
    assert run(built, folder) == 1
    assert capsys.readouterr().err == ("error: no figure lies in figures/empty; name another folder, or a figure\n")


@pytest.mark.parametrize("folder", ["docs", "..", "/", "figures/../docs"])
def test_a_folder_outside_of_the_figures_is_no_name(
    built: Mini, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    assert run(built, folder) == 1
    assert capsys.readouterr().err.startswith(f"error: unknown figure {folder!r}")


@pytest.mark.parametrize("name", ["", " ", "*", "../dot", "\n"])
def test_a_name_that_is_none_is_told(built: Mini, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(built, name) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: unknown figure ") or said.startswith("error: a figure goes by its name alone")
    assert said.count("\n") == 1


@pytest.mark.parametrize("options", [["--set", "weight=2"], ["--format", "pdf"]])
def test_no_figure_is_handed_out_into_the_folder_that_one_happens_to_be_in(
    built: Mini, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(built, "turned", *options) == 1
    assert capsys.readouterr().err.startswith("error: say with --out DIR into which folder the figures go")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [".", "figures", "figures/new", "docs/assets", ".cache/out"])
def test_no_drawing_is_put_among_the_sources(built: Mini, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    assert run(built, "dot", "--out", str(built.root / folder)) == 1
    assert "is a folder of the project, where drawings do not belong" in capsys.readouterr().err
    assert not list(built.root.glob("*.svg")) and not (built.root / "figures/new").exists()
    assert run(built, "dot", "--out", str(built.root / "mkdocs.yml")) == 1
    assert "is a file; expected a folder" in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--check", "--force"], ["--list", "--show"], ["--check", "--out", "/x"]])
def test_looking_and_drawing_exclude_each_other(
    built: Mini, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert run(built, "dot", *options) == 1
    assert f"error: {options[0]} draws nothing, and {options[1]} would" in capsys.readouterr().err


def test_without_the_libraries_one_sentence_says_how_to_get_them(tmp_path: Path) -> None:
    bare = [sys.executable, "-S", "-m", "figures", "dot"]  # -S: nothing that is installed is found
    result = subprocess.run(
        bare, cwd=HOME, env={"PATH": os.environ["PATH"]}, text=True, capture_output=True, check=False
    )
    assert result.returncode == 1 and result.stdout == "" and result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"error: this Python ({sys.executable}) lacks numpy, matplotlib, fontTools. ")
    assert "make figures" in result.stderr and ".venv/bin/python -m figures" in result.stderr


def test_a_killed_worker_is_told_by_its_signal_and_its_copies_end(
    project: Mini, capsys: pytest.CaptureFixture[str]
) -> None:
    witness = project.root / "pid"
    project.script(
        "kills",
        f"""
        import os, signal, time
        from pathlib import Path

        def draw():
            Path({str(witness)!r}).write_text(str(os.getpid()))
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        """,
    )
    assert run(project, "kills") == 1
    assert (
        "error: figures/kills.py: the process that draws was ended (signal SIGKILL); the system may have run out "
        "of memory: draw fewer at once with --jobs 1"
    ) in capsys.readouterr().err
    drawing = int(witness.read_text())
    wait_until(lambda: not psutil.pid_exists(drawing) or psutil.Process(drawing).status() == psutil.STATUS_ZOMBIE, 10)


def test_a_terminal_gets_a_bar_that_is_erased_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress()
    with progress.over(2):
        progress.start("one")
        progress.end("one", "0.1 s")
        progress.start("two")
        progress.end("two", "0.2 s")
    text = capsys.readouterr().err
    assert "[........................] 0/2  one" in text
    assert "[############............] 1/2" in text
    assert text.endswith("\r\x1b[K")
    assert "2/2  two  0.2 s\n" in text


def test_a_log_gets_lines_and_no_bar() -> None:
    lines: list[str] = []
    progress = Progress(lines.append)
    with progress.over(1):
        progress.start("one")
        progress.end("one", "0.1 s")
    assert lines == ["drawing 1 figure", "1/1  one  0.1 s"]
