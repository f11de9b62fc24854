"""What is fresh is never drawn again; what is stale always is."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from figures.engine.freshness.refresh import cache_of
from figures.engine.project import ownership
from figures.engine.project.faults import FigureError
from figures.engine.project.imports import Imports
from tests.engine.conftest import DOT, ENGINE, HOME, Mini, install

DEPENDANT = """
{imports}

def experiment():
    {body}
    return {{"x": np.arange(3), "n": n}}


def draw(x, n):
    figure = Figure()
    figure.subplots().plot(x, n * x)
    return figure
"""

# Each script takes its number n in another way.
SCRIPTS = {
    "direct": ("from shared import SLOPE", "n = SLOPE"),
    "transitive": ("import middle", "n = middle.value()"),
    "packaged": ("from curves.waves import wave", "n = wave()"),
    "lazy": ("", "import late\n    n = late.N"),
    "dynamic": ("import importlib", "n = importlib.import_module('hid' + 'den').N"),
    "below": ("import figures.curves.waves as waves", "n = waves.wave()"),
    "data": ("from pathlib import Path", "n = float((Path(__file__).parent.parent / 'data/n.txt').read_text())"),
    "optional": (
        "from pathlib import Path",
        """try:
        n = len(np.loadtxt(Path(__file__).parent / 'extra.txt'))
    except FileNotFoundError:
        n = 0""",
    ),
    "folder": ("from pathlib import Path", "n = len(list((Path(__file__).parent.parent / 'data').glob('*.csv')))"),
    "library": ("import pendant", "n = pendant.N"),
    "sourced": ("from pathlib import Path", "n = len((Path(__file__).parent / 'shared.py').read_text())"),
    "alone": ("", "n = 1"),
}

ALL = {*SCRIPTS, "line", "dot"}

# A file, what it holds afterwards (None: it is gone), and who must be drawn again.
CHANGES: list[tuple[str, str | None, set[str]]] = [
    ("figures/dot.py", DOT + "# A comment.\n", set()),
    ("figures/dot.py", DOT.replace("[1]", "[2]"), {"dot"}),
    ("figures/shared.py", "SLOPE = 4.0\n", {"direct", "transitive", "dynamic", "line", "sourced"}),
    ("figures/middle.py", "def value(): return 7\n", {"transitive"}),
    ("figures/curves/__init__.py", "TOP = 2\n", {"packaged", "below"}),
    ("figures/curves/waves.py", "def wave(): return 3\n", {"packaged", "below"}),
    ("figures/curves/base.py", "def amplitude(): return 3\n", {"packaged", "below"}),
    ("figures/curves/phase.py", "ZERO = 1\n", {"packaged", "below"}),
    ("figures/curves/unused.py", "X = 2\n", set()),
    ("figures/late.py", "N = 5\n", {"lazy"}),
    ("figures/hidden/__init__.py", "N = 5\n", {"dynamic"}),
    ("data/n.txt", "6", {"data"}),
    ("data/n.txt", None, {"data", "folder"}),
    ("data/a.csv", "2", set()),  # only its name was asked for
    ("data/b.csv", "", {"folder"}),
    ("data/.b.csv.swp", "", set()),  # editors keep their own files beside ours
    ("figures/extra.txt", "1 2", {"optional"}),
    ("docs/index.md", "# Other", set()),
    ("mkdocs.yml", "site_name: Other", set()),
    ("figures/style/1-ink.mplstyle", "lines.linewidth: 3\n", ALL),
    ("figures/style/1-ink.mplstyle", "# Wide.\n\nlines.linewidth: 2\n", set()),
    ("figures/style/2-new.mplstyle", "font.size: 12\n", ALL),
    ("figures/style/colours.py", 'from figures.engine import Colour\nINK = Colour("#102031", dark="#e0e0e0")\n', ALL),
    ("figures/style/colours.py~", "", set()),
]


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini], site: Path) -> Mini:
    """All scripts above, drawn once."""
    project = make_project("freshness")
    project.write("figures/middle.py", "from shared import SLOPE\ndef value(): return SLOPE\n")
    project.write("figures/late.py", "N = 4\n")
    project.write("figures/hidden.py", "from shared import SLOPE\nN = SLOPE\ndef draw(): raise RuntimeError\n")
    project.write("figures/curves/__init__.py", "TOP = 1\n")
    project.write(
        "figures/curves/waves.py",
        "from .base import amplitude\nfrom . import phase\ndef wave(): return amplitude() + phase.ZERO\n",
    )
    project.write("figures/curves/base.py", "def amplitude(): return 2\n")
    project.write("figures/curves/phase.py", "ZERO = 0\n")
    project.write("figures/curves/unused.py", "X = 1\n")
    project.write("figures/style/1-ink.mplstyle", "lines.linewidth: 2\n")
    project.write(
        "figures/style/colours.py", 'from figures.engine import Colour\nINK = Colour("#102030", dark="#e0e0e0")\n'
    )
    project.write("data/n.txt", "5")
    project.write("data/a.csv", "1")
    for name, (imports, body) in SCRIPTS.items():
        project.script(name, DEPENDANT.format(imports=imports, body=body))
    (project.root / "figures/hidden.py").write_text("from shared import SLOPE\nN = SLOPE\n")
    # A module that no script names must lie in a package; this one does, by a folder on the way.
    (project.root / "figures/hidden").mkdir()
    (project.root / "figures/hidden.py").rename(project.root / "figures/hidden/__init__.py")
    assert project.drawn() == ALL
    return project


@contextmanager
def changed(path: Path, content: str | None) -> Iterator[None]:
    """The file with other content (None: gone), for a while."""
    before = path.read_text() if path.exists() else None
    put(path, content)
    try:
        yield
    finally:
        put(path, before)


def put(path: Path, content: str | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def test_the_second_build_draws_nothing(built: Mini) -> None:
    assert built.drawn() == set()


@pytest.mark.parametrize(("path", "content", "dependants"), CHANGES, ids=[path for path, *_ in CHANGES])
def test_a_change_makes_exactly_its_dependants_stale(
    built: Mini, path: str, content: str | None, dependants: set[str]
) -> None:
    with changed(built.root / path, content):
        assert built.stale() == dependants
    assert built.stale() == set()


@pytest.mark.parametrize(
    ("name", "modules", "libraries"),
    [
        ("alone", set(), {"numpy", "matplotlib"}),
        ("transitive", {"middle.py", "shared.py"}, {"numpy", "matplotlib"}),
        (
            "packaged",
            {f"curves/{module}.py" for module in ("__init__", "waves", "base", "phase")},
            {"numpy", "matplotlib"},
        ),
        (
            "below",
            {f"curves/{module}.py" for module in ("__init__", "waves", "base", "phase")},
            {"numpy", "matplotlib"},
        ),
        ("lazy", {"late.py"}, {"numpy", "matplotlib"}),
        ("library", set(), {"numpy", "matplotlib", "pendant"}),
    ],
)
def test_what_a_script_imports_is_found_without_running_it(
    built: Mini, name: str, modules: set[str], libraries: set[str]
) -> None:
    project = built.project
    script = project.script(name)
    closure = {
        path.relative_to(project.figures).as_posix()
        for path in project.imports.closure(script)
        if path.is_relative_to(project.root)
    }
    assert closure == {f"{name}.py"} | modules
    assert project.imports.libraries(script) == libraries


def test_a_new_script_or_module_makes_no_other_figure_stale(built: Mini) -> None:
    with changed(built.root / "figures/new.py", DOT):
        assert built.stale() == {"new"}
    with changed(built.root / "figures/curves/new.py", ""):
        assert built.stale() == set()


def test_another_version_of_a_library_makes_exactly_its_dependants_stale(built: Mini, site: Path) -> None:
    install(site, "1.1")
    try:
        assert built.stale() == {"library"}
    finally:
        install(site, "1.0")
    assert built.stale() == set()


def test_another_version_of_matplotlib_makes_all_stale(built: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    from figures.engine.freshness.libraries import Libraries

    real = Libraries.version
    monkeypatch.setattr(Libraries, "version", lambda self, name: "0.1" if name == "matplotlib" else real(self, name))
    assert built.stale() == ALL


@pytest.mark.parametrize("module", ["drawing/inline.py", "drawing/run.py", "drawing/data.py"])
def test_what_draws_in_the_engine_counts_and_the_rest_does_not(
    built: Mini, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    real = Imports.form

    def edited(name: str) -> None:
        monkeypatch.setattr(
            Imports, "form", lambda self, path: "x" if path.as_posix().endswith(name) else real(self, path)
        )

    edited(module)
    assert built.stale() == ALL
    edited("command/arguments.py")
    assert built.stale() == set()


def test_a_changed_helper_redraws_its_dependants_and_undoing_it_draws_nothing(ready: Mini) -> None:
    before = ready.files("line")
    ready.edit("figures/shared.py", "3.0", "4.0")
    assert ready.drawn() == {"line"}
    assert ready.files("line") != before
    assert ready.look().fresh["line"].facts["slope"] == 4.0
    ready.edit("figures/shared.py", "4.0", "3.0")
    assert ready.drawn() == set()
    assert ready.files("line") == before


def test_an_edit_in_the_same_second_with_the_same_size_is_drawn(ready: Mini) -> None:
    helper = ready.root / "figures/shared.py"
    # Another program may have compiled the helper; its .pyc is trusted by second and size.
    ready.run("py_compile", str(helper))
    assert list((helper.parent / "__pycache__").glob("shared.*.pyc"))
    status = helper.stat()
    helper.write_text("SLOPE = 5.0\n")
    os.utime(helper, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert ready.drawn() == {"line"}
    assert ready.look().fresh["line"].facts["slope"] == 5.0


def test_a_dynamically_imported_module_that_changes_is_drawn_once_and_then_fresh(ready: Mini) -> None:
    ready.write("figures/hidden/__init__.py", "N = 1\n")
    ready.script(
        "dynamic", DEPENDANT.format(imports="import importlib", body="n = importlib.import_module('hidden').N")
    )
    ready.drawn()
    ready.write("figures/hidden/__init__.py", "N = 2\n")
    assert ready.drawn() == {"dynamic"}
    assert ready.look().fresh["dynamic"].facts["n"] == 2
    assert ready.drawn() == set()


def test_a_file_saved_while_its_figure_is_drawn_is_drawn_again(ready: Mini) -> None:
    ready.script(
        "slow",
        """
        from pathlib import Path
        Path(__file__).with_name("shared.py").write_text("SLOPE = 9.0\\n")
        import shared

        def draw():
            return Figure()
        """,
    )
    assert "slow" in ready.refresh().drawn
    ready.write("figures/shared.py", "SLOPE = 3.0\n")  # as it was when the drawing was ordered
    assert "slow" in ready.stale()  # what was drawn is not what was ordered


def test_force_draws_what_is_fresh_and_changes_no_byte(ready: Mini) -> None:
    before = ready.snapshot(".cache/figures/dot")
    assert set(ready.refresh(force=True).drawn) == {"line", "dot"}
    after = ready.snapshot(".cache/figures/dot")
    assert {name for name in before if not name.endswith(".json")} == {
        name for name in after if not name.endswith(".json")
    }


def test_only_named_figures_are_drawn(project: Mini) -> None:
    assert project.refresh("dot").drawn == ["dot"]
    assert project.stale() == {"line"}


def test_the_longest_is_drawn_first(ready: Mini) -> None:
    for name, seconds in (("line", 1e6), ("dot", 1e-6)):
        entry = ready.look().fresh[name]
        entry.seconds = seconds
        cache_of(ready.project).save(entry)
    assert ready.refresh(force=True, jobs=1).drawn == ["line", "dot"]


def test_a_script_in_a_folder_that_is_no_package_is_a_figure(ready: Mini) -> None:
    ready.write("figures/part/deep.py", DOT)
    assert ready.drawn() == {"deep"}


def test_a_package_in_the_folder_of_a_page_may_have_no_name_of_a_library_either(ready: Mini) -> None:
    ready.write("figures/part/deep.py", DOT)
    ready.write("figures/part/json/__init__.py")
    with pytest.raises(FigureError, match=r"^figures/part/json: the name json is that of a module of Python"):
        ready.look()


def test_fresh_files_are_not_written_again(ready: Mini) -> None:
    ready.drawn()  # the first look at a copy remembers what it found whole
    times = {path: path.stat().st_mtime_ns for path in (ready.root / ".cache").rglob("*")}
    time.sleep(0.01)
    ready.drawn()
    assert {path: path.stat().st_mtime_ns for path in (ready.root / ".cache").rglob("*")} == times


@pytest.mark.parametrize("spoilt", [b"", b"garbage", b"{}", None])
def test_what_is_remembered_of_libraries_may_be_lost(built: Mini, spoilt: bytes | None) -> None:
    memory = built.root / ".cache/figures/distributions.json"
    whole = memory.read_bytes()
    if spoilt is None:
        spoilt = whole.replace(b"pendant", b"pandent")
    memory.write_bytes(spoilt)
    assert built.stale() == set()
    assert memory.read_bytes() == whole


READS = {
    "data": ("from pathlib import Path", "n = float((Path(__file__).parent.parent / 'data/n.txt').read_text())"),
    "dynamic": ("import importlib", "n = importlib.import_module('hid' + 'den').N"),
}


@pytest.fixture(scope="module")
def reading(make_project: Callable[[str], Mini]) -> Mini:
    """A project whose scripts read a file and load a module that no text names, drawn once."""
    project = make_project("reading")
    project.write("data/n.txt", "5")
    project.write("figures/hidden/__init__.py", "N = 5\n")
    for name, (imports, body) in READS.items():
        project.script(name, DEPENDANT.format(imports=imports, body=body))
    assert {"data", "dynamic"} <= project.drawn()
    return project


@pytest.mark.parametrize(
    ("path", "content", "dependant"),
    [("data/n.txt", "6", "data"), ("figures/hidden/__init__.py", "N = 6\n", "dynamic")],
)
def test_a_copied_project_looks_at_its_own_files(
    reading: Mini, tmp_path: Path, path: str, content: str, dependant: str
) -> None:
    copy = Mini(shutil.copytree(reading.root, tmp_path / "copy"))
    assert copy.stale() == set()
    copy.write(path, content)
    assert copy.stale() == {dependant} and reading.stale() == set()


def test_a_project_that_moved_draws_nothing(reading: Mini, tmp_path: Path) -> None:
    copy = Mini(shutil.copytree(reading.root, tmp_path / "copy"))
    copy.root = copy.root.rename(tmp_path / "moved")
    assert copy.stale() == set()
    for entry in copy.look().fresh.values():
        assert not [place for place in entry.reads if str(tmp_path) in place or str(reading.root) in place]


def test_numbers_kept_where_a_project_was_before_are_drawn_and_know_nothing_of_that_place(
    reading: Mini, tmp_path: Path
) -> None:
    copy = Mini(shutil.copytree(reading.root, tmp_path / "copy"))
    kept = copy.snapshot(".cache/numbers")
    for name in READS:
        shutil.rmtree(copy.root / ".cache/figures" / name)
    assert copy.drawn() == set(READS)
    assert copy.snapshot(".cache/numbers") == kept  # no experiment has run
    for name in READS:
        assert copy.look().fresh[name].reads.keys() == reading.look().fresh[name].reads.keys()


def test_a_link_that_points_elsewhere_makes_its_reader_stale(ready: Mini) -> None:
    for version in ("one", "two"):
        ready.write(f"versions/{version}/n.txt", version[0])
    link = ready.root / "data"
    link.symlink_to("versions/one")
    ready.script(
        "data",
        DEPENDANT.format(
            imports=READS["data"][0],
            body="""
    n = len((Path(__file__).parent.parent / 'data/n.txt').read_text())""",
        ),
    )
    assert ready.drawn() == {"data"}
    link.unlink()
    link.symlink_to("versions/two")
    assert ready.stale() == {"data"}


def test_what_the_cache_holds_is_no_data_even_behind_a_link(ready: Mini) -> None:
    (ready.root / "elsewhere").mkdir()
    (ready.root / ".cache/shared").symlink_to(ready.root / "elsewhere")
    body = """
    n = len(list(Path(__file__).parent.parent.joinpath('.cache/shared').iterdir()))"""
    ready.script("data", DEPENDANT.format(imports=READS["data"][0], body=body))
    assert ready.drawn() == {"data"}
    (ready.root / "elsewhere/more").touch()
    assert ready.stale() == set()


def test_a_data_file_saved_while_its_figure_is_drawn_is_drawn_again(ready: Mini) -> None:
    data = ready.write("data/n.txt", "5")
    ready.script(
        "slow",
        DEPENDANT.format(
            imports="import subprocess",
            body=f"""
    n = float(open({str(data)!r}).read())
    subprocess.run(['sh', '-c', 'echo 6 > {data}'])""",
        ),
    )
    ready.refresh("slow")
    assert ready.stale() == {"slow"}


def test_what_a_script_writes_for_itself_is_no_reason_to_draw_again(ready: Mini) -> None:
    ready.script(
        "keeps",
        DEPENDANT.format(
            imports="from pathlib import Path",
            body=f"""
    kept = Path({str(ready.root / "kept.txt")!r})
    if not kept.exists():
        kept.write_text("5")
    n = float(kept.read_text())""",
        ),
    )
    assert ready.drawn() == {"keeps"}
    assert ready.stale() == set()


def test_a_file_that_only_another_setting_reads_counts(ready: Mini) -> None:
    ready.write("data/1.txt", "1")
    ready.script(
        "turned",
        f"""
        from pathlib import Path
        from typing import Annotated
        from figures.engine import Steps

        def draw(*, k: Annotated[int, Steps(1)] = 0):
            figure = Figure()
            n = float(Path({str(ready.root)!r}, "data", "1.txt").read_text()) if k else 0.5
            axes = figure.subplots()
            axes.plot([0, 1], [0, n])
            axes.set(xlim=(0, 1), ylim=(0, 5))
            return figure
        """,
    )
    assert ready.drawn() == {"turned"}
    ready.write("data/1.txt", "2")
    assert ready.stale() == {"turned"}


def test_another_version_of_python_makes_all_stale(built: Mini, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version", "3.99.0 (main)")
    assert built.stale() == ALL


def test_every_module_of_the_engine_that_a_drawing_process_loads_counts(
    built: Mini, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = (
        "import sys, figures.engine.drawing.run\n"
        "print(*(module.__file__ for name, module in sys.modules.items() if name.startswith('figures.engine.')))"
    )
    listed = subprocess.run([sys.executable, "-c", show], cwd=HOME, text=True, capture_output=True, check=True).stdout
    loaded = {Path(file).relative_to(ENGINE).as_posix() for file in listed.split()}
    assert {"drawing/run.py", "drawing/inline.py", "drawing/script.py", "store/cache.py"} <= loaded
    real = Imports.form
    for module in loaded:
        monkeypatch.setattr(
            Imports, "form", lambda self, path, module=module: "edited" if path == ENGINE / module else real(self, path)
        )
        # What keeps drawings changes none of them.
        assert built.stale() == (set() if module.startswith("store/") else ALL), module


def test_a_second_distribution_folder_of_debian_counts_as_a_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("site.getsitepackages", lambda: [str(tmp_path / "dist-packages")])
    ownership._folders.cache_clear()
    try:
        assert ownership.is_library(str(tmp_path / "dist-packages/lib/core.py"))
        assert not ownership.is_library(str(tmp_path / "site-packages.py"))
        assert ownership.is_library(os.__file__) and ownership.is_library(pytest.__file__)
    finally:
        ownership._folders.cache_clear()


def test_a_folder_of_the_author_that_is_called_site_packages_is_his_own(ready: Mini) -> None:
    ready.write("figures/site-packages/__init__.py")
    ready.write("figures/site-packages/bricks.py", "N = 1\n")
    ready.script(
        "built",
        DEPENDANT.format(
            imports="""
import importlib
bricks = importlib.import_module("site-packages.bricks")""",
            body="n = bricks.N",
        ),
    )
    assert ready.drawn() == {"built"}
    ready.write("figures/site-packages/bricks.py", "N = 2\n")
    assert ready.stale() == {"built"}
