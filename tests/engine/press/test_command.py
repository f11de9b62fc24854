"""The command, and the links to what it makes."""

from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from figures.engine.press.__main__ import file_name, main
from figures.engine.press.book import Book
from figures.engine.press.chapters import read_parts
from figures.engine.project.faults import FigureError
from tests.engine.press.conftest import copy_small

PARTIAL = Path(__file__).parents[3] / "docs/theme/partials/take-along.html"


def test_the_command_makes_the_book_where_it_is_asked_to(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(["epub", "--out", "taken"]) == 0
    assert (root / "taken/a-small-book.epub").read_bytes()[:2] == b"PK"
    assert "a-small-book.epub: 0.0 MB in" in capsys.readouterr().err


def test_the_site_is_where_the_settings_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path / "small")
    (root / "site").rename(root / "public")
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("site_dir: public\n")
    monkeypatch.chdir(root)
    assert main(["epub"]) == 0 and (root / "book/a-small-book.epub").exists()


def test_what_is_wrong_is_one_sentence_and_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert main(["epub", "--site", "nowhere", "--out", "never"]) == 1
    assert capsys.readouterr().err.startswith(
        "error: there is no index.html in nowhere (No such file or directory); build"
    )
    assert not (root / "never").exists()


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("x", "expected press as {leave_out: [part/page.md]}"),
        ("{leave_out: first.md}", "expected press as {leave_out: [part/page.md]}"),
        ("{leave_out: }", "expected press as {leave_out: [part/page.md]}"),
        ("{leave_out: [3]}", "expected press as {leave_out: [part/page.md]}"),
        ("{leaveout: [index.md]}", "unknown setting of press 'leaveout'; did you mean leave_out?"),
        ("{leave_out: [inde.md]}", "unknown page 'inde.md'; did you mean index.md"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], press: str, said: str
) -> None:
    root = copy_small(tmp_path / "small")
    text = (root / "mkdocs.yml").read_text().partition("extra:")[0]
    (root / "mkdocs.yml").write_text(f"{text}extra:\n  press: {press}\n")
    monkeypatch.chdir(root)
    assert main(["epub"]) == 1
    assert capsys.readouterr().err.startswith(f"error: mkdocs.yml:{text.count(chr(10)) + 2}: {said}")


def test_a_book_of_no_page_is_told(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "small")
    every = {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*.html")}
    with pytest.raises(FigureError, match="every page is left out of the book"):
        read_parts(root / "site", leave_out=every)


def test_pages_link_to_the_files_that_the_command_makes_and_only_where_they_are_made(book: Book) -> None:
    environment = jinja2.Environment(autoescape=True)
    environment.filters["url"] = lambda address: f"../{address}"
    partial = environment.from_string(PARTIAL.read_text(encoding="utf-8"))
    book = replace(book, title="Neural networks, figure by figure")
    told = {"extra": {"take_along": "assets/book"}, "site_name": book.title}
    text = partial.render(config=told)
    for kind in ("pdf", "letter", "epub", "zip"):
        assert f'href="../assets/book/{file_name(book, kind)}"' in text
    assert partial.render(config=told | {"extra": {"take_along": ""}}).strip() == ""
