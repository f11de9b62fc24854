"""The answers as the page writes them: short, with a cross where mathematics does not allow them."""

import math
from typing import Any

from figures.frameworks.where_frameworks_part.probes import truth
from figures.shapes.digits import RAISED, TIMES

ABSENT, CROSS = "–", "×"


def number(value: float) -> str:
    """At most four significant figures, so that the last bits of a machine are not seen."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
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
        return " ".join(map(number, flat))
    if isinstance(value, str):
        return "error" if value.startswith("error") else value
    return number(value)


def marked(question: str, value: Any) -> str:
    """The same, with a cross if it stands for a slope that there is not, or for a number that is far from it."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    wrong = question in truth.KINKS and not truth.allows(question, value)
    wrong = wrong or (question in truth.EXACT and not truth.meets(question, one))
    return f"{answer(value)} {CROSS}" if wrong else answer(value)


def table(answers: dict[str, dict[str, Any]], whose: str) -> dict[str, dict[str, str]]:
    """By question and framework; a framework that was not asked has a dash everywhere."""
    questions = {question for each in answers.values() if each for question in each[whose]}
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
