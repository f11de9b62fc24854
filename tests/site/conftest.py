"""The site, built once and strictly, served from a sub-path, and what a browser sees of each page."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from figures.engine.node import install
from tests.site.observed import PAGES, ROOT, Look, Seen, look_at, start_chromium


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; a strict build must pass and say nothing of Material's or MkDocs' end."""
    folder = tmp_path_factory.mktemp("served") / "any" / "sub-path"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stdout}{done.stderr}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: below a sub-path, as on a project's pages, on a port that is free."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site.parents[1])))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/any/sub-path/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, fetched once by npm as tests/site/package-lock.json names it."""
    home = install(ROOT / "tests/site", ROOT / ".cache/node", print)
    return (home / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("These tests open the site in Chromium, which is missing: apt-get install chromium", pytrace=False)
    with start_chromium(program) as chromium:
        yield chromium


@pytest.fixture(scope="session")
def seen(browser: Browser, address: str, axe: str) -> Callable[[str, Look], Seen]:
    """What the browser saw of a page; each page is looked at once in each way."""
    return functools.cache(lambda page, look: look_at(browser, address, page, look, axe))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `page` is about every page, one that asks for `look` about every way to look at it."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES)
    if "look" in metafunc.fixturenames:
        metafunc.parametrize("look", list(Look), ids=lambda look: look.value)
