"""What others are told of a page: in a small book with the book's own frame, published at an address."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from docs.theme import preview_pictures
from docs.theme.preview_pictures import kept, picture
from docs.theme.sharing import days_of
from figures.engine.store.made import Made
from figures.engine.typefaces.chosen import FOLDER, Typefaces
from tests.engine.conftest import CONFIGURATION, Mini, mini

ROOT = Path(__file__).resolve().parents[2]
HOME = "https://book.example/nets/"


def git(root: Path, *arguments: str, day: str) -> None:
    who = ["-c", "user.name=one", "-c", "user.email=one@example.org"]
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", *who, *arguments], cwd=root, env=when, check=True, capture_output=True)


@pytest.fixture(scope="module")
def faces(alone_with: Callable[[str], AbstractContextManager[None]]) -> dict[str, Path]:
    """The files of the faces of a preview; fetched here, if nothing was built before."""
    typefaces = Typefaces(ROOT)
    with alone_with("npm"):
        typefaces.fetch(print)
    file = {(face.role, face.weight): face.file for face in typefaces.faces()}
    return {"title": file["text", 600], "foot": file["label", 400]}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, faces: dict[str, Path]) -> Mini:
    project = mini(tmp_path_factory.mktemp("shared") / "book")
    frame = ROOT / "docs/theme"
    more = f"""
theme: {{name: material, custom_dir: {frame}, font: false, logo: assets/logo.svg, favicon: assets/logo.svg}}
site_url: {HOME}
site_author: Some people
site_description: A small book that says in one sentence what it is about.
extra: {{generator: false, repository: "https://git.example/some/book"}}
hooks: [{frame / "sharing.py"}]
"""
    (project.root / "docs/two.md").unlink()
    project.write("mkdocs.yml", re.sub(r"theme:.*\n", "", CONFIGURATION) + more)
    project.write(
        "docs/index.md", "---\ntitle: Front\n---\n# Hello\n\n/// figure | line\n    alt: A line.\nIt rises.\n///\n"
    )
    project.write(
        "docs/part/two.md",
        '---\ndescription: Says "why" & how.\n---\n# Two & more\n\n'
        '/// figure | dot\n    alt: A "dot".\nIt stands.\n///\n',
    )
    project.write("docs/part/words.md", "# Words\n\nOnly words.\n")
    (project.root / FOLDER).parent.mkdir(parents=True, exist_ok=True)
    (project.root / FOLDER).symlink_to(ROOT / FOLDER)
    (project.root / ".cache").mkdir(exist_ok=True)
    (project.root / ".cache/typefaces").symlink_to(ROOT / ".cache/typefaces")
    git(project.root, "init", "-q", day="2020-01-01")
    for path, day in (
        ("docs/index.md", "2021-02-03"),
        ("docs/part", "2022-03-04"),
        ("docs/part/words.md", "2023-04-05"),
    ):
        project.write("docs/part/words.md", f"# Words\n\nOnly words of {day}.\n")
        git(project.root, "add", path, day=day)
        git(project.root, "commit", "-q", "-m", path, day=day)
    built = project.build("--strict")
    assert built.returncode == 0, built.stderr
    return project


def described(page: str) -> list[dict[str, object]]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


def test_a_page_names_a_picture_of_the_size_that_it_tells(book: Mini) -> None:
    for name in ("index", "part/two", "part/words"):
        page = book.page(name)
        assert f'property="og:image" content="{HOME}assets/previews/{name}.png"' in page
        told = [int(re.search(rf'og:image:{side}" content="(\d+)"', page)[1]) for side in ("width", "height")]  # type: ignore[index]
        with Image.open(book.root / f"site/assets/previews/{name}.png") as sheet:
            assert sheet.size == tuple(told) == (1200, 630)
    assert 'og:image:alt" content="A “dot”."' in book.page("part/two")
    assert 'og:image:alt" content="A line."' in book.page("part/words")  # that of the first page


def test_data_for_search_engines_say_what_a_page_is_and_the_way_to_it(book: Mini) -> None:
    [front] = described(book.page())
    assert (front["@type"], front["name"], front["url"]) == ("Book", "Mini", HOME)
    article, crumbs = described(book.page("part/two"))
    assert article["headline"] == "Two & more" and article["description"] == "Says “why” & how."
    assert (article["url"], article["dateModified"]) == (f"{HOME}part/two.html", "2022-03-04")
    assert article["isPartOf"]["@id"] == front["@id"]  # type: ignore[index]
    steps = [(step["position"], step["name"], step.get("item")) for step in crumbs["itemListElement"]]  # type: ignore[attr-defined]
    assert steps == [(1, "Mini", HOME), (2, "Part", None), (3, "Two & more", f"{HOME}part/two.html")]


def test_the_list_of_pages_tells_the_day_of_each_pages_last_commit(book: Mini) -> None:
    text = (book.root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert dict(re.findall(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", text)) == {
        f"{HOME}index.html": "2021-02-03",
        f"{HOME}part/two.html": "2022-03-04",
        f"{HOME}part/words.html": "2023-04-05",
    }
    assert f"Sitemap: {HOME}sitemap.xml" in (book.root / "site/robots.txt").read_text(encoding="utf-8")


def test_pages_and_figures_lead_to_their_sources_and_to_a_report(book: Mini) -> None:
    page = book.page("part/two")
    links = set(re.findall(r'href="https://git\.example/some/book/?([^"]*)"', page))
    assert links == {
        "",
        "blob/HEAD/docs/part/two.md",
        "blob/HEAD/figures/dot.py",
        "issues/new?title=Error%20on%20the%20page%20Two%20%26%20more",
    }


def test_a_page_says_how_to_cite_it(book: Mini) -> None:
    cite = re.search(r'<details class="cite">.*?<pre>(.*?)</pre>', book.page("part/two"), re.DOTALL)
    assert cite and cite[1].splitlines() == [
        "@incollection{part-two,",
        "  author    = {{Some people}},",
        "  title     = {{Two \\&amp; more}},",
        "  booktitle = {{Mini}},",
        "  year      = {2022},",
        f"  url       = {{{HOME}part/two.html}},",
        "  note      = {Text and figures CC BY 4.0, code MIT},",
        "}",
    ]


def test_without_an_address_nothing_is_told_that_needs_one(site: Path) -> None:
    assert not [site / name for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt") if (site / name).exists()]
    page = (site / "learning/gradient-descent.html").read_text(encoding="utf-8")
    assert "og:image" not in page and "ld+json" not in page and "@incollection{learning-gradient-descent" in page


def test_a_picture_holds_title_and_figure_and_is_the_same_each_time(tmp_path: Path, faces: dict[str, Path]) -> None:
    drawn = []
    for width in (300, 300, 2):
        Image.new("RGBA", (width, 200), "#00ff00").save(tmp_path / "figure.png")
        drawn.append(picture("A rather long title for a page", "Book", tmp_path / "figure.png", faces))
    assert drawn[0] == drawn[1]
    sheet, narrow = (np.array(Image.open(BytesIO(each)).convert("RGB")).astype(int) for each in drawn[1:])
    green = np.argwhere((sheet == (0, 255, 0)).all(axis=2))
    ink = np.argwhere(sheet.sum(axis=2) < 200)
    assert len(ink) == pytest.approx((narrow.sum(axis=2) < 200).sum(), rel=0.02), "the figure hides no letter"
    assert ink[:, 1].max() < green[:, 1].min(), "the title stands beside the figure"
    height, width = np.ptp(green, axis=0)
    assert width / height == pytest.approx(1.5, abs=0.02)


def test_without_git_a_page_is_as_old_as_its_file(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    page.write_text("# A page\n", encoding="utf-8")
    os.utime(page, (0, 365 * 24 * 3600))
    assert days_of(tmp_path) == {"docs/page.md": "1971-01-01"}


def test_a_preview_is_drawn_again_only_when_something_on_it_changes(
    faces: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(preview_pictures, "picture", lambda *asked: drawn.append(asked[0]) or asked[0].encode())
    figure = tmp_path / "figure.png"
    for title, content in (("One", b"a"), ("One", b"a"), ("One", b"b"), ("One", b"b"), ("Two", b"b")):
        figure.write_bytes(content)
        made = Made(tmp_path / "made", "code")
        assert kept(made, title, "Book", figure, faces) == title.encode()
        made.keep()
    assert drawn == ["One", "One", "Two"]
