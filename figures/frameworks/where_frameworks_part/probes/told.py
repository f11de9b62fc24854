"""The answers as the page writes them: short, with a cross where mathematics does not allow them."""

import math
from typing import Any

from figures.frameworks.where_frameworks_part.probes import truth
from figures.shapes.digits import RAISED, TIMES

ABSENT, CROSS = "–", "×"
UNITS = {"gelu_left": 1e9, "tanh_far": 1e5}  # of numbers too small for a cell of a table on a phone


# What the frameworks are asked in their own words. Keras is always there to say what it is asked; they may not be, and
# then the page still names each question.
OWN = """
    abs adam_huge argmax_nan attention_of_masked average_pool byte_of_300 byte_of_minus_1 clip column_against_row
    conv_padding_1 conv_same cumulative_product default_adagrad_start default_adam_epsilon default_decay
    default_leaky default_norm_epsilon default_norm_keeps default_rmsprop_mean default_row_epsilon
    default_running_variance default_sgd_rate deviation divergence double_array get_beyond gelu gelu_left gru_parameters
    hard_tanh index_beyond index_negative integer_and_float integer_by_0 integer_by_integer integer_of_nan
    integer_too_large label_beyond leaky_relu log_tiny lstm_parameters max_along_tie max_empty max_nan max_tie
    maximum maximum_tie median momentum norm norm_of_one one_hot_beyond pool_tie power_0 relu relu6 relu_tiny
    resize resize_plain root_of_square selu set_beyond sign_nan sinc softmax_of_masked sort_tie std sure_mistake
    take_beyond tanh_far transposed transposed_flipped weighted where_log
""".split()


def number(value: float) -> str:
    """At most four significant figures, so that the last bits of a machine are not seen."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == -(2**31):
        return "−2³¹"
    if isinstance(value, int) or value == 0 or (float(value).is_integer() and abs(value) < 1e5):
        return str(int(value)).replace("-", "−")
    if 1e-3 <= abs(value) < 1e5:
        return f"{value:.4g}".replace("-", "−")
    digit, _, power = f"{value:.2e}".partition("e")
    digit = digit.rstrip("0").rstrip(".").replace("-", "−")
    raised = f"10{str(int(power)).translate(RAISED)}"
    return raised if digit == "1" else f"{digit}{TIMES}{raised}"


def answer(value: Any) -> str:
    """One answer: a number, some of them, or words."""
    if isinstance(value, list):
        flat = value
        while flat and isinstance(flat[0], list):
            flat = [each for inner in flat for each in inner]
        return "nan" if flat and all(each != each for each in flat) else ", ".join(map(number, flat))
    if isinstance(value, str):
        return "error" if value.startswith("error") else value
    return number(value)


def marked(question: str, value: Any) -> str:
    """The same, with a cross if it stands for a slope that there is not, or for a number that is far from it."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    wrong = question in truth.KINKS and not truth.allows(question, value)
    wrong = wrong or (question in truth.EXACT and not truth.meets(question, one))
    text = answer(one * UNITS.get(question, 1) if isinstance(one, float) else value)
    return f"{text}\N{NO-BREAK SPACE}{CROSS}" if wrong else text


def table(answers: dict[str, dict[str, Any]], whose: str) -> dict[str, dict[str, str]]:
    """By question and framework; a framework that was not asked has a dash everywhere."""
    questions = set(OWN if whose == "own" else ()).union(*(each[whose] for each in answers.values() if each))
    return {
        question: {
            name: marked(question, each[whose][question]) if question in each.get(whose, {}) else ABSENT
            for name, each in answers.items()
        }
        for question in sorted(questions)
    }


def allowed() -> dict[str, str]:
    """For each kink of a function of one number: its slopes on both sides, or the one slope."""
    found = {}
    for question, (_, at) in truth.KINKS.items():
        if isinstance(at, float):
            low, high = sorted(round(side, 3) + 0.0 for side in truth.sides(question))
            found[question] = number(low) if high - low < 1e-3 else f"{number(low)} to {number(high)}"
    return found
