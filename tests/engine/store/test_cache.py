"""The cache serves what is whole, and nothing else; two builds may share it; writing may fail."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from figures.engine.freshness.refresh import cache_of
from figures.engine.store.cache import GRACE, KEPT, Cache, Entry
from figures.engine.store.digests import digest
from figures.engine.store.writes import put, write_atomically
from tests.engine.conftest import HOME, Mini

DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "emptied": lambda data: b"",
    "garbage": lambda data: bytes(range(256)) * 8,
    "one byte changed": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "longer": lambda data: data + b" ",
    "gone": lambda data: None,
}


@pytest.fixture(scope="module")
def built(make_project: Callable[[str], Mini]) -> Mini:
    project = make_project("cache")
    project.drawn()
    return project


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("role", ["entry", "inline", "svg", "pdf", "png", "csv"])
def test_a_damaged_file_makes_its_figure_stale_and_no_other(built: Mini, role: str, damage: str) -> None:
    entry = built.look().fresh["line"]
    cache = cache_of(built.project)
    path = cache.folder / "line" / f"{entry.key}.json" if role == "entry" else cache.path(entry, role)
    whole, spoilt = path.read_bytes(), DAMAGES[damage](path.read_bytes())
    try:
        path.unlink() if spoilt is None else path.write_bytes(spoilt)
        assert built.stale() == {"line"}
        assert cache.last_good("line") is None
    finally:
        path.write_bytes(whole)
    assert built.stale() == set()


def test_an_entry_under_the_name_of_another_is_not_believed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for name, key in (("dot", "1"), ("dot", "2"), ("line", "1")):
        cache.save(Entry(name, key, 0, {}))
    for path in ("dot/2.json", "line/1.json"):
        shutil.copy(tmp_path / "dot/1.json", tmp_path / path)
    assert cache.load("dot", "1")
    assert cache.load("dot", "2") is None and cache.load("line", "1") is None


def test_a_damaged_drawing_is_drawn_again_to_the_same_bytes(ready: Mini) -> None:
    before = ready.files("line")
    for path in (ready.root / ".cache/figures/line").iterdir():
        path.write_bytes(b"garbage")
    assert ready.drawn() == {"line"}
    assert ready.files("line") == before
    assert ready.stale() == set()


@pytest.mark.parametrize("damage", ["truncated", "emptied", "garbage", "one byte changed", "gone"])
def test_what_is_only_remembered_may_be_lost(built: Mini, damage: str) -> None:
    path = built.root / ".cache/figures/modules.json"
    spoilt = DAMAGES[damage](path.read_bytes())
    path.unlink() if spoilt is None else path.write_bytes(spoilt)
    assert built.stale() == set()
    built.edit("figures/shared.py", "3.0", "5.0")
    try:
        assert built.stale() == {"line"}
    finally:
        built.edit("figures/shared.py", "5.0", "3.0")


def test_a_cache_that_was_deleted_is_made_again(ready: Mini) -> None:
    shutil.rmtree(ready.root / ".cache")
    assert ready.drawn() == {"line", "dot"}


def test_two_builds_at_once_both_end_well_and_leave_a_whole_cache(project: Mini) -> None:
    for name in ("one", "two", "three"):
        shutil.copy(project.root / "figures/line.py", project.root / f"figures/{name}.py")
    order = [sys.executable, "-m", "figures", "--project", str(project.root)]
    both = [subprocess.Popen(order, cwd=HOME, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        assert "error" not in errors
    assert project.stale() == set()
    for folder in (project.root / ".cache/figures").iterdir():
        if folder.is_dir():
            entry = project.look().fresh[folder.name]
            assert {path.name for path in folder.iterdir()} == {*entry.files.values(), f"{entry.key}.json"}


def test_the_last_drawings_are_kept_and_older_ones_dropped(ready: Mini) -> None:
    cache = cache_of(ready.project)
    entry = ready.look().fresh["dot"]
    for number in range(KEPT + 2):
        entry.key = f"{number:032x}"
        entry.files["svg"] = cache.store("dot", b"<svg>%d</svg>" % number, "svg")
        cache.save(entry)
        path = cache.folder / "dot" / f"{entry.key}.json"
        os.utime(path, (2e9 + number, 2e9 + number))
    old = cache.folder / "dot" / "0.svg"
    old.write_bytes(b"")
    os.utime(old, (1e9, 1e9))
    fresh = cache.folder / "dot" / "1.svg"
    fresh.write_bytes(b"")  # another build may be about to name it
    cache.tidy("dot")
    kept = sorted(path.stem for path in (cache.folder / "dot").glob("*.json"))
    assert kept == [f"{number:032x}" for number in range(2, KEPT + 2)]
    assert fresh.exists() and not old.exists()
    assert GRACE > 60


def test_what_is_drawn_after_a_clock_was_set_back_stays(ready: Mini) -> None:
    cache, entry = cache_of(ready.project), ready.look().fresh["dot"]
    for number in range(KEPT):
        entry.key = f"{number:032x}"
        cache.save(entry)
        os.utime(cache.folder / "dot" / f"{entry.key}.json", (4e9, 4e9))
    ready.edit("figures/dot.py", '"o"', '"x"')
    assert ready.drawn() == {"dot"}
    assert ready.stale() == set()
    drawn = ready.look().fresh["dot"]
    assert cache.last_good("dot") == drawn
    cache.touch(entry)
    assert cache.last_good("dot") == entry


def test_what_another_build_takes_away_meanwhile_harms_neither_the_look_nor_the_tidying(ready: Mini) -> None:
    cache = cache_of(ready.project)
    folder, entry = cache.folder / "dot", ready.look().fresh["dot"]
    for name in ("0.json", ".1.svg.7-7.new"):  # listed, and gone when it is looked at, as is a link to nowhere
        (folder / name).symlink_to("nowhere")
    old = folder / "0.svg"
    old.write_bytes(b"")
    os.utime(old, (1e9, 1e9))
    assert cache.last_good("dot") == entry
    cache.tidy("dot")
    assert not old.exists()
    assert all(cache.path(entry, role).exists() for role in entry.files)


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    assert write_atomically(path, b"1")
    before = path.stat()
    assert not write_atomically(path, b"1")
    assert path.stat().st_mtime_ns == before.st_mtime_ns and path.stat().st_ino == before.st_ino
    assert write_atomically(path, b"2")
    assert [path.read_bytes() for path in path.parent.iterdir()] == [b"2"]


def test_a_write_that_fails_leaves_what_was_there_and_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(path, b"new")
    assert caught.value.filename == str(path)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_an_entry_is_its_own_witness(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    file = cache.store("name", b"drawing", "svg")
    assert file == f"{digest(b'drawing')}.svg"
    entry = Entry("name", "key", 0.5, {"svg": file}, {"n": 1}, {"/x": "missing"}, {}, (1.0, 2.0))
    cache.save(entry)
    loaded = cache.load("name", "key")
    assert loaded is not None and tuple(loaded.size) == (1, 2)
    assert (loaded.facts, loaded.reads) == ({"n": 1}, {"/x": "missing"})
    assert cache.load("name", "other") is None and cache.load("other", "key") is None


def test_a_file_in_place_of_the_cache_is_told_and_nothing_else_is_lost(project: Mini) -> None:
    project.write(".cache", "not a folder")
    result = project.command()
    assert result.returncode == 1
    told = r"figures/dot.py: cannot keep the drawing: Not a directory \(.*\); look what is there\n"
    assert re.search(told, result.stderr)
    assert "figures/line.py: cannot keep the drawing: " in result.stderr
    assert "Traceback" not in result.stderr
    built = project.build()
    assert built.returncode == 1 and "cannot keep the drawing" in built.stderr and "Traceback" not in built.stderr
    assert not (project.root / "site").exists()


def shell(project: Mini, script: str) -> subprocess.CompletedProcess[str]:
    """A shell in name spaces of its own, where it may mount what it likes; skips the test where there are none."""
    name_space = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    tools = "mount -t tmpfs -o size=1m tmpfs /mnt"
    try:
        subprocess.run([*name_space, "sh", "-c", tools], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs unshare (util-linux) and a kernel that lets it make a mount name space")
    environment = os.environ | {"PYTHON": sys.executable, "PYTHONPATH": str(HOME), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [*name_space, "sh", "-ec", script],
        cwd=project.root,
        env=environment,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_read_only_cache_serves_what_is_fresh_and_refuses_clearly_what_is_stale(ready: Mini) -> None:
    assert ready.build().returncode == 0
    before, site = ready.snapshot(".cache"), ready.snapshot("site")
    result = shell(
        ready,
        """
        mount --bind .cache .cache
        mount -o remount,ro,bind .cache
        $PYTHON -m mkdocs build && echo FRESH BUILT
        sed -i s/3.0/4.0/ figures/shared.py
        $PYTHON -m figures --project . || echo COMMAND $?
        $PYTHON -m mkdocs build || echo BUILD $?
        """,
    )
    assert re.findall("[A-Z]{5,} .*", result.stdout) == ["FRESH BUILT", "COMMAND 1", "BUILD 1"]
    fault = "figures/line.py: cannot keep the drawing: Read-only file system"
    assert result.stderr.count(fault) == 2
    assert "Traceback" not in result.stderr
    assert ready.snapshot(".cache") == before
    assert ready.snapshot("site").keys() == site.keys() and "3.0" in ready.page()


def test_a_full_disk_is_told_and_leaves_the_last_good_state(ready: Mini) -> None:
    before = ready.snapshot(".cache/figures/line")
    result = shell(
        ready,
        """
        mkdir disk
        mount -t tmpfs -o size=2m tmpfs disk
        cp -r .cache/. disk
        mount --bind disk .cache
        dd if=/dev/zero of=.cache/filler bs=1k 2>/dev/null || true
        sed -i s/3.0/4.0/ figures/shared.py
        $PYTHON -m figures --project . || echo COMMAND $?
        tar cf kept.tar -C .cache/figures/line .
        rm .cache/filler
        $PYTHON -m figures --project . && echo ROOM
        """,
    )
    assert result.stdout.splitlines() == ["COMMAND 1", "ROOM"]
    assert "figures/line.py: cannot keep the drawing: No space left on device" in result.stderr
    assert ".cache/numbers/line/" in result.stderr and "Traceback" not in result.stderr
    with tarfile.open(ready.root / "kept.tar") as kept:
        files = {Path(member.name).name: kept.extractfile(member) for member in kept if member.isfile()}
        assert before == {name: file.read() for name, file in files.items() if file}


def test_a_failing_write_by_the_command_itself_is_told(
    project: Mini, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from figures.engine.command.arguments import main

    def full(self: Cache, entry: object) -> None:
        raise OSError(28, "No space left on device", "/the/file")

    monkeypatch.setattr(Cache, "save", full)
    assert main(["--project", str(project.root), "dot"]) == 1
    assert "error: No space left on device (/the/file); make room there or allow writing" in capsys.readouterr().err


def test_a_file_that_was_exchanged_for_one_of_equal_size_and_time_is_read_again(ready: Mini) -> None:
    ready.drawn()
    cache = cache_of(ready.project)
    path = cache.path(ready.look().fresh["line"], "svg")
    status = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"x" * status.st_size)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert ready.stale() == {"line"}


def test_an_older_entry_that_is_shown_again_is_the_newest(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key, when in (("old", 1e9), ("new", 1.1e9)):
        cache.save(Entry("name", key, 0.0, {}))
        os.utime(tmp_path / "name" / f"{key}.json", (when, when))
    old = cache.load("name", "old")
    assert old is not None
    cache.touch(old)
    newest = cache.last_good("name")
    assert newest is not None and newest.key == "old"


def test_what_is_put_into_the_site_never_writes_through_a_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, target = tmp_path / "old", tmp_path / "new", tmp_path / "target"
    old.write_text("old")
    new.write_text("new")
    put(old, str(target))

    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", no_links)  # then it is a copy
    put(new, str(target))
    assert (target.read_text(), old.read_text()) == ("new", "old")
