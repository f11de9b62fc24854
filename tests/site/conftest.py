"""The site, built once and strictly, served from a sub-path, and what a browser sees of each page."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from figures.engine.node import install
from tests.site.observed import PAGES, Look, Seen, look_at, start_chromium
from tests.site.served import ROOT, BuildFailed, build, serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site, two folders below the one that is served."""
    folder = tmp_path_factory.mktemp("served") / "any" / "sub-path"
    try:
        build(folder)
    except BuildFailed as failure:
        pytest.fail(str(failure), pytrace=False)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serve(site) as home:
        yield home


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
    return cache(lambda page, look: look_at(browser, address, page, look, axe))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `page` is about every page, one that asks for `look` about every way to look at it."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES)
    if "look" in metafunc.fixturenames:
        metafunc.parametrize("look", list(Look), ids=lambda look: look.value)
