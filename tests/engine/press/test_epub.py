"""The EPUB is whole, well formed and the same in every byte; Debian's epubcheck judges it where it is installed."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest

from figures.engine.press.book import Book, read_book
from figures.engine.press.epub import BRACKET, make_epub
from tests.engine.press.conftest import copy_small

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "x": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
}
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")


@pytest.fixture(scope="module")
def epub(book: Book) -> bytes:
    return make_epub(book)


@pytest.fixture(scope="module")
def files(epub: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(epub)) as archive:
        assert archive.infolist()[0].filename == "mimetype" and archive.infolist()[0].compress_type == ZIP_STORED
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_file_of_text_is_xml_and_every_link_in_it_has_a_place(files: dict[str, bytes]) -> None:
    pages = {name: ElementTree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}
    places = {name: {element.get("id") for element in tree.iter()} for name, tree in pages.items()}
    links = 0
    for name, tree in pages.items():
        for link in tree.iter(f"{{{NAMES['x']}}}a"):
            href = link.get("href", "")
            if not href.startswith("http"):
                file, _, place = href.partition("#")
                assert not place or place in places[f"book/{file}" if file else name], (name, href)
                links += 1
    assert links > 10


def test_the_package_names_every_file_once_and_what_is_in_it(files: dict[str, bytes]) -> None:
    package = ElementTree.fromstring(files["book/package.opf"])
    items = {item.get("href"): item for item in package.iterfind(".//opf:item", NAMES)}
    assert {f"book/{name}" for name in items} == files.keys() - {
        "mimetype",
        "META-INF/container.xml",
        "book/package.opf",
    }
    assert items["part-lines.xhtml"].get("properties") == "mathml svg"
    assert items["nav.xhtml"].get("properties") == "nav"
    order = [items_by.get("idref") for items_by in package.iterfind(".//opf:itemref", NAMES)]
    hrefs = [next(href for href, item in items.items() if item.get("id") == identity) for identity in order]
    assert hrefs == [
        "nav.xhtml", "index.xhtml", "part-one.xhtml", "part-lines.xhtml", "part-two.xhtml", "part-one--solutions.xhtml",
    ]  # fmt: skip


def test_formulas_are_mathml_with_words_and_figures_drawings_with_alternative_text(files: dict[str, bytes]) -> None:
    text = files["book/part-lines.xhtml"].decode()
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="w^2">' in text
    assert 'role="img" aria-label="A line that rises."' in text and "stroke:#bb2a2a" in text
    assert "var(" not in text and "data-" not in text and ' href="#line-a' not in text


def test_equal_books_are_equal_in_every_byte(epub: bytes, tmp_path: Path) -> None:
    root = copy_small(tmp_path / "again")
    assert make_epub(read_book(root, root / "site")) == epub


@pytest.mark.skipif(not (EPUBCHECK.exists() and shutil.which("java")), reason="Debian's epubcheck is not installed")
def test_epubcheck_reports_nothing(epub: bytes, tmp_path: Path) -> None:
    place = tmp_path / "book.epub"
    place.write_bytes(epub)
    done = subprocess.run(["java", "-jar", str(EPUBCHECK), str(place)], capture_output=True, text=True, check=False)
    assert not re.search("ERROR|WARNING|FATAL", done.stdout + done.stderr), done.stdout + done.stderr
    assert done.returncode == 0


def test_typefaces_come_from_the_sheet_that_holds_them_as_files_of_their_own(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "fonts")
    face = '@font-face{font-family:"Own";src:url(%s) format("woff2")}'
    assets = root / "site/assets"
    (assets / "typefaces-11111111.css").write_text(face % "typefaces/own.woff2", encoding="utf-8")
    (assets / "typefaces-11111111.whole.css").write_text(face % "data:font/woff2;base64,d09GMg==", encoding="utf-8")
    with ZipFile(BytesIO(make_epub(read_book(root, root / "site")))) as archive:
        (font,) = [name for name in archive.namelist() if name.endswith(".woff2")]
        assert archive.read(font) == b"wOF2"
        sheet = archive.read("book/book.css").decode()
    assert f"url({font.removeprefix('book/')})" in sheet and "own.woff2" not in sheet


def test_brackets_grow_only_where_they_are_written_as_left_and_right() -> None:
    mathml = (
        "<mi>L</mi><mo>(</mo><mi>w</mi><mo>)</mo><mrow><mo>(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>)</mo></mrow>"
    )
    written = BRACKET.sub(r'<mo stretchy="false">\1</mo>', mathml)
    assert written.count('stretchy="false"') == 2 and "<mrow><mo>(</mo><mfrac>" in written
