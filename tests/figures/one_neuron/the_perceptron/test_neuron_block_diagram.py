"""The block diagram names every symbol of the formula a = φ(x·w + b), once."""

from collections import Counter

from matplotlib.colors import to_hex

from figures.one_neuron.the_perceptron.neuron_block_diagram import ROWS, draw
from figures.style import colours


def test_every_symbol_of_the_formula_stands_in_the_diagram_once() -> None:
    (axes,) = draw().axes
    seen = Counter(text.get_text() for text in axes.texts)
    per_input = [f"${letter}_{index}$" for letter in "xw" for index, _ in ROWS]
    once = [*per_input, "$b$", r"$\Sigma$", "$z$", r"$\varphi$", "$a$"]
    assert {symbol: seen[symbol] for symbol in once} == dict.fromkeys(once, 1)
    assert seen["×"] == len(ROWS), "one product for each input"


def test_symbols_have_the_colours_of_their_meaning() -> None:
    (axes,) = draw().axes
    colour = {text.get_text(): to_hex(text.get_color()) for text in axes.texts}
    meaning = [colours.INPUT, colours.WEIGHT, colours.BIAS, colours.OUTPUT]
    assert [colour[symbol] for symbol in ("$x_1$", "$w_1$", "$b$", "$a$")] == meaning
