"""Answer boxes: the reader's answer is checked against a fact, so against what a script computed.

    /// answer | figure.fact                 /// answer | figure.fact
        within: 0.01                             choices:
    What is the error?                               "too small": "No: @fig:other shows …"
    ///                                              "too large": "Yes: the steps overshoot."
                                             What is wrong with the rate?
                                             ///
"""

import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block, type_number

from figures.engine.embedding import Embedding, Unknown


def type_choices(value: Any) -> dict[str, str]:
    """Two or more options with an explanation each."""
    explained = isinstance(value, dict) and all(isinstance(text, str) and text for text in value.values())
    if not explained or len(value) < 2:
        raise ValueError("expected two or more choices, each with an explanation")
    return {str(option): text for option, text in value.items()}


class AnswerBlock(Block):  # type: ignore[misc]
    """The block `/// answer | figure.fact`."""

    NAME = "answer"
    ARGUMENT = True
    OPTIONS: ClassVar = {"within": [0, type_number], "choices": [{}, type_choices]}
    embedding: Embedding

    def on_create(self, parent: Element) -> Element:
        self.embedding.asked[self.embedding.page] = self.embedding.asked.get(self.embedding.page, 0) + 1
        path, choices = self.argument.strip(), self.options["choices"]
        where = rf"answer[ \t]*\|[ \t]*{re.escape(path)}\b"
        truth = self.embedding.value(path, where)
        if isinstance(truth, Unknown):
            pass  # noted already
        elif not choices and (isinstance(truth, bool) or not isinstance(truth, (int, float))):
            self.embedding.fault(f"answer {path}: a number is asked, but the fact is {truth!r}; give choices", where)
        elif choices and str(truth) not in choices:
            self.embedding.fault(f"answer {path}: the fact is {str(truth)!r}, which is none of the choices "
                                 f"{', '.join(choices)}", where)
        self.form = SubElement(parent, "form", {"class": "answer", "autocomplete": "off", "data-truth": str(truth)})
        if not choices:
            self.form.set("data-within", str(self.options["within"]))
        return self.form

    def on_end(self, block: Element) -> None:
        number = len(self.tracker.setdefault("forms", []))
        self.tracker["forms"].append(self.form)
        prompt = self.form.find("p")
        if prompt is None:
            self.embedding.fault(f"answer {self.argument} has no question; write it before the closing ///",
                                 rf"answer[ \t]*\|[ \t]*{re.escape(self.argument)}\b")
            prompt = SubElement(self.form, "p")
        prompt.set("id", f"question-{number}")
        if self.options["choices"]:
            self._offer(number)
        else:
            row = SubElement(self.form, "p")
            SubElement(row, "input", {"type": "text", "inputmode": "decimal", "aria-labelledby": f"question-{number}"})
            SubElement(row, "button", {"type": "submit"}).text = "Check"
        SubElement(self.form, "p", {"class": "answer-verdict", "role": "status"})

    def _offer(self, number: int) -> None:
        """One button for each choice, and its explanation, seen once it was chosen."""
        row = SubElement(self.form, "div", {"role": "group", "aria-labelledby": f"question-{number}"})
        for option in self.options["choices"]:
            SubElement(row, "button", {"type": "button", "value": option}).text = option
        for option, explanation in self.options["choices"].items():
            why = SubElement(self.form, "p", {"class": "answer-why", "data-choice": option, "hidden": "hidden"})
            why.text = explanation
