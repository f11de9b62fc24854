"""What takes long is computed once, anew when its source changes or its file is spoilt, and by one at a time."""

import importlib.util
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from figures.engine.store import kept as kept_module
from figures.engine.store.kept import kept


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A module with a file that can be edited; what is kept goes beside it."""
    monkeypatch.setattr(kept_module, "folder", lambda: tmp_path / "kept")
    path = tmp_path / "source.py"
    path.write_text("a = 1\n")
    return importlib.util.module_from_spec(importlib.util.spec_from_file_location("source", path)), path


class Counted:
    """A computation that counts how often it is done, and lasts a moment."""

    times = 0

    def __call__(self):
        self.times += 1
        time.sleep(0.05)
        return {"x": np.arange(3) + self.times}


def test_it_is_computed_once_however_many_ask_at_the_same_time(source):
    compute = Counted()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: kept("x", compute, [source[0]]), range(4)))
    assert compute.times == 1
    for each in found:
        np.testing.assert_array_equal(each["x"], [1, 2, 3])


def test_a_changed_source_and_other_words_compute_anew_and_drop_the_old_file(source, tmp_path):
    compute, (module, path) = Counted(), source
    kept("x", compute, [module], "mnist")
    kept("x", compute, [module], "8x8")
    assert compute.times == 2
    path.write_text("a = 2\n")
    kept("x", compute, [module], "8x8")
    kept("y", compute, [module])
    assert compute.times == 4
    assert sorted(file.name[:2] for file in (tmp_path / "kept").glob("*.npz")) == ["x-", "y-"]


@pytest.mark.parametrize("spoilt", [b"", b"PK", b"no archive at all"])
def test_a_spoilt_file_is_computed_anew(source, tmp_path, spoilt):
    compute = Counted()
    kept("x", compute, [source[0]])
    (file,) = (tmp_path / "kept").glob("*.npz")
    file.write_bytes(spoilt)
    np.testing.assert_array_equal(kept("x", compute, [source[0]])["x"], [2, 3, 4])
    assert compute.times == 2
