"""Each fault of our sources, reproduced by other means than those of the page, and what is right held against it."""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import yaml
from markdown.extensions.toc import slugify
from scipy import special
from scipy.optimize import linprog

from figures.learning.gradient_descent.surfaces import two_weights
from figures.learning.worked.two_two_one import by_matrices, loss, parameters
from figures.neural import Array
from figures.neural.activations import sigmoid, sigmoid_prime
from tests.pages.sources import DOCS, ROOT, sources

PAGE = DOCS / "reference" / "what-our-sources-got-wrong.md"
FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(r"!\[([^\]]*)\]\(")

# ---- the page itself


def faults() -> dict[str, str]:
    """The text of each fault on the page, by its heading."""
    text = FENCE.sub("", PAGE.read_text(encoding="utf-8"))
    parts = re.split(r"^(#{2,3}) (.+)$", text, flags=re.MULTILINE)
    return {heading: body for rank, heading, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
            if rank == "###"}  # fmt: skip


@pytest.mark.parametrize("heading", [name for name in faults() if name != "Matters of form"])
def test_each_fault_says_what_is_wrong_what_is_right_and_where_the_book_treats_it(heading: str) -> None:
    text = faults()[heading]
    assert "**It says.**" in text or "**It has**" in text
    assert "**What is wrong.**" in text
    right = text.partition("**What is right.**")[2]
    linked = re.findall(r"\]\(\.\./([\w/-]+\.(?:md|py))#([\w-]+)\)", right)
    for page, anchor in linked:
        headings = re.findall(r"^(?:# )?#+ (.+)$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in [slugify(re.sub(r"[`$]", "", each), "-") for each in headings], (page, anchor)
    assert linked or "](" in right or heading == "A lesson in pictures"


def test_nothing_longer_than_a_few_words_is_quoted() -> None:
    said = re.sub(r"^    alt: .*$", "", " ".join(faults().values()), flags=re.MULTILINE)
    quoted = re.findall(r'"([^"\n]+)"', said)
    assert quoted and max(len(words.split()) for words in quoted) <= 6


# ---- document 1


def test_softmax_of_one_unit_is_1_and_its_slope_is_0() -> None:
    z = np.linspace(-50, 50, 101)[:, None]
    assert (special.softmax(z, axis=1) == 1).all()
    h = 1e-4
    slope = (special.softmax(z + h, axis=1) - special.softmax(z - h, axis=1)) / (2 * h)
    assert (slope == 0).all()
    for value in (-3, 0, 7):  # e^z / e^z with exact numbers
        assert Fraction(2) ** value / Fraction(2) ** value == 1


def test_a_memory_is_perfect_on_its_points_and_as_bad_as_the_answer_0_elsewhere() -> None:
    x = np.linspace(-np.pi, np.pi, 41)
    degree = 40  # a polynomial through all points is another memory, and wild where the points are noisy
    rng = np.random.default_rng(0)
    y = np.sin(x) + rng.normal(0, 0.1, x.shape)
    scaled = x / np.pi
    through = np.polynomial.chebyshev.Chebyshev.fit(scaled, y, degree)
    assert np.sqrt(np.mean((through(scaled) - y) ** 2)) < 1e-3
    between = (scaled[:-1] + scaled[1:]) / 2
    assert np.sqrt(np.mean((through(between) - np.sin(np.pi * between)) ** 2)) > 1
    halfway = (x[:-1] + x[1:]) / 2
    assert np.sqrt(np.mean(np.sin(halfway) ** 2)) == pytest.approx(np.sqrt(0.5), abs=0.02)


def empty_sections(text: str) -> list[str]:
    """Headings that are followed by the end or by a heading of the same rank or above."""
    text = re.sub(r"\A---\n.*?^---$", "", text, flags=re.MULTILINE | re.DOTALL)
    marks = [(len(mark[1]), mark[2], mark.start(), mark.end())
             for mark in re.finditer(r"^(#+) (.+)$", FENCE.sub("code", text), re.MULTILINE)]  # fmt: skip
    text = FENCE.sub("code", text)
    ends = [mark[2] for mark in marks[1:]] + [len(text)]
    ranks = [mark[0] for mark in marks[1:]] + [0]
    return [name for (rank, name, _, start), end, after in zip(marks, ends, ranks, strict=True)
            if not text[start:end].strip() and after <= rank]  # fmt: skip


def outside_scripts(text: str) -> list[str]:
    """Addresses of scripts that a page would fetch from another host."""
    return re.findall(r"<script[^>]*\bsrc=[\"']((?:https?:)?//[^\"']+)", text)


MINIATURE = """# Fitting

### Way back

## Examples

![curves](a.png)
![curves](b.png)

<script src="https://cdn.mathjax.org/mathjax/latest/MathJax.js"></script>
"""


def test_the_faults_of_form_are_seen_in_a_miniature() -> None:
    assert empty_sections(MINIATURE) == ["Way back"]
    assert IMAGE.findall(MINIATURE) == ["curves", "curves"]
    assert outside_scripts(MINIATURE) == ["https://cdn.mathjax.org/mathjax/latest/MathJax.js"]


@pytest.mark.parametrize("page", sources())
def test_no_section_of_ours_is_empty_and_no_page_fetches_a_script(page: str) -> None:
    text = sources()[page]
    assert not empty_sections(text)
    assert not outside_scripts(FENCE.sub("", text))


def test_the_theme_and_the_configuration_fetch_no_script() -> None:
    for part in (DOCS / "theme").rglob("*.html"):
        assert not outside_scripts(part.read_text(encoding="utf-8")), part
    listed = re.findall(r"https?://\S+", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert not [address for address in listed if address.endswith(".js")]


def alternatives() -> list[str]:
    """The alternative text of every figure of the book."""
    found = []
    for text in sources().values():
        for options in re.findall(r"^/// figure \| \w+\n((?: {4}.*\n)+)", text, re.MULTILINE):
            found.append(yaml.safe_load(options)["alt"])
    return found


def test_no_two_figures_of_ours_have_the_same_alternative_text() -> None:
    found = alternatives()
    assert len(found) > 50 and len(set(found)) == len(found)


def test_with_many_points_and_no_noise_a_small_network_errs_as_much_between_as_on_them() -> None:
    rng = np.random.default_rng(0)
    x = np.linspace(-np.pi, np.pi, 629)
    between = (x[:-1] + x[1:]) / 2
    for _ in range(5):
        w, b = rng.normal(size=9), rng.uniform(-3, 3, 9)  # nine tanh units; the best output weights for them

        def hidden(at: Array, w: Array = w, b: Array = b) -> Array:
            return np.column_stack([np.tanh(np.outer(at, w) + b), np.ones(len(at))])

        v = np.linalg.lstsq(hidden(x), np.sin(x), rcond=None)[0]
        on, off = (np.sqrt(np.mean((hidden(at) @ v - np.sin(at)) ** 2)) for at in (x, between))
        assert off == pytest.approx(on, rel=0.05)


# ---- document 2


def test_behind_a_sigmoid_the_squared_error_pushes_less_the_more_wrong_it_is() -> None:
    z, h = np.linspace(1.0, 12.0, 45), 1e-5

    def nudged(of: Callable[[Array], Array]) -> Array:
        return (of(z + h) - of(z - h)) / (2 * h)

    squares = nudged(lambda at: special.expit(at) ** 2)  # the target is 0
    entropy = nudged(lambda at: -special.log_expit(-at))
    assert (np.diff(special.expit(z) ** 2) > 0).all(), "the loss does grow"
    assert (np.diff(squares) < 0).all() and squares[-1] < 1e-4, "and its slope vanishes"
    assert (np.diff(entropy) > 0).all() and entropy[-1] > 0.99
    undecided, nearly_right = (2 * special.expit(at) ** 2 * special.expit(-at) for at in (0.0, -12.0))
    assert nearly_right < squares[-1] < undecided, "less than one that is undecided, and more than one that is right"
    np.testing.assert_allclose(squares, 2 * sigmoid(z) * sigmoid_prime(z), atol=1e-9)


def test_with_target_and_answer_exchanged_the_rule_learns_no_gate() -> None:
    x = [(0, 0), (0, 1), (1, 0), (1, 1)]
    for y in ((0, 0, 0, 1), (0, 1, 1, 1), (1, 1, 1, 0)):
        right = {}
        for sign in (1, -1):
            w1 = w2 = b = 0
            for _ in range(50):
                for (x1, x2), target in zip(x, y, strict=True):
                    error = sign * (target - (w1 * x1 + w2 * x2 + b >= 0))
                    w1, w2, b = w1 + error * x1, w2 + error * x2, b + error
            right[sign] = sum((w1 * x1 + w2 * x2 + b >= 0) == t for (x1, x2), t in zip(x, y, strict=True))
        assert right[1] == 4 > right[-1]


def test_our_pages_are_words_and_not_pictures() -> None:
    for page, text in sources().items():
        assert not IMAGE.findall(FENCE.sub("", text)), page
        figures = len(re.findall(r"^/// figure \|", text, re.MULTILINE))
        assert len(text.split()) > 100 * figures, page


# ---- document 3


def test_a_step_along_the_gradient_raises_the_loss_and_one_against_it_lowers_it() -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        A = rng.normal(size=(6, 4))
        theta, target = rng.normal(size=4), rng.normal(size=6)

        def squares(at: Array, A: Array = A, target: Array = target) -> float:
            return float(np.mean((A @ at - target) ** 2))

        gradient = np.array([(squares(theta + h) - squares(theta - h)) / 2e-6 for h in 1e-6 * np.eye(4)])
        assert squares(theta + 1e-3 * gradient) > squares(theta) > squares(theta - 1e-3 * gradient)


def test_backpropagation_changes_no_parameter() -> None:
    theta = parameters()
    by_matrices(theta)
    for before, after in zip(parameters(), theta, strict=True):
        np.testing.assert_array_equal(before, after)
    assert loss(theta) == loss(parameters())


def test_the_loss_of_a_2_2_1_network_is_not_convex_by_exact_numbers() -> None:
    rows = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]

    def mean_square(b: tuple[Fraction, Fraction], v: tuple[Fraction, Fraction]) -> Fraction:
        answers = [sum(vk * max(Fraction(0), x1 + x2 + bk) for bk, vk in zip(b, v, strict=True))
                   for (x1, x2), _ in rows]  # fmt: skip
        return sum(((a - y) ** 2 for a, (_, y) in zip(answers, rows, strict=True)), Fraction(0)) / 4

    b, v = (Fraction(0), Fraction(-1)), (Fraction(1), Fraction(-2))
    halfway = mean_square((sum(b) / 2,) * 2, (sum(v) / 2,) * 2)
    assert mean_square(b, v) == mean_square(b[::-1], v[::-1]) == 0
    assert halfway == Fraction(27, 16) > 0


def test_the_bad_minimum_is_one_by_looking_around_it_and_is_no_good_approximation() -> None:
    theta = np.array([0.105, 0.263])
    for _ in range(200):  # coordinate by coordinate, without any gradient
        for axis in np.eye(2):
            steps = theta + np.linspace(-0.02, 0.02, 81)[:, None] * axis
            theta = steps[np.argmin(two_weights.loss(steps))]
    angles = np.linspace(0, 2 * np.pi, 360)
    for radius in (0.01, 0.1, 0.2):
        ring = theta + radius * np.column_stack([np.cos(angles), np.sin(angles)])
        assert (two_weights.loss(ring) > two_weights.loss(theta)).all()
    assert two_weights.loss(two_weights.TRUE_WEIGHTS) == 0
    assert 0.5 * np.var(two_weights.TARGETS) < two_weights.loss(theta) < np.var(two_weights.TARGETS)


# ---- document 4


X = np.array([[1, 2, 3, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])


def test_both_layers_have_three_units_and_without_activation_they_are_one_map() -> None:
    W1 = [[-20, -27, -50, 100], [50, 91, -50, -33], [20, 80, -50, 100]]  # in hundredths, so that all numbers are exact
    W2 = [[20, -27, -50], [50, 91, -50], [-44, 80, -50]]
    assert len(W1) == len(W2) == 3
    first, second = (np.array(W, dtype=object) for W in (W1, W2))
    x = np.rint(10 * X).astype(int).astype(object)  # in tenths
    b1, b2 = np.array([2000, 3000, 500], dtype=object), np.array([-100000, 300000, 50000], dtype=object)
    two = (x @ first.T + b1) @ second.T + b2
    one = x @ (first.T @ second.T) + (b1 @ second.T + b2)
    assert (two == one).all() and two.shape == (3, 3)
    np.testing.assert_allclose(two[0].astype(float) / 1e5, [-3.00665, 5.20545, 0.25160], atol=1e-9)


def test_a_layer_for_two_inputs_refuses_four_features() -> None:
    with pytest.raises(ValueError, match="size 2 is different from 4"):
        X @ np.zeros((2, 5))
    with pytest.raises(ValueError, match=r"shapes \(3,4\) and \(2,5\) not aligned"):
        np.dot(X, np.zeros((2, 5)))
    assert (X @ np.zeros((4, 5))).shape == (3, 5)


def test_uniform_weights_are_never_negative_and_leave_relu_nothing_to_cut() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        W, V, x = 0.1 * rng.random((4, 5)), 0.1 * rng.random((5, 2)), rng.random((50, 4))
        assert W.min() >= 0 and (x @ W).min() >= 0
        np.testing.assert_allclose(np.maximum(0, x @ W) @ V, x @ (W @ V), atol=1e-15)
        assert ((x @ (0.1 * rng.normal(size=(4, 5)))) < 0).any()
    rare = np.mean(X @ rng.random((10000, 4, 5)) < 0)  # on the document's own rows, three numbers of which are negative
    assert 0 < rare < 0.1


def test_a_bias_changes_every_answer_by_the_same_and_no_proportion() -> None:
    rng = np.random.default_rng(2)
    x, w = rng.normal(size=(100, 3)), rng.normal(size=3)
    for b in (-2.0, 0.5, 10.0):
        np.testing.assert_allclose((x @ w + b) - x @ w, b)
        np.testing.assert_allclose(np.diff(x @ w + b), np.diff(x @ w))


# ---- document 5


def test_sequential_functional_and_a_class_are_three_ways_to_one_network() -> None:
    keras = pytest.importorskip("keras")
    row = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="relu"), keras.layers.Dense(2)])
    entry = keras.Input((4,))
    joined = keras.Model(entry, keras.layers.Dense(2)(keras.layers.Dense(3, activation="relu")(entry)))
    joined.set_weights(row.get_weights())
    assert isinstance(row, keras.Sequential) and not isinstance(joined, keras.Sequential)

    class Own(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.hidden, self.out = keras.layers.Dense(3, activation="relu"), keras.layers.Dense(2)

        def call(self, x):
            return self.out(self.hidden(x))

    x = np.random.default_rng(0).normal(size=(6, 4)).astype("float32")
    own = Own()
    own(x)  # makes its weights
    own.set_weights(row.get_weights())
    W1, b1, W2, b2 = row.get_weights()
    by_hand = np.maximum(0, x @ W1 + b1) @ W2 + b2
    for model in (row, joined, own):
        np.testing.assert_allclose(np.array(model(x)), by_hand, atol=1e-6)


def test_of_all_tables_with_two_inputs_only_xor_and_its_opposite_have_no_line() -> None:
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
    impossible = []
    for table in product((0, 1), repeat=4):
        signs = 2 * np.array(table) - 1
        demands = signs[:, None] * np.column_stack([corners, np.ones(4)])
        found = linprog(np.zeros(3), A_ub=-demands, b_ub=-np.ones(4), bounds=(None, None))
        assert found.status in (0, 2)
        if found.status == 2:
            impossible.append(table)
    assert impossible == [(0, 1, 1, 0), (1, 0, 0, 1)]


def test_units_side_by_side_do_not_help_each_other() -> None:
    rng = np.random.default_rng(3)
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
    answers = corners @ rng.normal(size=(2, 100000)) + rng.normal(size=100000) >= 0
    tables = {tuple(column) for column in answers.T.astype(int)}
    assert len(tables) == 14 and (0, 1, 1, 0) not in tables and (1, 0, 0, 1) not in tables


def test_the_argument_named_layers_counts_units() -> None:
    keras = pytest.importorskip("keras")
    for number in (1, 3, 10):
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(number), keras.layers.Dense(2)])
        assert len(model.layers) - 1 == 1  # one hidden layer, whatever the number
        assert [layer.units for layer in model.layers] == [number, 2]
