"""What a disk refuses is told with the place that somebody has to look at."""

import errno
from pathlib import Path

import pytest

from figures.engine.project.disk import refusal


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "No space left on device (/site/a.css); make room there or allow writing"),
        (errno.ENOENT, "No such file or directory (/theme/a.css); look what is there"),
    ],
)
def test_of_a_copy_the_side_that_refuses_is_named(code: int, said: str) -> None:
    told = OSError(code, said.partition(" (")[0])
    told.filename, told.filename2 = "/theme/a.css", "/site/a.css"  # as shutil.copyfile raises it
    assert refusal(told) == said


@pytest.mark.parametrize("target", [".", "..", "../..", "loop", "../within/loop", "other"])
def test_a_link_back_is_named_where_it_lies(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder/within").mkdir(parents=True)
    (tmp_path / "way").symlink_to("folder")  # which leads on
    (tmp_path / "folder/within/other").symlink_to("loop")
    (tmp_path / "folder/within/loop").symlink_to(target)
    path = tmp_path / "way/within/loop"
    for _ in range(50):
        path = (
            path / "within/loop" if target == ".." else path / "way/within/loop" if target == "../.." else path / "loop"
        )
    with pytest.raises(OSError) as caught:
        path.read_text()
    link = f"{tmp_path}/way/within/loop"
    assert (
        refusal(caught.value)
        == f"{link} is a link that leads back to itself, or to a folder that it lies in; delete it"
    )
