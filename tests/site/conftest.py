"""The site, built once and strictly, served from a sub-path, and what a browser sees of each page."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from figures.engine.formulas.node import install
from tests.site.fonts import CHOSEN
from tests.site.observed import PAGES, Look, Seen, looking, looks_of
from tests.site.served import ROOT, BuildFailed, build, serve

expect.set_options(timeout=30_000)  # milliseconds, against hanging only: a busy machine takes long over what is quick
Alone = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(scope="session")
def site(together: Path, alone_with: Alone) -> Path:
    """The folder of the built site, two folders below the one that is served."""
    folder, failed = together / "served" / "any" / "sub-path", together / "site.failed"
    with alone_with("the book"):
        if not folder.exists() and not failed.exists():
            try:
                build(folder)
            except BuildFailed as failure:
                failed.write_text(str(failure), encoding="utf-8")
    if failed.exists():
        pytest.fail(failed.read_text(encoding="utf-8"), pytrace=False)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serve(site) as home:
        yield home


@pytest.fixture(scope="session")
def on_disk(site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the site without a server, as someone unpacks it into a folder of any name."""
    home = tmp_path_factory.mktemp("für zu Hause") / "site"
    home.symlink_to(site)
    return f"{home.as_uri()}/"


@pytest.fixture(scope="session")
def axe(alone_with: Alone) -> str:
    """The source of axe-core, fetched once by npm as tests/site/package-lock.json names it."""
    with alone_with("npm"):
        home = install(ROOT / "tests/site", ROOT / ".cache/node", print)
    return (home / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def seen(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Callable[[str, Look], Seen]]:
    """What the browser saw of a page; each page is looked at once in each way.

    What axe-core judges does not depend on fonts, so it judges under one set of them only.
    """
    axe = request.getfixturevalue("axe") if CHOSEN == "none" else ""
    with looking(browser, address) as look_at:
        yield cache(lambda page, look: look_at(page, look, axe))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `page` is about every page; if it asks for `look` too, about the looks that the page has."""
    if "look" in metafunc.fixturenames:
        visits = [(page, look) for page in PAGES for look in looks_of(page)]
        metafunc.parametrize(("page", "look"), visits, ids=[f"{page}-{look.value}" for page, look in visits])
    elif "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES)
