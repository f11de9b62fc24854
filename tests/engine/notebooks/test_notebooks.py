"""Notebook pages: read line for line, executed when and only when they are stale, shown like all other pages."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jupytext
import pytest
from psutil import pid_exists

from figures.engine.notebooks.cells import contents_of, markdown_of, notebooks
from figures.engine.notebooks.refresh import Notebooks
from tests.engine.conftest import HOME, Mini, faults, install
from tests.engine.freshness.test_freshness import changed
from tests.engine.notebooks.notes import LAMP, NOTE, build, executed, output, refreshed, stale, with_notebooks
from tests.engine.pages.test_bad_pages import BLOCKS, LINES

MISSING = "# %% [markdown]\n# # Lantern\n\n# %%\nimport lantern\nprint(lantern.N)\n"
KINDS = """# ---
# description: x
# ---

# %% [markdown]
# # Title
#
#   indented
#no space
# %% A mark with a title [markdown]
# text
# %%
# %% Another title
x = 1

# a comment
# %% [raw]
# not shown
# %% tags=["a"]


# %%time
y = [

    2]

"""

# ---- how the text is read


def test_the_page_has_a_line_for_each_line_of_the_file() -> None:
    place = '<div class="notebook-cell" data-cell="'
    page = markdown_of(KINDS)
    assert len(page.splitlines()) == len(KINDS.splitlines())
    wanted = {
        1: "---",
        3: "---",
        6: "# Title",
        8: "  indented",
        9: "no space",
        11: "text",
        14: f'{place}0"></div>',
        20: f'{place}1"></div>',
    }
    assert {number: line for number, line in enumerate(page.splitlines(), 1) if line} == wanted | {2: "description: x"}


def test_each_cell_is_read_with_its_kind_and_its_first_line() -> None:
    assert contents_of(KINDS) == [
        (False, 6, "# Title\n\n  indented\nno space"),
        (False, 11, "text"),
        (True, 14, "x = 1\n\n# a comment"),
        (True, 22, "# %%time\ny = [\n\n    2]"),
    ]


def test_code_before_the_first_mark_is_a_cell_and_words_are_prose() -> None:
    assert contents_of("# ---\n# a: b\n# ---\n\nimport os\n# %% [markdown]\n# # T\n") == [
        (True, 5, "import os"),
        (False, 7, "# T"),
    ]
    assert contents_of("# words\n# %%\nx = 1\n") == [(False, 1, "words"), (True, 3, "x = 1")]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('"""\n# Title\n\nText.\n"""\n', ["", "# Title", "", "Text.", ""]),
        ("r'''One $\\alpha$\n# two'''\n\n", ["One $\\alpha$", "# two", ""]),
        ('# "not" a """string"""\n', ['"not" a """string"""']),
        ('"""one"""\n"""two"""\n', ['"""one"""', '"""two"""']),
    ],
)
def test_prose_may_stand_in_one_string(cell: str, said: list[str]) -> None:
    text = f"# %% [markdown]\n{cell}# %%\nx = 1\n"
    place = '<div class="notebook-cell" data-cell="0"></div>'
    assert markdown_of(text).split("\n") == ["", *said, "", place, ""]
    (_, _, prose), (_, line, _) = contents_of(text)
    assert prose == "\n".join(said).strip() and text.splitlines()[line - 1] == "x = 1"


def test_what_the_first_lines_tell_machines_is_no_prose() -> None:
    text = "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n# words on coding: some\n# %%\nx = 1\n"
    assert contents_of(text) == [(False, 3, "words on coding: some"), (True, 5, "x = 1")]


STRING = '# %% [markdown]\n"""\n# Title\n\nText.\n"""\n\n# %%\nx = 1\n\n# %% [markdown]\nr"""\nIn $\\alpha$.\n"""\n'
OWN = notebooks(HOME / "docs")


@pytest.mark.parametrize("text", [NOTE, STRING, *OWN.values()], ids=["note", "string", *OWN])
def test_jupytext_reads_the_same_cells(text: str) -> None:
    theirs = [
        (cell.cell_type == "code", cell.source.strip("\n"))
        for cell in jupytext.reads(text, "py:percent").cells
        if cell.cell_type != "raw" and cell.source.strip()
    ]
    assert [(is_code, source) for is_code, _, source in contents_of(text)] == theirs


def test_a_program_without_marks_is_no_page(tmp_path: Path) -> None:
    texts = {"a/b.py": "x = 1\n\n# %%\ny = 2\n", "c.py": "x = '# %%'\n", "a.py": "# %%\n", "b.py": "#%%\nx = 1\n"}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert list(notebooks(tmp_path)) == ["a/b.py", "a.py", "b.py"]


# ---- a build


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini], site: Path) -> Mini:
    """A good build of a project with notebooks."""
    project = with_notebooks(make_project("notebooks"))
    project.write("docs/lamp.py", LAMP)
    project.write("docs/misses.py", MISSING)
    project.write("requirements-lamps.txt", "lantern==2.0\n")
    project.edit(
        "docs/two.md",
        "See @fig:line.",
        'See @fig:own and @eq:square.\n\n```python\ntotal = len("a") + 1  # {{ line.slope }}\n```',
    )
    result = build(project, "--strict")
    assert result.returncode == 0, result.stderr
    assert "executing 4 notebooks" in result.stderr
    return project


@pytest.fixture
def copy(built: Mini, tmp_path: Path) -> Mini:
    """To be spoilt."""
    return Mini(shutil.copytree(built.root, tmp_path / "mini", symlinks=True))


@pytest.fixture(scope="module")
def html(built: Mini) -> str:
    """The article of the page that shows all."""
    page = built.page("part/note")
    return page[page.index("<h1") : page.index("<footer")]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<svg.*?</svg>|<math.*?</math>|<[^>]+>", "", html, flags=re.DOTALL))


def test_facts_references_and_numbers_are_those_of_the_book(html: str, built: Mini) -> None:
    assert "The slope is 3.0; see Figure 0.1, Figure 5.1 and (5.1), or page two." in words(html)
    assert 'href="../index.html#fig-line"' in html and 'href="#fig-own"' in html and 'href="../two.html#two"' in html
    assert 'id="fig-own"' in html and "Figure 5.1</a> It stands at" in html and '<svg class="figure-svg"' in html
    assert 'href="part/note.html#fig-own">Figure 5.1</a> and <a href="part/note.html#eq-square">(5.1)' in built.page(
        "two"
    )


def test_formulas_are_set_as_everywhere(html: str) -> None:
    assert 'id="eq-square"' in html and 'data-tex="x = 0.5"' in html and r'data-tex="s = 12.5\%"' in html
    assert "arithmatex" not in html


def test_exercises_solutions_answer_boxes_and_included_code_work(html: str, built: Mini) -> None:
    assert re.search(r'<div class="admonition exercise">\s*<p class="admonition-title">Exercise 1 \(recall\)', html)
    assert re.search(r'<details class="solution">\s*<summary>Solution</summary>\s*<p>It is 3.</p>', html)
    assert "The slope is?" in html and "assets/answers.js" in built.page("part/note")
    assert "figures/shared.py" in words(html) and "SLOPE = 3.0" in words(html)


def test_the_description_is_that_of_the_page_and_no_cell_is_left_out(html: str) -> None:
    assert "description" not in words(html)
    assert "notebook-cell" not in html and html.count('<div class="language-python highlight">') == 3 + 2


def test_the_code_is_coloured_as_on_other_pages(html: str, built: Mini) -> None:
    code = re.compile(r"<code>((?:(?!</code>).)*>total<(?:(?!</code>).)*)</code>", re.DOTALL)
    [fenced] = code.findall(built.page("two"))
    assert [re.sub(r"<a [^>]*></a>", "", fenced)] * 2 == code.findall(html)[:2]


def test_what_a_cell_gives_stands_below_it_without_what_it_grumbles(html: str) -> None:
    assert output(html) == ["&lt;b&gt; True $x$ 30\n", "below\n2\n"]
    assert "grumble" not in "".join(output(html)) and "Warning" not in html
    assert '<div class="notebook-output"><table><tr><td id="cell">7</td></tr></table>' in html
    assert html.index("STEEP") < html.index("&lt;b&gt; True") < html.index("Code on the page is left alone")
    assert html.index("Table") < html.index('id="cell"') < html.index("below\n")


def test_the_page_is_small_and_brings_no_styles_scripts_or_strangers(html: str, built: Mini) -> None:
    assert "jp-" not in html and "<style" not in html and "<script" not in html
    assert set(re.findall(r'"(?:https?:)?//([^/"]+)', html)) == {"colab.research.google.com"}  # a link, nothing loaded
    drawing = re.search('<svg class="figure-svg".*?</svg>', html, re.DOTALL)
    assert drawing and len(gzip.compress(html.replace(drawing[0], "").encode())) < 12_000


def test_the_page_offers_its_files_and_says_with_what_it_was_executed(html: str, built: Mini) -> None:
    assert 'href="note.ipynb" download' in html and 'href="note.py" download' in html
    assert (built.root / "site/part/note.py").read_text() == NOTE
    assert (built.root / "site/part/note.ipynb").exists()
    assert "Executed with" not in html  # the standard library has no version of its own
    assert "Executed with pendant 1.0" in built.page("lamp")


# ---- freshness


def test_a_build_with_nothing_stale_starts_no_process_and_loads_no_notebook_library(built: Mini) -> None:
    before = built.snapshot(".cache/notebooks")
    watch = """
import json, sys
began = []
names = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system")
sys.addaudithook(lambda event, given: began.append(event) if event in names else None)
from mkdocs.__main__ import cli
cli(["build"], standalone_mode=False)
heavy = {"jupytext", "nbclient", "nbconvert", "nbformat", "mkdocs_jupyter", "jupyter_client", "IPython", "matplotlib",
         "numpy", "pendant"}
print(json.dumps([began, sorted(heavy & set(sys.modules))]))
"""
    result = subprocess.run(
        [sys.executable, "-c", watch],
        cwd=built.root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(HOME), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout.splitlines()[-1]) == [[], []]
    assert "executing" not in result.stderr and "drawing" not in result.stderr
    assert {name for name in built.snapshot(".cache/notebooks") if name != "verified.json"} == {
        name for name in before if name != "verified.json"
    }


# A file, what it holds afterwards (None: it is gone), and which notebooks must be executed again.
CHANGES: list[tuple[str, str | None, set[str]]] = [
    ("docs/clock.py", "# %%\nprint(1)\n", {"clock.py"}),
    ("docs/part/note.py", NOTE.replace('print("below")', 'print("above")'), {"part/note.py"}),
    ("docs/part/note.py", NOTE.replace("The slope is", "A slope is").replace("The beginning", "The start"), set()),
    ("docs/part/note.py", NOTE.replace("# %%\ntotal", "# %% [markdown]\n# More text.\n\n# %%\ntotal"), set()),
    ("docs/new.py", "# %%\nprint(1)\n", {"new.py"}),
    ("maths/slopes.py", "STEEP = 31\n", {"part/note.py"}),
    ("maths/__init__.py", "X = 1\n", {"part/note.py"}),
    ("maths/other.py", "FLAT = 1\n", set()),
    ("figures/shared.py", "SLOPE = 4.0\n", set()),
    ("figures/style/1-ink.mplstyle", "lines.linewidth: 3\n", set()),
    ("docs/index.md", "# Other\n", set()),
    ("mkdocs.yml", "site_name: Other\n", set()),
]


@pytest.mark.parametrize(("path", "content", "dependants"), CHANGES, ids=[path for path, *_ in CHANGES])
def test_a_change_makes_exactly_its_dependants_stale(
    built: Mini, path: str, content: str | None, dependants: set[str]
) -> None:
    with changed(built.root / path, content):
        assert stale(built) == dependants
    assert stale(built) == set()


def test_another_version_of_a_library_makes_exactly_its_dependants_stale(built: Mini, site: Path) -> None:
    install(site, "1.1")
    try:
        assert stale(built) == {"lamp.py"}
    finally:
        install(site, "1.0")
    install(site, "3.0", "Unrelated", "unrelated")
    assert stale(built) == set()


def test_what_executes_in_the_engine_counts_and_what_draws_does_not(
    built: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    from figures.engine.project.imports import Imports

    real = Imports.form

    def edited(name: str) -> None:
        monkeypatch.setattr(
            Imports, "form", lambda self, path: "x" if path.as_posix().endswith(name) else real(self, path)
        )

    for module in ("drawing/run.py", "notebooks/placing.py", "notebooks/download.py"):
        edited(module)
        assert stale(built) == set()
    edited("notebooks/run.py")
    assert stale(built) == {"clock.py", "lamp.py", "misses.py", "part/note.py"}


def test_what_prints_differently_each_time_is_executed_once_for_each_text(copy: Mini) -> None:
    first = refreshed(copy).read("clock.py", "cells")
    copy.edit("docs/clock.py", "'at'", "'now'")
    assert executed(copy) == ["clock.py"]
    assert executed(copy) == []
    copy.edit("docs/clock.py", "'now'", "'at'")
    assert executed(copy) == []
    assert refreshed(copy).read("clock.py", "cells") == first


def test_new_prose_runs_nothing_and_the_page_and_its_files_are_as_if_built_from_nothing(copy: Mini) -> None:
    new = "# More text on $x$.\n\n# %%\ntotal"
    copy.edit("docs/part/note.py", "# %%\ntotal", "# %% [markdown]\n" + new)
    for each in (copy, anew := Mini(copy.root.with_name("anew"))):
        if each is anew:
            shutil.copytree(copy.root, anew.root, ignore=shutil.ignore_patterns("notebooks", "pages"), symlinks=True)
        result = build(each, "--strict")
        assert result.returncode == 0, result.stderr
        assert ("executing" in result.stderr) == (each is anew)
    kept, fresh = (each.snapshot("site/part") for each in (copy, anew))
    for each in (kept, fresh):
        each["note.ipynb"] = re.sub(rb"0x[0-9a-f]+", b"", each["note.ipynb"])  # where a value lay in memory
    assert kept == fresh and b"More text on" in kept["note.html"] and b"More text on" in kept["note.ipynb"]
    assert b"More text on" in kept["note.py"]
    copy.edit("docs/part/note.py", 'print("below")', "print(below)")  # the last good page has the last good prose
    assert "More text on" in refreshed(copy).texts["part/note.py"]


def test_code_that_reads_its_own_file_runs_again_when_the_prose_changes(copy: Mini) -> None:
    copy.write("docs/own_text.py", "# %%\nprint(len(open('docs/own_text.py').read()))\n# %% [markdown]\n# Text.\n")
    assert executed(copy) == ["own_text.py"]
    copy.edit("docs/own_text.py", "# Text.", "# Text and text.")
    assert executed(copy) == ["own_text.py"]


def test_a_helper_that_changes_is_seen_by_the_code(copy: Mini) -> None:
    copy.edit("maths/slopes.py", "30", "31")
    assert executed(copy) == ["part/note.py"]
    assert "True $x$ 31" in refreshed(copy).read("part/note.py", "cells")
    assert not list(copy.root.glob("maths/**/__pycache__"))  # a new file in a watched folder would mean a new build


def test_a_module_beside_the_figures_is_found_by_its_name(copy: Mini) -> None:
    copy.write("docs/asks.py", "# %%\nfrom shared import SLOPE\nprint(SLOPE)\n")
    assert executed(copy) == ["asks.py"]
    assert r"<code>3.0\n" in refreshed(copy).read("asks.py", "cells")
    copy.edit("figures/shared.py", "3.0", "4.0")
    assert "asks.py" in stale(copy)


def test_what_is_saved_while_it_is_executed_is_not_kept_under_the_old_name(copy: Mini) -> None:
    copy.write(
        "docs/saves.py",
        """
        # %%
        from pathlib import Path
        Path("maths/other.py").write_text("FLAT = 9\\n")

        # %%
        from maths.other import FLAT
        print(FLAT)
        """,
    )
    assert executed(copy) == ["saves.py"]
    copy.write("maths/other.py", "FLAT = 0\n")  # as it was when the notebook was ordered
    assert stale(copy) == {"saves.py"}


def test_stale_ones_are_executed_side_by_side_and_leave_no_process(project: Mini) -> None:
    for own, other in (("left", "right"), ("right", "left")):
        project.write(
            f"docs/{own}.py",
            f"""
            # %%
            import os
            import time
            from pathlib import Path

            Path("{own}.here").write_text(str(os.getpid()))
            limit = time.monotonic() + 50
            while not Path("{other}.here").exists():
                assert time.monotonic() < limit, "alone"
                time.sleep(0.02)
            """,
        )
    assert executed(project) == ["left.py", "right.py"]
    assert not any(pid_exists(int(place.read_text())) for place in project.root.glob("*.here"))


@pytest.mark.parametrize("role", ["cells", "code", "py", "json"])
def test_a_damaged_entry_is_executed_again(copy: Mini, role: str) -> None:
    [path] = (copy.root / ".cache/notebooks/clock").glob(f"*.{role}")
    whole = path.read_bytes()
    path.write_bytes(whole[:-2])
    assert stale(copy) == {"clock.py"}
    path.write_bytes(whole)
    assert stale(copy) == set()
    path.unlink()
    assert stale(copy) == {"clock.py"}


def test_a_deleted_notebook_leaves_nothing_in_the_cache_in_the_end(copy: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figures.engine.store.cache.LEAVE", -1.0)  # days have gone by
    folder = copy.root / ".cache/notebooks"
    assert {path.name for path in folder.iterdir()} >= {"clock", "lamp", "misses", "part.note"}
    for path in ("clock.py", "lamp.py", "misses.py"):
        (copy.root / "docs" / path).unlink()
    assert executed(copy) == []
    assert [path.name for path in folder.iterdir() if path.is_dir()] == ["part.note"]
    (copy.root / "docs/part/note.py").unlink()
    assert executed(copy) == []
    assert not [path for path in folder.iterdir() if path.is_dir()]  # the last one too


def test_two_builds_at_once_both_end_well_and_leave_a_whole_cache(copy: Mini) -> None:
    copy.edit("docs/clock.py", "'at'", "'now'")
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", f"../site-{number}"],
            cwd=copy.root,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    for number in range(2):
        assert "now" in (copy.root.parent / f"site-{number}/clock.html").read_text()
    assert stale(copy) == set()


def test_a_library_that_is_missing_is_told_on_the_page_and_the_notebook_executed_once_when_it_appears(
    copy: Mini, site: Path
) -> None:
    page = copy.page("misses")
    assert (
        "This build did not run the code of this page: it needs lantern, which is not installed. "
        "pip install -r requirements-lamps.txt adds it."
    ) in words(page)
    assert "import" in page and not output(page) and "Executed with" not in page
    assert stale(copy) == set()  # it is not tried again and again
    with changed(copy.root / "requirements-lamps.txt", "lamps==2.0\n"):
        assert stale(copy) == {"misses.py"}  # now it is a fault
    (site / "lantern").mkdir()
    (site / "lantern/__init__.py").write_text("N = 5\n")
    install(site, "2.0", "lantern", "lantern")
    try:
        assert executed(copy) == ["misses.py"]
        assert executed(copy) == []
        assert ">5\\n<" in refreshed(copy).read("misses.py", "cells")
    finally:
        shutil.rmtree(site / "lantern")
        shutil.rmtree(site / "lantern-2.0.dist-info")
    assert stale(copy) == set()


# ---- what can go wrong

HEAD = "# %% [markdown]\n# # Bad\n\n# %%\n"
BAD = {  # the cells, what is said, and the line of it
    "fails": (
        HEAD + "x = 0\n\n# %% [markdown]\n# Words.\n\n# %%\n\n\nprint(x)\n1 / x\n",
        "cell 2: ZeroDivisionError: division by zero",
        "1 / x",
    ),
    "fails_below": (HEAD + "from maths.angry import shout\n\nshout()\n", "cell 1: RuntimeError: oh", "shout()"),
    "broken_syntax": (HEAD + "x = 1\ny = = 2\n", "cell 1: SyntaxError: invalid syntax", "y = = 2"),
    "typo": (HEAD + "import maths.nothing\n", "cell 1: ModuleNotFoundError: No module named 'maths.nothing'", "import"),
    "misses": (
        HEAD + "x = 1\nimport mathh\n",
        "cell 1: imports mathh, which is neither installed nor a module of this "
        "project; correct its name, install it, or name it in a file requirements-….txt if it may be missing",
        "import mathh",
    ),
    "typo_in_library": (
        HEAD + "import json.nothing\n",
        "cell 1: ModuleNotFoundError: No module named 'json.nothing'",
        "import",
    ),
    "dies": (
        HEAD + "x = 1\n# %%\nimport os\nos._exit(3)\n",
        "cell 2: its kernel ended; a library may have crashed, or memory run out",
        "import os",
    ),
    "hangs": (
        HEAD + "import os\nos.nice(10)  # the other tests go on\n# %%\nwhile True:\n    pass\n",
        "cell 2: still running after 10 s; make it faster or raise the time limit",
        "while True:",
    ),
    "exits": (HEAD + "raise SystemExit(1)\n", "cell 1: SystemExit: 1", "raise"),
    "shows_a_number_as_html": (
        HEAD + "x = 1\n# %%\ndisplay({'text/html': 3}, raw=True)\n",
        "cell 2: what it shows is none that a notebook can hold: 3 is not valid under any of the given schemas",
        "display(",
    ),
    "says_it_below": (HEAD + "raise ValueError('\\nno  such\\n')\n", "cell 1: ValueError: no such", "raise"),
    "asks": (
        HEAD + "input()\n",
        "cell 1: StdinNotImplementedError: raw_input was called, but this frontend does not support input requests.",
        "input()",
    ),
}
ANGRY = HEAD + "class Angry:\n    def {}(self):\n        return 1 / 0\n\n\n{}\n\n# %%\nprint(1)\n"
BAD |= {
    f"is_angry_as_{name}": (
        ANGRY.format(method, shown),
        "cell 1: ZeroDivisionError: division by zero",
        "        return 1 / 0",
    )
    for name, method, shown in [
        ("value", "__repr__", "Angry()"),
        ("display", "__repr__", "display(Angry())"),
        ("table", "_repr_html_", "Angry()"),
    ]
}
TEX = r"A formula $\fract{1}{2}$ here"


@pytest.fixture(scope="module")
def failed(
    built: Mini, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]]:
    """A copy with every fault at once, a good notebook among them; the lines of the faults of prose."""
    project = Mini(shutil.copytree(built.root, tmp_path_factory.mktemp("failed") / "mini", symlinks=True))
    for name in ("one", "two", "three", "four", "five", "other", "last"):
        shutil.copy(project.root / "figures/dot.py", project.root / f"figures/{name}.py")
    project.edit("mkdocs.yml", "jobs: 2", "jobs: 3, time_limit: 10")
    project.write("maths/angry.py", 'def shout():\n    raise RuntimeError("oh")\n')
    for name, (text, _, _) in BAD.items():
        project.write(f"docs/{name}.py", text)
    project.write("docs/fine.py", "# %% [markdown]\n# # Fine\n\n# %%\nprint('fine')\n")
    project.edit("docs/clock.py", "time.time_ns()", "nothing")
    lines, where = ["# %% [markdown]", "# # Zoo", "#"], {}
    for text in [*LINES, *BLOCKS, TEX]:
        where[text] = len(lines) + 1
        lines += [*(f"# {line}" for line in text.split("\n")), "#", "# %%", "x = 1", "", "# %% [markdown]"]
    project.write("docs/zoo.py", "\n".join(lines))
    return project, where, build(project)


Failed = tuple[Mini, dict[str, int], subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("name", BAD)
def test_a_failing_cell_is_told_with_page_cell_line_and_message(failed: Failed, name: str) -> None:
    result = failed[2]
    text, message, place = BAD[name]
    [said] = [one for one in faults(result.stderr) if one.startswith(f"docs/{name}.py:")]
    line = int(said.split(":")[1])
    assert said == f"docs/{name}.py:{line}: {message}"
    assert text.splitlines()[line - 1].startswith(place)


def test_the_detail_shows_the_code_without_colours(failed: Failed) -> None:
    assert "----> 4 1 / x" in failed[2].stderr or "1 / x\n" in failed[2].stderr
    assert "\x1b" not in failed[2].stderr


@pytest.mark.parametrize(
    ("text", "sentence"), [*LINES.items(), *BLOCKS.items(), (TEX, "formula “")], ids=[*LINES, *BLOCKS, "TeX"]
)
def test_a_fault_of_prose_is_told_at_its_line_of_the_file(failed: Failed, text: str, sentence: str) -> None:
    _, where, result = failed
    beginning = re.split(r"; there is| as 1\.1", sentence)[0]  # this book has other labels and numbers
    assert [one for one in faults(result.stderr) if one.startswith(f"docs/zoo.py:{where[text]}: {beginning}")]


def test_all_else_is_built_but_the_last_good_site_stays(failed: Failed, built: Mini) -> None:
    project, _, result = failed
    assert result.returncode == 1 and "Traceback (most recent call last):\n  File" not in result.stderr
    assert project.snapshot("site") == built.snapshot("site")
    assert not list(project.root.glob(".site*"))
    assert stale(project) == {"clock.py", *(f"{name}.py" for name in BAD)}  # what is good need not be executed again
    assert "docs/clock.py:6: cell 1: NameError: name 'nothing' is not defined" in faults(result.stderr)


def test_a_hanging_cell_takes_no_longer_than_its_time_limit_and_leaves_no_process(copy: Mini) -> None:
    sleep = "import os, time\nprint(os.getpid(), file=open('here', 'w'), flush=True)\ntime.sleep(1000)\n"
    copy.write("docs/hangs.py", f"# %%\n{sleep}")
    began = time.monotonic()
    state = refreshed(copy, time_limit=1)
    assert time.monotonic() - began < 40
    fault = state.failed["hangs.py"]
    assert (fault.message, fault.line) == ("cell 1: still running after 1 s; make it faster or raise the time limit", 2)
    begun = [int(pid) for place in copy.root.glob("here") for pid in place.read_text().split()]  # in time, if it was
    assert not any(map(pid_exists, begun))


def test_a_notebook_that_is_not_utf_8_or_has_bad_front_matter_is_told_with_its_line(ready: Mini) -> None:
    (ready.root / "docs/latin.py").write_bytes("# %% [markdown]\n# # Caf\u00e9\n".encode("latin-1"))
    ready.write("docs/yaml.py", "# ---\n# description: a: b\n# ---\n\n# %% [markdown]\n# # Yaml\n")
    result = ready.build()
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert sorted(one[:60] for one in faults(result.stderr)) == [
        "docs/latin.py:2: byte 0xe9 in column 8 is not UTF-8; save the"[:60],
        "docs/yaml.py:2: its front matter is no YAML: mapping values are"[:60],
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_byte_order_mark_is_no_part_of_a_notebook(copy: Mini, ends: str) -> None:
    path, good = copy.root / "docs/clock.py", refreshed(copy)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_text().replace("\n", ends).encode())
    state = refreshed(copy)
    assert not state.executed and not state.failed
    assert markdown_of(state.texts["clock.py"]) == markdown_of(good.texts["clock.py"])
    assert state.programs["clock.py"] == path.read_bytes()
    path.write_bytes(f"\ufeff# %%{ends}import json{ends}print(json.dumps(2)){ends}".encode())
    assert executed(copy) == ["clock.py"]
    [cell] = json.loads(refreshed(copy).read("clock.py", "code"))
    assert cell["source"] == "import json\nprint(json.dumps(2))" and cell["outputs"][0]["text"] == "2\n"
    path.write_bytes(path.read_bytes().replace(b"dumps(2)", b"dumps(1 / 0)"))
    state = refreshed(copy)
    assert list(state.failed) == ["clock.py"] and contents_of(state.texts["clock.py"]) == [(True, 2, cell["source"])]


def test_of_what_fails_the_last_good_state_is_there_to_be_shown(copy: Mini) -> None:
    good: Notebooks = refreshed(copy)
    copy.write("docs/clock.py", "# %% [markdown]\n# # Broken clock\n\n# %%\n1 / 0\n")
    state = refreshed(copy)
    assert list(state.failed) == ["clock.py"] and state.executed == []
    assert state.texts["clock.py"] == good.texts["clock.py"]
    assert state.read("clock.py", "cells") == good.read("clock.py", "cells")
