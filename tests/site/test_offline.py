"""The book without a network: kept whole, in one version at a time, and only where the reader wants it."""

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from docs.theme.offline import keep
from tests.site.observed import open_context, reading
from tests.site.test_links import parsed

ROOT = Path(__file__).resolve().parents[2]
WORD = "document.querySelector('p').textContent"
# A try that a busy machine has cut short is taken up by the next one.
WAITS = """async () => { const held = await navigator.serviceWorker.getRegistration();
    for (let tries = 0; tries < 3 && !held.waiting; tries += 1) { await held.update();
        while (!held.waiting && held.installing) await new Promise(go => setTimeout(go, 20)) }
    return !!held.waiting }"""
PIECE = """() => new Promise(done => { const script = document.createElement("script");
    script.src = document.querySelector("script").src.replace("offline", "piece");
    script.onload = () => done(window.piece); document.head.append(script) })"""
VERSIONS = "caches.keys().then(names => names.length)"


class Host:
    """A server of a small book, alone or below a sub-path, which can be written anew and switched off."""

    def __init__(self, folder: Path, below: str = "any/") -> None:
        self.top, self.below, self.folder = folder, below, folder / below
        self.asked, self.port, self.age, self.runs = list[str](), 0, 0, False

    def write(self, word: str) -> None:
        """A book in which every page and one script say the word."""
        head = "<!doctype html><title>{0}</title><link rel=icon href=data:,>"
        link = head + "<p>{0}</p><script src={1}assets/offline.js></script>"
        files = {
            name: link.format(word, "../" * name.count("/")) for name in ("index.html", "a/one.html", "a/two.html")
        }
        files |= {"404.html": "<p>lost", "assets/piece.js": f"window.piece = '{word}'", "assets/same.js": "1"}
        files["worker.js"] = (ROOT / "docs/theme/worker.js").read_text(encoding="utf-8")
        files["assets/offline.js"] = (ROOT / "docs/assets/offline.js").read_text(encoding="utf-8")
        self.age += 10
        for name, text in files.items():
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        keep(self.folder)
        for name in files:
            os.utime(self.folder / name, (1e9 + self.age,) * 2)  # servers tell changes by whole seconds

    @contextmanager
    def on(self) -> Iterator[str]:
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                if host.runs:  # a browser holds connections in reserve, which outlive the server
                    host.asked.append(self.path[len(host.below) :])
                    super().do_GET()

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Handler, directory=str(self.top)))
        server.daemon_threads, self.port = True, server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.runs = True
        try:
            yield f"http://127.0.0.1:{self.port}/{self.below}"
        finally:
            self.runs = False
            server.shutdown()
            server.server_close()


@pytest.fixture
def host(tmp_path: Path, request: pytest.FixtureRequest) -> Host:
    made = Host(tmp_path / "book", getattr(request, "param", "any/"))
    made.write("first")
    return made


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    with open_context(browser, keeps=True) as context:
        yield context


def visit(reader: BrowserContext, address: str) -> Page:
    """Open the first page until the book is kept, and open it again, so that it comes from there."""
    page = reader.new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(address)
    page.wait_for_function("navigator.serviceWorker.controller")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("host", ["", "of/any/"], indirect=True, ids=["a host of its own", "below a sub-path"])
def test_after_one_visit_every_page_is_there_without_a_network(host: Host, reader: BrowserContext) -> None:
    with host.on() as address:
        page = visit(reader, address)
    for name in ("a/two.html", "a/one.html?h=word#place", "", "index.html", "a/two", "a/one?h=word#place", "index"):
        page.goto(address + name)
        assert page.evaluate(WORD) == "first"
    for name in ("a/none.html", "a/none", "a/two/", "a/%E0%A4", "constructor"):
        lost = page.goto(address + name)
        assert lost and lost.status == 404 and page.evaluate(WORD) == "lost"


@pytest.mark.browser
def test_a_new_version_leaves_open_tabs_alone_and_comes_whole_to_the_only_one(
    host: Host, reader: BrowserContext
) -> None:
    with host.on() as address:
        one = visit(reader, address)
        two = reader.new_page()
        two.goto(address + "a/one.html")
        host.asked.clear()
        host.write("second")
        assert one.evaluate(WAITS)
        assert "/a/two.html" in host.asked and "/assets/same.js" not in host.asked, "only what has changed is fetched"
        two.goto(address + "a/two.html")
        two.wait_for_timeout(300)  # it asks whether it is alone
        assert [two.evaluate(WORD), two.evaluate(PIECE), one.evaluate(PIECE)] == ["first"] * 3
        two.close()
        one.goto(address + "a/two.html")
        expect(one.locator("p")).to_have_text("second")
        assert [one.evaluate(PIECE), one.evaluate(VERSIONS)] == ["second", 1]


@pytest.mark.browser
def test_a_version_with_a_file_of_another_is_not_taken(host: Host, reader: BrowserContext) -> None:
    with host.on() as address:
        page = visit(reader, address)
        host.write("second")
        (host.folder / "a/two.html").write_text("<p>third", encoding="utf-8")
        assert not page.evaluate(WAITS)
        page.goto(address + "a/two.html")
        assert [page.evaluate(WORD), page.evaluate(PIECE)] == ["first", "first"]
        host.write("third")
        assert page.evaluate(WAITS)
        page.goto(address)
        expect(page.locator("p")).to_have_text("third")


@pytest.mark.browser
def test_pages_that_are_being_written_are_not_kept_any_more(host: Host, reader: BrowserContext) -> None:
    with host.on() as address:
        page = visit(reader, address)
        shutil.copyfile(ROOT / "docs/theme/worker.js", host.folder / "worker.js")
        page.evaluate("navigator.serviceWorker.getRegistration().then(held => held.update())")
        page.wait_for_function(f"{VERSIONS}.then(count => count === 0)")
        host.write("edited")
        page.goto(address)
        assert page.evaluate(WORD) == "edited"


@pytest.mark.browser
@pytest.mark.parametrize(
    "refusal",
    [
        "delete Navigator.prototype.serviceWorker",
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
        "CacheStorage.prototype.open = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))",
    ],
    ids=["as in a private window", "as a browser that is told not to", "as a full disk"],
)
def test_where_nothing_may_be_kept_the_book_is_read_as_before(refusal: str, host: Host, browser: Browser) -> None:
    if "Storage" in refusal:  # the worker's, which no script of a page can change
        worker = host.folder / "worker.js"
        worker.write_text(f"{refusal};\n{worker.read_text(encoding='utf-8')}", encoding="utf-8")
    with host.on() as address, reading(browser, address, keeps=True) as page:
        page.add_init_script(refusal)
        for name in ("", "a/two.html"):
            page.goto(address + name, wait_until="networkidle")
            assert page.evaluate(WORD) == "first"
        assert page.evaluate("navigator.serviceWorker?.controller ?? null") is None


@pytest.mark.browser
@pytest.mark.parametrize("saves", [False, True])
def test_the_book_is_fetched_after_a_while_unless_the_reader_saves_data(
    saves: bool, reader: BrowserContext, address: str
) -> None:
    page, asked = reader.new_page(), list[str]()
    reader.on("request", lambda request: asked.append(request.url))
    if saves:
        page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.clock.install()
    page.goto(address + "reference/notation.html")
    assert not [url for url in asked if url.endswith("offline.js")]
    page.clock.run_for(9000)
    page.wait_for_timeout(300)
    assert [url.removeprefix(address) for url in asked if url.endswith("offline.js")] == ["assets/offline.js"] * (
        not saves
    )


def book(site: Path) -> dict[str, dict[str, str]]:
    """What the site's worker keeps."""
    told = re.search(r"^const BOOK = (.*);", (site / "worker.js").read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    kept: dict[str, dict[str, str]] = json.loads(told[1])
    return kept


def test_everything_that_a_page_loads_is_kept(page: str, site: Path) -> None:
    files, text = book(site)["files"], (site / page).read_text(encoding="utf-8")
    asked = [*parsed(site / page).loads, *re.findall(r'data-frames="([^"]+)"', text)]
    paths = {urlsplit(address).path for address in asked if not address.startswith("data:")} - {""}
    places = {urljoin(f"/{page}", path)[1:] for path in paths}
    assert page in files and {place for place in places if place not in files} <= {"assets/icon-180.png"}


def test_no_download_is_kept_and_the_whole_book_is_small(site: Path) -> None:
    files = book(site)["files"]
    assert not [name for name in files if re.search(r"\.(pdf|png|csv|npz|ipynb|py|map)$", name)]
    assert {"search/index.js", "search/texts.js", "404.html", "assets/offline.js"} <= set(files)
    assert "worker.js" not in files


@pytest.mark.parametrize("change", ["a/two.html", "assets/piece.js"])
def test_a_version_is_called_by_what_is_in_it(change: str, host: Host) -> None:
    first = book(host.folder)["version"]
    host.write("first")
    assert book(host.folder)["version"] == first
    (host.folder / change).write_text("other", encoding="utf-8")
    shutil.copyfile(ROOT / "docs/theme/worker.js", host.folder / "worker.js")
    keep(host.folder)
    assert book(host.folder)["version"] != first
