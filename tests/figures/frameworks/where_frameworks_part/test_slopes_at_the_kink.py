"""What each framework answers is what was seen in that version; what is marked wrong is wrong, and nothing else."""

import math

import numpy as np
import pytest

from figures.frameworks.where_frameworks_part.probes import told, truth
from figures.frameworks.where_frameworks_part.slopes_at_the_kink import ROWS, draw
from tests.figures.frameworks.where_frameworks_part.seen import SEEN, VERSIONS

NAMES = {"tensorflow": "TensorFlow", "torch": "PyTorch", "jax": "JAX"}


@pytest.fixture(scope="module")
def facts(facts_of):
    return facts_of("slopes_at_the_kink")


def changes(facts, framework, whose):
    """One sentence for each answer that is not the one seen."""
    now = f"{NAMES[framework]} {facts['version'][framework]}, Keras {facts['version']['keras']}"
    then = f"{NAMES[framework]} {VERSIONS[framework]}, Keras {VERSIONS['keras']}"
    place = list(NAMES).index(framework)
    return [
        f"{whose} {question}: {now} answers {facts[whose].get(question, {}).get(framework)!r}, "
        f"{then} answered {row[place]!r}; look at the page, then mend tests/…/seen.py"
        for question, row in SEEN[whose].items()
        if facts[whose].get(question, {}).get(framework) != row[place]
    ]


@pytest.mark.parametrize("whose", ["own", "keras"])
@pytest.mark.parametrize("framework", NAMES)
def test_a_framework_answers_as_it_did_in_the_version_that_was_seen(facts, framework, whose):
    if facts["version"][framework] == "not installed":
        pytest.skip(f"{NAMES[framework]} is not installed")
    assert not (found := changes(facts, framework, whose)), "\n".join(found)


@pytest.mark.parametrize("whose", ["own", "keras"])
def test_every_question_has_been_seen(facts, whose):
    assert set(facts[whose]) <= set(SEEN[whose])


def test_a_changed_answer_is_told_with_both_versions():
    changed = {name: dict(zip(NAMES, row, strict=True)) for name, row in SEEN["own"].items()}
    changed["abs"]["jax"] = "0"
    found = changes({"own": changed, "version": VERSIONS | {"jax": "99.0"}}, "jax", "own")
    assert len(found) == 1 and "own abs: JAX 99.0" in found[0] and "answers '0'" in found[0]
    assert f"JAX {VERSIONS['jax']}" in found[0] and "answered '1'" in found[0]


def test_a_framework_that_is_missing_leaves_a_column_of_dashes():
    table = told.table({"tensorflow": {"own": {"abs": 0.0}}, "torch": {}}, "own")
    assert table["abs"] == {"tensorflow": "0", "torch": told.ABSENT}
    assert set(table) == set(SEEN["own"])  # the page names them all, also those that only the missing one knows
    assert {row["torch"] for row in table.values()} == {told.ABSENT}


# What is allowed ------------------------------------------------------------------------------------------------------

SCALE, ALPHA = 1.0507009873554805, 1.6732632423543772
CLOSED = {"relu": (0, 1), "maximum": (0, 1), "abs": (-1, 1), "leaky_relu": (0.1, 1), "hard_tanh": (0, 1),
          "relu6": (0, 1), "clip": (0, 1), "celu": (1, 1), "root_of_square": (-1, 1), "power_0": (0, 0),
          "sinc": (0, 0), "where_log": (0, 0), "selu": (SCALE, SCALE * ALPHA)}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_a_slope_is_allowed_from_one_side_to_the_other_and_no_further(name):
    low, high = CLOSED[name]
    assert sorted(truth.sides(name)) == pytest.approx([low, high], abs=1e-6)
    for inside in np.linspace(low, high, 5):
        assert truth.allows(name, inside)
    for outside in (low - 0.01, high + 0.01, math.nan, math.inf, "none"):
        assert not truth.allows(name, outside)


def test_a_subgradient_of_the_length_is_no_longer_than_one():
    rng = np.random.default_rng(1)
    for direction in rng.normal(size=(20, 2)):
        unit = direction / np.linalg.norm(direction)
        assert truth.allows("norm", 0.99 * unit) and not truth.allows("norm", 1.2 * unit)


def test_a_tie_may_be_shared_in_any_way_that_adds_up_to_one():
    rng = np.random.default_rng(2)
    for share in rng.random(20):
        assert truth.allows("max_tie", [share, 1 - share, 0])
        assert not truth.allows("max_tie", [share, 1.1 - share, 0])
        assert not truth.allows("max_tie", [share, 0.9 - share, 0.1])
    assert not truth.allows("max_tie", [1.5, -0.5, 0])


def test_the_gradient_of_a_cumulative_product_is_that_of_its_polynomial():
    x, y, z = 0.0, 2.0, 4.0  # x + x y + x y z
    exact = [1 + y + y * z, x + x * z, x * y]
    assert truth.allows("cumulative_product", exact) and not truth.allows("cumulative_product", [0.0, 0.0, 0.0])


def test_a_vector_divided_by_no_less_than_a_tiny_length_has_one_gradient_at_zero():
    """As Keras documents `normalize`: x / max(‖x‖, ε), which near 0 is x / ε."""
    assert truth.allows("normalise", [1e7, 0])
    for other in ([1.01e7, 0], [1e7, 1e5], [0, 0], [math.nan, math.nan]):
        assert not truth.allows("normalise", other)


def test_the_exact_values_are_those_of_fifty_digits():
    mpmath = pytest.importorskip("mpmath", reason="comes with requirements-frameworks.txt")
    mpmath.mp.dps = 50
    exact = {
        "log_tiny": mpmath.log(mpmath.mpf(float(np.float32(1e-40)))),
        "gelu_left": -6 * mpmath.ncdf(-6),
        "tanh_far": mpmath.diff(mpmath.tanh, 6),
        "relu_tiny": mpmath.mpf(1),
    }
    assert truth.EXACT == pytest.approx({name: float(value) for name, value in exact.items()}, rel=1e-12)


def test_a_percentage_error_may_have_any_slope_up_to_the_one_beside_it():
    assert truth.allows("percentage_error", [5e8, -50]) and truth.allows("percentage_error", [0, 0])
    assert not truth.allows("percentage_error", [5.1e8, 0]) and not truth.allows("percentage_error", [0, 51])


def test_the_remedies_have_the_right_slope_on_every_backend(facts):
    for framework in NAMES:
        if facts["version"][framework] != "not installed":
            assert (
                facts["keras"]["celu_mended"][framework] == "1" and facts["keras"]["norm_mended"][framework] == "0, 0"
            )


def crossed(whose):
    """(question, framework) with a cross, of those seen."""
    return {(question, name) for question, row in SEEN[whose].items() for name, text in zip(NAMES, row, strict=True)
            if text.endswith(told.CROSS)}  # fmt: skip


def test_whoever_is_marked_wrong_is_wrong_and_nobody_else():
    everywhere = {(question, name) for question in ("root_of_square", "where_log") for name in NAMES}
    nan_elsewhere = {(question, name) for question in ("norm", "std", "power_0") for name in ("tensorflow", "jax")}
    tiny = {("log_tiny", "tensorflow"), ("log_tiny", "jax"), ("relu_tiny", "tensorflow"), ("relu_tiny", "jax"),
            ("gelu_left", "torch"), ("tanh_far", "jax")}  # fmt: skip
    assert crossed("own") == everywhere | nan_elsewhere | tiny | {("cumulative_product", "tensorflow")}
    on_tensorflow = {(each, "tensorflow") for each in ("celu", "sinc", "cumulative_product")}
    assert crossed("keras") == on_tensorflow | {("normalise", "torch"), ("normalise", "jax")}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (-0.0, "0"),
        (2.0, "2"),
        (math.nan, "nan"),
        (-math.inf, "−∞"),
        (1e-40, "10⁻⁴⁰"),
        (0.10000000149, "0.1"),
        (-2147483648, "−2³¹"),
        ([[1.0], [0.0]], "1, 0"),
        ([math.nan, math.nan], "nan"),
        ([0.0, math.nan], "0, nan"),
        ("error: IndexError", "error"),
        ("float32", "float32"),
        (True, "1"),
    ],
)
def test_an_answer_is_told_in_few_digits(value, text):
    assert told.answer(value) == text


# What it does in training ---------------------------------------------------------------------------------------------


def test_a_unit_at_the_kink_starts_as_its_slope_there_says(facts):
    """The slope of the loss (φ(b) − 1)² at b = 0 is −2 φ'(0), so the first step at rate ¼ is half of φ'(0)."""
    for framework in NAMES:
        if facts["version"][framework] != "not installed":
            slope = {"relu": facts["own"]["relu"], "maximum": facts["own"]["maximum"], "celu": facts["keras"]["celu"]}
            for name, answers in slope.items():
                expected = float(answers[framework].removesuffix("\u00a0×")) / 2
                assert float(facts["start"][name][framework]) == pytest.approx(expected), (name, framework)


def test_a_loss_without_a_corner_leaves_a_perfect_fit_alone(facts):
    assert set(facts["pushed_under_huber"].values()) <= {"0", told.ABSENT}


def test_the_remedies_named_for_jax_make_it_agree():
    own = SEEN["own"]
    assert own["resize_plain"][2] == own["resize"][0] == own["resize"][1] != own["resize"][2]
    assert own["transposed_flipped"][2] == own["transposed"][0] == own["transposed"][1] != own["transposed"][2]
    assert own["get_beyond"][2] == "nan" != own["index_beyond"][2]


def test_only_on_jax_a_perfect_fit_is_pushed_away(facts):
    expected = {"tensorflow": "0", "torch": "0", "jax": "0.025"}  # a tenth of a quarter
    for framework, pushed in facts["pushed"].items():
        assert pushed in (expected[framework], told.ABSENT)


# What is drawn --------------------------------------------------------------------------------------------------------


def test_wrong_stands_beside_the_signs_off_their_bars_and_beside_no_others():
    sides = np.array([CLOSED.get(question, (0, 1)) for question in ROWS])
    (axes,) = draw(sides, np.repeat(sides[:, 1:], 3, axis=1)).axes
    assert not [text for text in axes.texts if text.get_text() == "wrong"]
    returned = np.repeat(sides.mean(axis=1, keepdims=True), 3, axis=1)
    returned[1, 2], returned[4, 0] = 1.5, -0.5
    (axes,) = draw(sides, returned).axes
    wrong = [text.get_position() for text in axes.texts if text.get_text() == "wrong"]
    assert sorted((round(y), round(x, 9)) for x, y in wrong) == [(1, 1.4), (4, -0.6)]


def test_a_bar_ends_at_the_two_slopes():
    (axes,) = draw(np.array([[0.0, 1.0]] * len(ROWS)), np.full((len(ROWS), 3), np.nan)).axes
    bars = [line for line in axes.lines if line.get_linewidth() == 9]
    assert [line.get_solid_capstyle() for line in bars] == ["butt"] * len(ROWS)
    assert [list(line.get_xdata()) for line in bars] == [[0, 1]] * len(ROWS)
