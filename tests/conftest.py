"""What all tests share: one thread for each process, and work that is done once however many processes test."""

import fcntl
import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from figures.engine.formulas.node import NodeError, install
from figures.engine.project.project import Project
from figures.engine.workers.companion import SLOW
from figures.engine.workers.pool import QUIET

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ.update(QUIET)  # before NumPy and TensorFlow are loaded: as many tests as cores run at a time
gc.set_threshold(20_000, 50, 1000)  # tests make many objects and few circles: a tenth of their time
Alone = Callable[[str], AbstractContextManager[None]]
OF_A_FIGURE = ("test_every_figure.py", "test_frames_of_figures.py")  # their tests of one figure share its drawings
# Fixtures that load slow libraries where the test runs; whoever loads them himself asks pytest whether they are there.
ASKS = re.compile(
    r"^def \w+\([^)]*\b(tf|keras|keras_activations|elementwise|autodiff|loaded|library|namespace_of|run_of)\b"
    rf"|importorskip\(\"({'|'.join(SLOW)})\"",
    re.MULTILINE,
)
LONG = (  # minutes for one process: begun late, they would keep all others waiting in the end
    "test_downloads.py",
    "test_serve_notebooks.py",
    "test_serve.py",
    "test_frames.py",
    "test_memory.py",
    "test_notebooks.py",
    "test_reading.py",
    "test_panel.py",
    "test_tensorflow_and_keras.py",
    "test_functions_in_jax.py",
    "test_inline_drawings.py",
    "test_chromium.py",
    "test_command_line.py",
    "test_playground.py",
    "test_freshness.py",
    "test_bad_pages.py",
    "test_fits.py",
)


@cache
def asks_for_slow(file: Path) -> bool:
    """Whether tests of this file load slow libraries: TensorFlow alone takes five seconds in each process that does."""
    others = {"engine", "site"} & {*file.parts}  # their fixtures of these names are other ones
    return not others and bool(ASKS.search(file.read_text(encoding="utf-8")))


def pytest_configure(config: pytest.Config) -> None:
    """What XLA compiles for JAX is kept for all processes of this run: the build, the tests of a page and its download
    execute the same program, and each would compile for ten seconds. And the handwritten digits are fetched before any
    process asks for them: one that found none would go on with others than the figures show.
    """
    if not hasattr(config, "workerinput"):
        with suppress(NodeError):  # where there is no network
            install(
                config.rootpath / "figures" / "digits", config.rootpath / ".cache" / "node", print, "figures/digits"
            )
        folder = tempfile.mkdtemp(prefix="jax-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ["JAX_COMPILATION_CACHE_DIR"] = folder
        os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
        os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hands out tests by the work they share: those of a file go to one process, those about a page or a figure too."""
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False  # the order is ours, see below
    project = Project(config.rootpath)
    slow = {name for name, script in project.scripts.items() if project.imports.libraries(script) & set(SLOW)}

    class Shared(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            if file.endswith(OF_A_FIGURE) and nodeid.endswith("]"):
                name = nodeid.rpartition("[")[2].removesuffix("]")
                return "slow libraries" if name in slow else name  # which one process loads for all of them
            if Path(file).stem.removeprefix("test_") in slow or asks_for_slow(config.rootpath / file):
                return "slow libraries in the process that tests"
            page = re.search(r"::.*\[.*?([\w./-]+\.html)", nodeid)
            return page[1] if page else file

    return Shared(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the tests: figures first, for the first of these draws all; then what takes long; then
    the site, whose pages are looked at for some seconds each; and what takes no time last, so that all end together.
    """

    def place(item: pytest.Item) -> int:
        name = item.path.name
        if name in OF_A_FIGURE:
            return 0
        return 1 + LONG.index(name) if name in LONG else 1 + len(LONG) + ("site" not in item.path.parts)

    if hasattr(config, "workerinput"):
        items.sort(key=place)


def pytest_collection_finish() -> None:
    """Nine thousand tests, and what they import, are searched for garbage no more."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """No framework is loaded while tests are collected: every process would take six seconds and 400 MB for it."""
    before = set(sys.modules)
    report = yield
    if loaded := sorted(set(SLOW) & sys.modules.keys() - before):
        report.outcome = "failed"
        report.longrepr = (
            f"{collector.nodeid} loads {', '.join(loaded)} while it is collected, and so in every process that tests; "
            "import what needs it in a fixture"
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tests that are skipped for the same reason are told in one line, wherever they stand."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        report.longrepr = (str(item.config.rootpath / "tests"), None, report.longrepr[2])  # type: ignore[assignment]
    return report


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of the tests have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def alone_with(together: Path) -> Alone:
    """Keeps the other processes waiting: `with alone_with("the site"):` only one of them is in there at a time."""

    @contextmanager
    def enter(name: str) -> Iterator[None]:
        with (together / f"{name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    return enter


@pytest.fixture(scope="session")
def browser(together: Path, alone_with: Alone, pytestconfig: pytest.Config) -> "Iterator[Browser]":
    """The browser of this machine, with the fonts of a set; without one, the tests that need it are skipped.

    Chromium, or Firefox where the environment's BROWSER says so.
    """
    from tests.site import chromium, firefox
    from tests.site.fonts import CHOSEN, configuration
    from tests.site.observed import start_chromium

    wanted = firefox if os.environ.get("BROWSER") == "firefox" else chromium
    start = firefox.start_firefox if wanted is firefox else start_chromium
    program = wanted.found() or pytest.skip(wanted.MISSING)
    with alone_with("fonts"):
        fonts = configuration(CHOSEN, together / "fonts", pytestconfig.rootpath / ".cache/node")
    with start(program, FONTCONFIG_FILE=str(fonts)) as opened:
        yield opened
