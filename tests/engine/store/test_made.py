"""What was made of something is found again: by equal code, whole, and as long as somebody asks for it."""

import errno
from pathlib import Path

import pytest

from figures.engine.store.made import Made, Making


def made(folder: Path, *sources: str, code: str = "code") -> list[str]:
    """The sources that something had to be made of: the same ones, whether values or bytes are made."""
    memory, worked, drawn = Made(folder, code), [], []
    for source in sources:
        value, data = [source, 1.5], source.encode() + b"\n\0"
        assert memory.of("words", [source], lambda source=source, value=value: worked.append(source) or value) == value
        assert (
            memory.file("ink", Making([source], lambda source=source, data=data: drawn.append(source) or data)) == data
        )
    memory.keep()
    assert list(dict.fromkeys(drawn)) == worked
    return worked


def test_equal_things_are_made_once(tmp_path: Path) -> None:
    assert made(tmp_path, "a", "b", "a") == ["a", "b"]
    assert made(tmp_path, "b", "c") == ["c"]


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    made(tmp_path, "a", "b")
    made(tmp_path, "b")
    assert made(tmp_path, "a", "b") == ["a"]


@pytest.mark.parametrize("code", ["", "other code"])
def test_other_code_or_code_without_a_name_makes_all_anew(tmp_path: Path, code: str) -> None:
    made(tmp_path, "a")
    assert made(tmp_path, "a", code=code) == ["a"]


@pytest.mark.parametrize("damage", [b"", b"[]", b"code"])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, damage: bytes) -> None:
    made(tmp_path, "a")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 4  # the words, which bytes there are, the bytes, and how they were found whole
    for file in files:
        file.write_bytes(damage or file.read_bytes()[:-2])
    assert made(tmp_path, "a") == ["a"]
    assert made(tmp_path, "a") == []


def test_a_memory_that_lies_where_another_should_is_no_memory(tmp_path: Path) -> None:
    made(tmp_path, "a")
    kept = {path: path.read_bytes() for path in tmp_path.glob("*.json")}
    assert {path.name for path in kept} == {"words.json", "ink.json", "verified.json"}
    for path in kept:
        path.write_bytes(kept[tmp_path / ("words.json" if path.name == "verified.json" else "verified.json")])
    assert made(tmp_path, "a") == ["a"]


def test_a_file_is_left_alone_as_long_as_nobody_makes_of_its_kind(tmp_path: Path) -> None:
    made(tmp_path, "a", "b")
    Made(tmp_path, "code").keep()
    assert made(tmp_path, "a", "b") == []
    made(tmp_path, "a")
    assert len(list((tmp_path / "ink").iterdir())) == 1


def test_where_nothing_can_be_kept_all_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert made(tmp_path / "file", "a") == made(tmp_path / "file", "a") == ["a"]


@pytest.mark.parametrize("links", ["possible", "refused"])
def test_a_file_that_was_put_into_a_site_is_whole_whatever_befell_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: str
) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    if links == "refused":
        monkeypatch.setattr("os.link", refuse)
    site = tmp_path / "site"
    for spoil in (b"", b"longer than before", b"other"):  # by a tool that writes into the file of the last site
        memory = Made(tmp_path / "kept", "code")
        memory.put("ink", Making("a", lambda: b"whole"), str(site))
        memory.keep()
        assert site.read_bytes() == b"whole"
        assert site.stat().st_nlink == (2 if links == "possible" else 1)
        site.write_bytes(spoil)
    (tmp_path / "file").touch()
    Made(tmp_path / "file", "code").put("ink", Making("b", lambda: b"new"), str(site))
    assert site.read_bytes() == b"new"
    assert [path.read_bytes() for path in (tmp_path / "kept/ink").iterdir()] != [b"new"]
