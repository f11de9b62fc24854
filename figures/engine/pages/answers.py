"""Answer boxes: the reader's answer is checked against a fact, so against what a script computed.

/// answer | figure.fact                 /// answer | figure.fact
    within: 0.01                             choices:
What is the error?                               "too small": "No: @fig:other shows …"
///                                              "too large": "Yes: the steps overshoot."
                                         What is wrong with the rate?
                                         ///
"""

import math
import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block, type_number

from figures.engine.pages.embedding import Embedding, Unknown

PERCENT = re.compile(r"per ?cent\b|%", re.IGNORECASE)


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
        self.embedding.asked.setdefault(self.embedding.page, []).append([self.argument, *self.options["choices"]])
        path, choices = self.argument.strip(), self.options["choices"]
        where = rf"answer[ \t]*\|[ \t]*{re.escape(path)}\b"
        truth = self.embedding.value(path, where)
        if not isinstance(truth, Unknown) and (fault := _fault(truth, self.options["within"], choices)):
            self.embedding.fault(f"answer {path}: {fault}", where, self.tracker.setdefault(path, 0))
        self.tracker[path] = self.tracker.get(path, 0) + 1
        self.known = not isinstance(truth, Unknown)
        if not self.known:
            self.form = SubElement(parent, "div", {"class": "answer"})
            return self.form
        self.form = SubElement(parent, "form", {"class": "answer", "autocomplete": "off", "data-truth": str(truth)})
        if not choices:
            self.form.set("data-within", str(self.options["within"]))
        return self.form

    def on_end(self, block: Element) -> None:
        number = len(self.tracker.setdefault("forms", []))
        self.tracker["forms"].append(self.form)
        prompt = self.form.find("p")
        if prompt is None:
            self.embedding.fault(
                f"answer {self.argument} has no question; write it before the closing ///",
                rf"answer[ \t]*\|[ \t]*{re.escape(self.argument)}\b",
            )
            prompt = SubElement(self.form, "p")
        prompt.set("id", f"question-{number}")
        if not self.known:
            notice = SubElement(self.form, "p", {"class": "figure-notice"})
            notice.text = "This build cannot check an answer, because the figure that holds it was not drawn."
        elif self.options["choices"]:
            self._offer(number)
        else:
            if PERCENT.search("".join(prompt.itertext())):
                self.form.set("data-percent", "")
            row = SubElement(self.form, "p")
            SubElement(
                row,
                "input",
                {
                    "type": "text",
                    "aria-labelledby": f"question-{number}",
                    "autocapitalize": "off",
                    "spellcheck": "false",
                    "enterkeyhint": "go",
                },
            )  # a decimal keypad has no minus
            SubElement(row, "button", {"type": "submit"}).text = "Check"
            self._answer()

    def _offer(self, number: int) -> None:
        """One button for each choice, and its explanation, seen once it was chosen."""
        row = SubElement(self.form, "div", {"role": "group", "aria-labelledby": f"question-{number}"})
        for option in self.options["choices"]:
            SubElement(row, "button", {"type": "button", "value": option}).text = option
        told = self._answer()
        for option, explanation in self.options["choices"].items():
            why = SubElement(told, "p", {"class": "answer-why", "data-choice": option, "hidden": "hidden"})
            why.text = explanation

    def _answer(self) -> Element:
        """Where the verdict and the explanation of a choice are shown, and read out."""
        told = SubElement(self.form, "div", {"class": "answer-told", "role": "status"})
        SubElement(told, "p", {"class": "answer-verdict"})
        return told


def _fault(truth: Any, within: Any, choices: dict[str, str]) -> str:
    """Why no reader could answer rightly, or ""."""
    if choices:
        if str(truth) not in choices:
            return f"the fact is {str(truth)!r}, which is none of the choices {', '.join(choices)}"
        return "within belongs to a number, and choices are given; leave it out" if within else ""
    if isinstance(truth, bool) or not isinstance(truth, (int, float)):
        return f"a number is asked, but the fact is {truth!r}; give choices"
    if not math.isfinite(truth):
        return f"the fact is {truth!r}, which nobody can write; ask for a finite number"
    if isinstance(within, bool) or not 0 <= within < math.inf:
        return f"within is {within!r}, so that no answer is right; expected a number from 0 on"
    if not within and truth != round(truth) and truth != float(f"{truth:.6g}"):
        return f"the fact is {truth!r}, which nobody writes in full; say how near is right, such as `within: 0.01`"
    return ""
