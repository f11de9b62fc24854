"""Every address on every page, followed without a browser."""

import base64
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.observed import PAGES

LOADS = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("image", "href"),
    ("image", "xlink:href"),
}
DATA = ("application/json", "application/ld+json")  # scripts that are none
LOADED_BY_LINK = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "preconnect"}


class Html(HTMLParser):
    """What a page defines (ids), where it points, what it loads, and what stands in it with its policy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.points: list[str] = []
        self.loads: list[str] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.styled: list[str] = []
        self.policy = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        self.loads += [value for name, value in given.items() if (tag, name) in LOADS]
        if tag == "a" and "href" in given:
            self.points.append(given["href"])
        if tag == "link" and LOADED_BY_LINK & set(given["rel"].split()):
            self.loads.append(given["href"])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if "style" in given:
            self.styled.append(f"{tag} {given['style']}")
        script = tag == "script" and "src" not in given and given.get("type") not in DATA
        self._inside = tag if script or tag == "style" else ""
        if self._inside:
            self.inline[tag].append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.inline[self._inside][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def allowed(self, kind: str) -> set[str]:
        """What the policy allows of a kind, besides files."""
        (said,) = re.findall(f"{kind}-src([^;]*)", self.policy)
        return set(said.split()) - {"'self'", "file:", "'wasm-unsafe-eval'"}


@cache
def parsed(path: Path) -> Html:
    return Html(path.read_text(encoding="utf-8"))


def digest_of(text: str) -> str:
    """How a policy names an inline script or sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def fault(page: Path, address: str, site: Path) -> str | None:
    """Why `address`, written on `page`, leads nowhere; None if it leads somewhere."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto"):
        return None
    if address.startswith("data:image/png;base64,"):
        return None  # an image in a drawing holds itself
    if parts.scheme or parts.path.startswith("/"):
        return f"{address} is not relative"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(site.resolve()) or not target.is_file():
        return f"{address}: no such file"
    if parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in parsed(target).ids:
        return f"{address}: no such place on that page"
    return None


def test_every_link_image_and_anchor_resolves(page: str, site: Path) -> None:
    path = (site / page).resolve()
    html = parsed(path)
    assert [text for address in html.points + html.loads if (text := fault(path, address, site))] == []


def test_nothing_is_loaded_from_elsewhere(page: str, site: Path) -> None:
    assert [address for address in parsed(site / page).loads if urlsplit(address).scheme not in ("", "data")] == []


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        asked = re.findall(r"@import[^;]*|url\(\s*['\"]?(?:https?:)?//[^)]*", sheet.read_text(encoding="utf-8"))
        assert asked == [], sheet


def test_ids_are_unique(page: str, site: Path) -> None:
    ids = parsed(site / page).ids
    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []


@pytest.mark.parametrize("kind", ["script", "style"])
def test_policy_allows_just_the_scripts_and_sheets_in_the_page(kind: str, page: str, site: Path) -> None:
    """After a change of an inline script its new hash belongs into docs/theme/main.html."""
    html = parsed(site / page)
    assert html.allowed(kind) == set(map(digest_of, html.inline[kind]))


def test_no_element_has_a_style_of_its_own(page: str, site: Path) -> None:
    assert parsed(site / page).styled == []


def test_every_page_says_what_it_is_about(page: str, site: Path) -> None:
    text = (site / page).read_text(encoding="utf-8")
    description = re.search(r'<meta name="description" content="([^"]*)"', text)
    assert description and 40 <= len(description[1]) <= 220


def test_every_page_is_in_the_book(site: Path) -> None:
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")) == sorted([*PAGES, "404.html"])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("missing.html", "missing.html: no such file"),
        ("#nowhere", "#nowhere: no such place on that page"),
        ("/index.html", "/index.html is not relative"),
        ("../outside.html", "../outside.html: no such file"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(address: str, expected: str, site: Path) -> None:
    assert fault(site / "index.html", address, site) == expected
