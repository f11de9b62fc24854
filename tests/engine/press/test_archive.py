"""The site in one ZIP."""

import os
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from figures.engine.press.__main__ import main
from figures.engine.press.archive import make_archive


def test_an_archive_holds_the_site_in_a_folder_of_its_own_and_no_archive(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    assert main(["zip", "--out", "site/taken"]) == 0 and main(["zip", "--out", "again"]) == 0
    with ZipFile("site/taken/a-small-book.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    before, after = (
        {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
        for top in (root / "site", tmp_path / "out/a-small-book")
    )
    assert after.keys() == before.keys()
    assert [path for path in before if after[path] != before[path]] == []
    assert Path("again/a-small-book.zip").read_bytes() == Path("site/taken/a-small-book.zip").read_bytes()


def test_equal_sites_give_equal_archives_whatever_their_files_order_and_age(tmp_path: Path) -> None:
    for name, order in (("one", "ab"), ("two", "ba")):
        (tmp_path / name).mkdir()
        for age, letter in enumerate(order):
            (tmp_path / name / f"{letter}.html").write_text(letter * 99, encoding="utf-8")
            os.utime(tmp_path / name / f"{letter}.html", (1e9 + 60 * age,) * 2)  # the format counts in twos of seconds
            (tmp_path / name / f"{letter}.html").chmod(0o600 if age else 0o644)
    one, two = (make_archive(tmp_path / name, "book") for name in ("one", "two"))
    assert one == two
    assert [entry.filename for entry in ZipFile(BytesIO(one)).infolist()] == ["book/a.html", "book/b.html"]
