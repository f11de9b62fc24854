"""A large file is read again when it may be another one, and only then."""

import mmap
import os
import time
from pathlib import Path

import pytest

from figures.engine.store import watched
from figures.engine.store.digests import MISSING, content_digest
from figures.engine.store.watched import LARGE, Watched


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []

    def noted(path: Path) -> str:
        names.append(path.name)
        return content_digest(path)

    monkeypatch.setattr(watched, "content_digest", noted)
    return names


def looked_at(folder: Path, *names: str) -> list[str]:
    """The digests that one build gets."""
    look = Watched(folder / "memory.json")
    found = [look.digest(folder / name) for name in names]
    look.remember()
    return found


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment ago was written long ago."""
    monkeypatch.setattr(watched, "SETTLED", -60.0)


def test_a_large_file_is_read_once_and_a_small_one_by_every_build(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(monkeypatch)
    (tmp_path / "large").write_bytes(b"a" * LARGE)
    (tmp_path / "small").write_bytes(b"a" * (LARGE - 1))
    first = looked_at(tmp_path, "large", "small", "large", "small")
    assert read == ["large", "small"]
    assert looked_at(tmp_path, "large", "small", "large", "small") == first
    assert read == ["large", "small", "small"]


def test_an_edit_is_seen_though_size_and_time_of_the_file_are_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(monkeypatch)
    file = tmp_path / "data"
    file.write_bytes(b"a" * LARGE)
    before = looked_at(tmp_path, "data")
    then = file.stat()
    file.write_bytes(b"b" * LARGE)
    os.utime(file, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert file.stat().st_mtime_ns == then.st_mtime_ns
    assert looked_at(tmp_path, "data") != before


def test_a_file_that_takes_the_place_of_another_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode() * LARGE)
    os.utime(tmp_path / "a", (0, 0))
    os.utime(tmp_path / "b", (0, 0))
    before = looked_at(tmp_path, "a")
    os.replace(tmp_path / "b", tmp_path / "a")
    assert looked_at(tmp_path, "a") != before


def test_a_file_that_was_just_written_is_read_again(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "data").write_bytes(b"a" * LARGE)
    looked_at(tmp_path, "data")
    looked_at(tmp_path, "data")
    assert read == ["data", "data"]


def test_what_a_program_writes_through_memory_is_seen_though_no_time_of_the_file_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, now = tmp_path / "data", time.time()
    file.write_bytes(b"a" * LARGE)
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as memory:
        memory[0] = 1
        monkeypatch.setattr(watched.time, "time", lambda: now + 30)
        before = looked_at(tmp_path, "data")
        memory[1] = 2
        assert looked_at(tmp_path, "data") == [content_digest(file)] != before


def test_what_is_no_file_is_named_as_ever(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert looked_at(tmp_path, "folder", "nothing") == [content_digest(tmp_path / "folder"), MISSING]


@pytest.mark.parametrize("damage", [b"", b"[]", b"no memory"])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(monkeypatch)
    (tmp_path / "data").write_bytes(b"a" * LARGE)
    first = looked_at(tmp_path, "data")
    (tmp_path / "memory.json").write_bytes(damage)
    assert looked_at(tmp_path, "data") == first
