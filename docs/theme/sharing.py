"""A MkDocs hook: what tells others of a page. Where the published address is known: a picture, data for search
engines, a list of pages with the days on which they were last changed. Where the repository is known: ways to the
source of each page and figure. And how to cite a page, in any case."""

import html
import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from figures.engine.site.build import Build
from figures.engine.site.for_hooks import build_of, made_of
from figures.engine.typefaces.chosen import Typefaces

PICTURES = "assets/previews"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SCRIPT = re.compile(r'(<details class="figure-source"[^>]*>(?:(?!</details>).)*?Drawn by <a href="[^"]*">([^<]*)</a>)')
TAG = re.compile(r"<[^>]*>")
_shown: dict[str, Page] = {}  # the pages of this build, by source


@cache
def days_of(root: Path) -> dict[str, str]:
    """The day of the last commit that touched each file. Where there is no git, as in an archive of the book, the day
    of the file itself, for MkDocs needs one.
    """
    ask = ["git", "-c", "core.quotePath=off", "log", "--format=%x00%cs", "--name-only", "--", "docs"]
    try:
        told = subprocess.run(ask, cwd=root, capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        files = (path for path in (root / "docs").rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix(): _day(path.stat().st_mtime) for path in files}
    days: dict[str, str] = {}
    for commit in told.split("\0")[1:]:
        day, *files = commit.split("\n")
        for file in filter(None, files):
            days.setdefault(file, day)
    return days


def _day(moment: float) -> str:
    """As in 2026-11-29."""
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def on_pre_build(config: MkDocsConfig) -> None:
    """Forget the pages of the last build; have a way to its script set beside each figure."""
    _shown.clear()
    if repository := config.extra.get("repository"):
        build_of(config).hooked.change(in_repository, str(repository))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Pages are as old as their last commit: a build at another time gives the same site."""
    days = days_of(Path(config.docs_dir).parent)
    for page in nav.pages:
        page.update_date = days.get(f"docs/{page.file.src_uri}", "")


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """What the templates ask for; see partials/shared.html and partials/cite.html."""
    book = str(config.site_name)
    title = book if page.is_homepage else _plain(page.title)
    _shown[page.file.src_uri] = page
    context["bibtex"] = bibtex(title, book, page, config)
    if not config.site_url:
        return
    figure = first_figure(build_of(config), page)
    if not figure and nav.homepage:
        figure = first_figure(build_of(config), nav.homepage)
    context["preview"] = {
        "address": config.site_url + _place(page),
        "alt": build_of(config).embedding.alts.get(figure or "", title),
    }
    context["described"] = described(title, book, page, config)


def first_figure(build: Build, page: Page) -> str | None:
    """The name of the first figure on the page that is there as PNG."""
    shown = build.book.pages.get(page.file.src_uri)
    entries = build.embedding.entries
    names = shown.figures if shown else {}
    return next((name for name in names if name in entries and "png" in entries[name].files), None)


def bibtex(title: str, book: str, page: Page, config: MkDocsConfig) -> str:
    """How to cite the page."""
    safe = {
        "author": "{" + _escaped(str(config.site_author)) + "}",
        "title": "{" + _escaped(title) + "}",
        "booktitle": None if page.is_homepage else "{" + _escaped(book) + "}",
        "year": str(page.update_date or "")[:4],
        "url": page.canonical_url if config.site_url else None,
        "note": "Text and figures CC BY 4.0, code MIT",
    }
    key = re.sub(r"[^a-z0-9]+", "-", page.url.removesuffix(".html").lower())
    lines = [f"  {name:<9} = {{{value}}}," for name, value in safe.items() if value]
    return "\n".join([f"@{'book' if page.is_homepage else 'incollection'}{{{key},", *lines, "}"])


def described(title: str, book: str, page: Page, config: MkDocsConfig) -> list[dict[str, Any]]:
    """The page in the words of schema.org, and the way to it from the first page."""
    home = {"@type": "Book", "@id": f"{config.site_url}#book", "name": book, "url": config.site_url}
    common = {
        "@context": "https://schema.org",
        "url": page.canonical_url,
        "description": page.meta.get("description") or config.site_description,
        "image": str(config.site_url) + _place(page),
        "inLanguage": "en-GB",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "author": {"@type": "Organization", "name": config.site_author},
    } | ({"dateModified": page.update_date} if page.update_date else {})
    if page.is_homepage:
        return [common | home]
    steps = [
        (book, config.site_url),
        *([(_plain(page.parent.title), None)] if page.parent else []),
        (title, page.canonical_url),
    ]
    crumbs = [
        {"@type": "ListItem", "position": position, "name": name} | ({"item": address} if address else {})
        for position, (name, address) in enumerate(steps, 1)
    ]
    article = {"@type": ["TechArticle", "LearningResource"], "headline": title, "name": title, "isPartOf": home}
    return [common | article, {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": crumbs}]


def in_repository(page: str, repository: str) -> str:
    """The page with a way to each script there."""
    return SCRIPT.sub(rf'\1 (<a href="{repository}/blob/HEAD/\2">in the repository</a>)', page)


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Pictures and what robots ask for, or nothing of both."""
    site, build = Path(config.site_dir), build_of(config)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # holds the time of the build
    if not config.site_url:
        (site / "sitemap.xml").unlink(missing_ok=True)
        return
    from docs.theme.preview_pictures import kept  # loads what draws

    (site / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {config.site_url}sitemap.xml\n", encoding="utf-8"
    )
    faces = {(face.role, face.weight): face.file for face in Typefaces(build.project.root).faces() if not face.italic}
    chosen = {"title": faces["text", 600], "foot": faces["label", 400]}
    home = next((page for page in _shown.values() if page.is_homepage), None)
    for page in _shown.values():
        place = site / _place(page)
        name = first_figure(build, page) or (home and first_figure(build, home))
        figure = build.placing.cache.path(build.embedding.entries[name], "png") if name else None
        title, foot = (config.site_name, "") if page is home else (_plain(page.title), config.site_name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(kept(made_of(config), title, foot, figure, chosen))


def _place(page: Page) -> str:
    return f"{PICTURES}/{page.url.removesuffix('.html')}.png"


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", text)


def _plain(title: Any) -> str:
    return html.unescape(TAG.sub("", str(title)))
