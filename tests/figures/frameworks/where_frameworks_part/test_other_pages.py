"""What other pages say of frameworks at kinks, in losses and by default is what the frameworks answer."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[4] / "docs"
NAMES = ("tensorflow", "torch", "jax")


@pytest.fixture(scope="module")
def facts(facts_of):
    return facts_of("slopes_at_the_kink")


def installed(facts, *names):
    return [name for name in names or NAMES if facts["version"][name] != "not installed"]


def says(page, sentence):
    """Whether the page has the sentence, however its lines are broken."""
    return sentence in re.sub(r"\s+", " ", (DOCS / page).read_text(encoding="utf-8"))


def all_are(facts, whose, question, answers, *names):
    """Whether each framework that is installed answers so."""
    return all(facts[whose][question][name] == answers for name in installed(facts, *names))


CLAIMS = {
    "relu": (
        "one-neuron/activation-functions.md",
        "TensorFlow, PyTorch and JAX say $0$, as we do.",
        lambda facts: all_are(facts, "own", "relu", "0"),
    ),
    "maximum": (
        "one-neuron/activation-functions.md",
        "for $\\max(z, 0)$ they [say others](",
        lambda facts: all(facts["own"]["maximum"][name] not in ("0", "–") for name in installed(facts)),
    ),
    "celu": (
        "one-neuron/activation-functions.md",
        "[Keras's other backends](../frameworks/where-frameworks-part.md#one-keras-three-backends) say $1$",
        lambda facts: all_are(facts, "keras", "celu", "1", "torch", "jax"),
    ),
    "leaky": (
        "one-neuron/activation-functions.md",
        "We take $0.2$, as the function `leaky_relu` of Keras does",
        lambda facts: all_are(facts, "keras", "default_leaky_function", "−0.2"),
    ),
    "clipped": (
        "learning/loss-functions.md",
        "it keeps them $10^{-7}$ away from $0$ and $1$",
        lambda facts: all_are(facts, "keras", "sure_mistake", "16.12"),  # −log 10⁻⁷
    ),
    "logits behind": (
        "learning/loss-functions.md",
        "Keras on TensorFlow finds the logits behind them and uses those. Its other backends do not.",
        lambda facts: all_are(facts, "keras", "sure_mistake_after_sigmoid", "40", "tensorflow")
        and all_are(facts, "keras", "sure_mistake_after_sigmoid", "16.12", "torch", "jax"),
    ),
    "norm keeps": (
        "learning/normalisation.md",
        "With $\\rho = 0.99$, Keras's choice",
        lambda facts: all_are(facts, "keras", "default_norm_keeps", "0.99"),
    ),
    "norm divides": (
        "learning/normalisation.md",
        "Its running variance also divides by $N - 1$ instead of $N$.",
        lambda facts: all_are(facts, "keras", "default_running_variance", "0.6667")
        and all_are(facts, "own", "default_running_variance", "1", "torch"),
    ),
    "norm of one": (
        "learning/normalisation.md",
        "(PyTorch refuses such a batch with an error.)",
        lambda facts: all_are(facts, "keras", "norm_of_one", "0")
        and all_are(facts, "own", "norm_of_one", "error", "torch"),
    ),
    "momentum": (
        "frameworks/the-same-network-everywhere.py",
        "At a constant rate both # kinds of momentum make the same steps. When the rate changes they do not",
        lambda facts: all_are(facts, "keras", "momentum", "−1, −2.5, −3.35")
        and all_are(facts, "own", "momentum", "−1, −2.5, −2.675", "torch"),
    ),
    "double": (
        "frameworks/the-same-network-everywhere.py",
        "JAX computes in single precision until `jax_enable_x64` is set",
        lambda facts: all_are(facts, "own", "double_array", "float32", "jax"),
    ),
    "column against row": (
        "frameworks/pytorch.py",
        "PyTorch warns, but goes on.",
        lambda facts: all_are(facts, "own", "column_against_row", "1.333", "torch"),
    ),
    "same at stride 2": (
        "examples/convolutional-networks.md",
        "Keras and JAX [put it at the end](../frameworks/where-frameworks-part.md#the-same-layer-another-answer); "
        "PyTorch refuses the word there.",
        lambda facts: all_are(facts, "own", "conv_same", "5, 7, 13, 15", "tensorflow", "jax")  # not 0, 2, 8, 10
        and all_are(facts, "keras", "conv_same", "5, 7, 13, 15", "tensorflow", "jax")
        and all_are(facts, "own", "conv_same", "error", "torch"),
    ),
    "gradients of Keras": (
        "frameworks/tensorflow-and-keras.py",
        "| `gradient_check` | seldom needed for what Keras brings along |",
        lambda facts: "×" in facts["keras"]["cumulative_product"]["tensorflow"],
    ),
    "answers above the boundary": (
        "frameworks/tensorflow-and-keras.py",
        "The program *above* the boundary does not change. Its answers hardly do",
        lambda facts: len({facts["keras"]["celu"][name] for name in installed(facts)}) > 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_a_page_says_of_frameworks_is_what_they_answer(facts, claim):
    page, sentence, holds = CLAIMS[claim]
    assert says(page, sentence), f"docs/{page} says it in other words; look whether they are true, and mend this test"
    assert holds(facts)


def test_no_other_page_says_what_every_framework_does():
    """Such a sentence is seldom true; the page that compares them has its own tests."""
    sweeping = re.compile(r"\b(every|each|all|any) (the )?frameworks?\b", re.IGNORECASE)
    own = ("where-frameworks-part.md", "the-same-network-everywhere.py")
    texts = {path: path.read_text(encoding="utf-8") for path in (*DOCS.rglob("*.md"), *DOCS.rglob("*.py"))}
    found = {path.name: match[0] for path, text in texts.items() if path.name not in own
             for match in sweeping.finditer(text)}  # fmt: skip
    assert found == {}
