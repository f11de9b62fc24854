"""One visit of one page: everything that the tests ask about is observed once and kept as plain data."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from figures.engine.notebooks.cells import notebooks
from tests.site.fonts import CHOSEN

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(
    path.relative_to(DOCS).with_suffix(".html").as_posix()
    for path in [*DOCS.rglob("*.md"), *(DOCS / page for page in notebooks(DOCS))]
    if "theme" not in path.relative_to(DOCS).parts
)
OBSERVE = (Path(__file__).parent / "observe.js").read_text(encoding="utf-8")
JUDGED = (Path(__file__).parent / "judged.js").read_text(encoding="utf-8")
AXE = """async rules => (await axe.run(document, {...rules, resultTypes: ["violations"]})).violations.map(
    ({id, help, nodes}) => `${id}: ${help}: ${nodes.slice(0, 3).map(it => `${it.target} ${it.failureSummary}`)}`)"""
# Whether what is tapped is large enough, axe-core judges only when asked. In the dark a page has other colours and no
# more, but is looked at on the other device.
JUDGES = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block", "target-size"]},
}
# Writes the letters that are painted, kind by kind: MathML is for ears only, and a template waits. On a telephone what
# is hidden counts too: on a desktop it is not.
LETTERS = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), kinds = new Map();
    for (let node; (node = walk.nextNode());) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest("math, script, style, noscript, template, title, desc")) continue;
        if (innerWidth > 600 && !parent.checkVisibility({visibilityProperty: true})) continue;
        const style = getComputedStyle(parent);
        const kind = [style.fontFamily, style.fontWeight, style.fontStyle].join();
        if (!kinds.has(kind)) kinds.set(kind, new Set());
        for (const letter of node.data) if (letter.trim()) kinds.get(kind).add(letter);
    }
    const stage = document.createElement("div");
    for (const [kind, letters] of kinds) {
        const [weight, slant] = kind.split(",").slice(-2), line = document.createElement("p");
        line.style.cssText = `all:initial;font-weight:${weight};font-style:${slant}`;
        line.style.fontFamily = kind.split(",").slice(0, -2).join();
        line.textContent = [...letters].sort().join(" ");
        line.className = "letters";
        stage.append(line);
    }
    document.body.append(stage);
    return kinds.size;
}"""
FACES = "**/assets/typefaces-*.css"
CAME = """() => {
    const asked = [...document.querySelectorAll("link[rel=preload][as=font]")];
    return asked.length && asked.every(({ href }) => performance.getEntriesByName(href).length);
}"""
# Firefox, of a formula of which it has read no more than the beginning.
HALF_READ = "Incorrect number of children for <m"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Look(Enum):
    """A colour scheme and a width."""

    LIGHT_DESKTOP = "light-1280"
    DARK_DESKTOP = "dark-1280"
    LIGHT_PHONE = "light-390"
    DARK_PHONE = "dark-390"

    @property
    def scheme(self) -> Any:
        return self.value.split("-")[0]

    @property
    def width(self) -> int:
        return int(self.value.split("-")[1])

    @property
    def size(self) -> Any:
        return {"width": self.width, "height": 900 if self.width > 600 else 844}


def looks_of(page: str) -> list[Look]:
    """How the tests look at a page: in both schemes and at both widths, every other page the other way round.

    Under fonts that are not the site's own, on a phone, where a line is shortest.
    """
    if CHOSEN != "none":
        return [Look.LIGHT_PHONE]
    if PAGES.index(page) % 2:
        return [Look.LIGHT_PHONE, Look.DARK_DESKTOP]
    return [Look.LIGHT_DESKTOP, Look.DARK_PHONE]


@dataclass
class Seen:
    """What happened while a page was read, and how it looked."""

    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    view: dict[str, Any] = field(default_factory=dict)
    kinds_of_letters: int = 0  # by face, weight and slant
    fonts: dict[str, set[str]] = field(default_factory=dict)  # those that paint them, "ours" and "others"


@contextmanager
def start_chromium(program: str, **environment: str) -> Iterator[Browser]:
    """A headless Chromium that asks nothing of the network by itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, headless=True, args=FLAGS, env=dict(os.environ) | environment
        )
        yield chromium
        chromium.close()


def open_context(browser: Browser, look: Look = Look.LIGHT_DESKTOP, keeps: bool = False, **more: Any) -> BrowserContext:
    """A fresh reader: nothing stored, nothing cached, and only one who `keeps` the book fetches all of it."""
    usual: dict[str, Any] = {"viewport": look.size, "color_scheme": look.scheme}
    context = browser.new_context(**(usual | more))
    if not keeps:
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    return context


def watch(page: Page, home: str, seen: Seen) -> None:
    """Write down what the console says, what is asked of others and what is not found."""

    def requested(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:")):
            seen.foreign.append(request.url)

    def failed(request: Request) -> None:
        if "ABORTED" not in (request.failure or ""):  # given up where the reader leaves at once
            seen.failed.append(request.url)

    def told(kind: str, words: str) -> None:
        if HALF_READ not in words:
            seen.console.append(f"{kind}: {words}")

    page.on("console", lambda message: told(message.type, message.text))
    page.on("pageerror", lambda error: told("error", str(error)))
    page.on("request", requested)
    page.on("requestfailed", failed)
    page.on("response", lambda response: seen.failed.append(response.url) if response.status >= 400 else None)


@contextmanager
def reading(browser: Browser, home: str, look: Look = Look.LIGHT_DESKTOP, **more: Any) -> Iterator[Page]:
    """A tab of a fresh reader; in the end its pages have complained of nothing and asked nothing of others."""
    with open_context(browser, look, **more) as context:
        seen, page = Seen(), context.new_page()
        watch(page, home, seen)
        yield page
        told = (seen.console, seen.foreign, seen.failed)
        assert told == ([], [], []), told


def fonts_of(page: Page, selector: str) -> dict[str, set[str]]:
    """The fonts that paint the elements, ours and others, by name."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    found: dict[str, set[str]] = {"ours": set(), "others": set()}
    for node in nodes:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            found["ours" if font["isCustomFont"] else "others"].add(font["familyName"])
    return found


@contextmanager
def fonts_in_time(page: Page) -> Iterator[None]:
    """Where a page is opened within, its fonts are there before it is painted, however busy this machine is.

    Chromium waits for those asked for ahead, but not long. What names them is kept back until they have come.
    """
    held: list[Route] = []
    page.route(FACES, lambda route: held.append(route))
    yield
    page.wait_for_function(CAME, polling=20)
    for route in held:
        route.continue_()
    page.unroute(FACES)


FORGET = "try { localStorage.clear(); sessionStorage.clear() } catch {}"  # a page without an address has none


@contextmanager
def looking(browser: Browser, home: str) -> Iterator[Callable[[str, Look, str], Seen]]:
    """Looks at one page after the other, each as a reader who has stored nothing and fetches everything anew.

    They share a tab, whose process need not be started for each; one in which something failed is not taken again.
    """
    with open_context(browser) as context:
        context.add_init_script(FORGET)
        tabs: list[tuple[Page, Seen]] = []

        def look_at(name: str, look: Look, axe: str = "") -> Seen:
            """Read the page to its end, open every solution, and let axe-core judge it, if its source is given."""
            if tabs:
                page, seen = tabs.pop()
                vars(seen).update(vars(Seen()))
            else:
                page, seen = context.new_page(), Seen()
                watch(page, home, seen)
                bare = context.new_cdp_session(page)
                bare.send("Network.enable")
                bare.send("Network.setCacheDisabled", {"cacheDisabled": True})
            page.set_viewport_size(look.size)
            page.emulate_media(color_scheme=look.scheme)
            with fonts_in_time(page) if CHOSEN != "none" and home.startswith("http") else nullcontext():
                page.goto(home + name, wait_until="commit")
            page.wait_for_load_state("networkidle")
            seen.view = page.evaluate(OBSERVE, CHOSEN == "none")
            seen.kinds_of_letters = page.evaluate(LETTERS)
            seen.fonts = fonts_of(page, ".letters")
            page.evaluate("document.querySelector('.letters').parentElement.remove()")
            if axe:
                page.evaluate(axe)
                page.evaluate(JUDGED)
                seen.axe = page.evaluate(AXE, JUDGES[look.scheme])
            tabs.append((page, seen))
            return replace(seen)

        yield look_at
