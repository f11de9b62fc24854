"""What a disk refuses is told with the place that somebody has to look at."""

import errno

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
