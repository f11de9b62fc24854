"""Answer boxes in the browser: every one of the book, and on a small site every way to write a number."""

import math
import re
import textwrap
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, Page

from figures.engine.freshness.refresh import look
from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding
from figures.engine.project.project import Project
from tests.engine.conftest import HEAD, Mini, mini
from tests.site.served import ROOT, serve

ASKED = {
    "minus": (-0.15586, "0.001", "How large is the slope?"),
    "share": (0.88, "0.005", "Which share is right?"),
    "percent": (88.0, "0.5", "How many per cent are right?"),
    "count": (20, "0", "How many units?"),
    "many": (1234, "0", "How many pieces?"),
    "zero": (0, "0", "By how much does it turn?"),
    "tiny": (0.002, "0.0001", "How large is the error?"),
    "third": (1 / 3, "0.001", "What is left?"),
}
FACTS = (
    HEAD
    + f"""

def experiment():
    return {{{", ".join(f"{name!r}: {truth!r}" for name, (truth, _, _) in ASKED.items())}, "word": "a & b"}}


def draw():
    return Figure()
"""
)
BOXES = [
    f"/// answer | facts.{name}\n    within: {within}\n{question}\n///\n\n"
    for name, (_, within, question) in ASKED.items()
]
PAGE = (
    "# Answers\n\n/// figure | facts\n    alt: Nothing.\nNothing.\n///\n\n"
    + "".join(BOXES)
    + textwrap.dedent("""
    /// answer | facts.word
        choices:
            "a & b": "Yes. See @fig:facts."
            "c": "No. See @fig:facts."
    Which?
    ///
    """)
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    project = mini(tmp_path_factory.mktemp("answers") / "any" / "mini")
    project.write("figures/facts.py", FACTS)
    project.write("docs/index.md", PAGE)
    project.write("docs/two.md", "# Two\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    return project


@pytest.fixture(scope="module")
def tab(browser: Browser, small: Mini) -> Iterator[Page]:
    with serve(small.root / "site") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}index.html")
        yield page


ASK = """([number, text]) => {
    const form = document.querySelectorAll("form.answer")[number], field = form.querySelector("input");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const before = form.querySelector(".answer-verdict").textContent;
    form.requestSubmit();
    return [before, form.querySelector(".answer-verdict").textContent, form.dataset.right];
}"""


def ask(tab: Page, name: str, text: str) -> str:
    before, verdict, right = tab.evaluate(ASK, [list(ASKED).index(name), text])
    assert before == "" and right == str(verdict == "Right.").lower()
    return str(verdict)


RIGHT = {
    "minus": [
        "-0.156",
        "−0.15586",
        " \N{EN DASH} 0,156 ",
        "-.156",
        "-1.56e-1",
        "−1.56·10⁻¹",
        "-15.6 %",
        "-1.56x10^-1",
        "minus 0.156",
        "δ = −0.156",
        "−156/1000",
        "-0.156 units",
        "−1.56 \N{MULTIPLICATION SIGN} 10^{−1}",
    ],
    "share": ["0.88", ".88", "0,88", "88 %", "88%", "22/25", "88 per cent", "0.88 "],
    "percent": ["88", "88 %", "88.0", "88,0 percent", "8.8e1"],
    "count": ["20", "20.0", "20 units", "+20", "2·10", "2e1", "40/2", "twenty = 20"],
    "many": ["1234", "1,234", "1 234", "1 234", "1'234", "1.234e3", "1,234.0", "1.234,0", "1_234"],
    "zero": ["0", "0.0", "−0", "0°", "0 %"],
    "tiny": ["0.002", "2e-3", "2·10⁻³", "0,002", "1/500", "0.2 %"],
    "third": ["1/3", "⅓", "0.333", "0,3333", "33.3 %", "2/6"],
}
WRONG = {
    ("minus", "0.156"): "look at the sign.",
    ("minus", "0.15586"): "look at the sign.",
    ("minus", "0.3"): "the number is negative.",
    ("minus", "0"): "the number is further below zero.",
    ("minus", "-0.2"): "the number is nearer to zero.",
    ("minus", "-0.1"): "the number is further below zero.",
    ("minus", "-1.5586"): "yours is ten times too large.",
    ("share", "88"): "as a share it lies between 0 and 1.",
    ("share", "0.88 %"): "yours is a hundred times too small.",
    ("share", "0.7"): "the number is larger.",
    ("share", "-0.88"): "look at the sign.",
    ("percent", "0.88"): "the question asks for per cent.",
    ("percent", "0.88 %"): "the question asks for per cent.",
    ("percent", "95"): "the number is smaller.",
    ("percent", "-3"): "the number is positive.",
    ("count", "2"): "yours is ten times too small.",
    ("count", "21"): "the number is smaller.",
    ("count", "19.99"): "the number is larger.",
    ("count", "∞"): "the number is finite.",
    ("count", "1/0"): "the number is finite.",
    ("many", "1,23"): "the number is larger.",
    ("many", "1.234"): "yours is a thousand times too small.",
    ("zero", "3"): "the number is smaller.",
    ("zero", "-3"): "the number is larger.",
    ("tiny", "0.02"): "yours is ten times too large.",
    ("tiny", "2"): "yours is a thousand times too large.",
    ("third", "3"): "the number is smaller.",
}
NO_NUMBERS = [
    "",
    "   ",
    "many",
    "12 or 13",
    "1..2",
    "1,2,3",
    "--3",
    "2 million",
    "20x",
    "1/2/",
    "e",
    "√400",
    "0x14",
    "2-3",
    "NaN",
    "-",
    ",",
    "⁻",
    "()",
    "%",
    "1 2",
    "3 4/",
    "½½",
]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_the_right_number_is_accepted_however_it_is_written(tab: Page, name: str, text: str) -> None:
    assert ask(tab, name, text) == "Right."


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_a_wrong_number_is_refused_with_a_hint_that_is_true(tab: Page, name: str, text: str) -> None:
    assert ask(tab, name, text) == f"Not yet: {WRONG[name, text]}"


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_neither_right_nor_hinted_at(tab: Page, text: str) -> None:
    assert ask(tab, "count", text) == "Write one number, such as −0.25 or 1/4."


def test_the_keyboard_answers_and_the_verdict_is_read_out(tab: Page) -> None:
    form = tab.locator("form.answer").nth(list(ASKED).index("count"))
    form.locator("input").fill("")
    form.locator("input").focus()
    tab.keyboard.type("7")
    tab.keyboard.press("Enter")
    told = form.get_by_role("status")
    assert told.inner_text().strip() == "Not yet: the number is larger."
    assert form.locator("input").get_attribute("aria-invalid") == "true"
    tab.keyboard.press("Backspace")
    assert told.inner_text().strip() == ""  # a verdict is not about what was written after it
    tab.keyboard.type("20")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert told.inner_text().strip() == "Right." and form.get_attribute("data-right") == "true"


def test_a_choice_is_explained_where_it_is_read_out(tab: Page) -> None:
    form = tab.locator("form.answer").last
    form.get_by_role("button", name="c", exact=True).press("Enter")
    assert form.get_by_role("status").inner_text().split() == "Not yet. No. See Figure 0.1.".split()
    assert form.get_attribute("data-right") == "false"
    form.get_by_role("button", name="a & b").press("Space")
    assert form.get_by_role("status").inner_text().split() == "Right. Yes. See Figure 0.1.".split()
    assert form.locator("[aria-pressed=true]").all_inner_texts() == ["a & b"]


CHOICES = "    choices:\n        {}: A.\n        b: B.\n"
FAULTS = {  # the fact and the options of a box -> what is said of it
    ("third", ""): "the fact is 0.3333333333333333, which nobody writes in full",
    ("minus", "    within: -1\n"): "within is -1, so that no answer is right",
    ("minus", "    within: .nan\n"): "within is nan, so that no answer is right",
    ("minus", "    within: .inf\n"): "within is inf",
    ("minus", "    within: true\n"): "within is True",
    ("endless", "    within: 1\n"): "the fact is inf, which nobody can write",
    ("word", ""): "a number is asked, but the fact is 'a & b'; give choices",
    ("word", CHOICES.format("a")): "the fact is 'a & b', which is none of the choices a, b",
    ("word", "    within: 1\n" + CHOICES.format("a & b")): "within belongs to a number",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[tuple[str, str], int], str]:
    """The line on which each faulty box stands, and what a build says of them all."""
    project = mini(tmp_path_factory.mktemp("faults") / "mini")
    project.write("figures/facts.py", FACTS.replace('"word"', '"endless": float("inf"), "word"'))
    lines, where = ["# Two", ""], {}
    for fact, options in FAULTS:
        where[fact, options] = len(lines) + 1
        lines += [f"/// answer | facts.{fact}", *options.splitlines(), "What?", "///", ""]
    project.write("docs/two.md", "\n".join(lines))
    project.write("docs/index.md", "# Home\n")
    return where, project.build().stderr


@pytest.mark.parametrize("box", FAULTS)
def test_a_box_that_nobody_can_answer_is_told_at_its_line(
    told: tuple[dict[tuple[str, str], int], str], box: tuple[str, str]
) -> None:
    where, words = told
    assert f"docs/two.md:{where[box]}: answer facts.{box[0]}: {FAULTS[box]}" in words


def near(truth: float, within: float) -> str:
    """The truth with as many digits as the box asks for."""
    digits = 0 if within >= 0.5 else math.ceil(-math.log10(2 * within)) if within else 6
    return f"{truth:.{digits}f}".replace("-", "−")


ALL = """cases => [...document.querySelectorAll("form.answer")].map((form, number) => {
    const tell = () => [form.dataset.right, form.querySelector(".answer-verdict").textContent,
        [...form.querySelectorAll(".answer-why")].filter(why => !why.hidden).map(why => why.dataset.choice)];
    return cases[number].map(text => {
        const field = form.querySelector("input");
        if (field) {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            form.requestSubmit();
        }
        else [...form.querySelectorAll("button[value]")].find(button => button.value === text).click();
        return tell();
    });
})"""


@pytest.mark.chromium  # and for time: what a box takes is asked of Firefox above
def test_every_box_of_the_book_accepts_the_truth_and_refuses_the_rest(browser: Browser, address: str) -> None:
    """The truth comes from what the figures' scripts computed, not from the page."""
    project = Project(ROOT)
    embedding = Embedding(project, look(project), read_book(project.docs))
    asked = boxes(project)
    assert sum(map(len, asked.values())) >= 49
    with browser.new_context() as context:
        page = context.new_page()
        for name, found in asked.items():
            truths = [embedding.value(path, "") for path, _, _ in found]
            cases = [
                [truth, *(set(choices) - {truth})]
                if choices
                else [near(truth, within), str(truth + 3 * within + 1), str(truth - 3 * within - 1), str(-truth)]
                for truth, (_, within, choices) in zip(truths, found, strict=True)
            ]
            page.goto(f"{address}{name}")
            for truth, case, box, answers in zip(truths, cases, found, page.evaluate(ALL, cases), strict=True):
                assert answers[0][:2] == ["true", "Right."], (name, box, case[0], answers[0])
                wrong = list(zip(case[1:], answers[1:], strict=True))
                if box[2]:
                    assert answers[0][2] == [str(truth)], (name, box)
                    assert all(answer == ["false", "Not yet.", [text]] for text, answer in wrong), (name, box)
                    continue
                for given, (right, verdict, _) in wrong:
                    if abs(float(given) - truth) > box[1]:
                        assert right == "false" and is_true(verdict, float(given), truth), (name, box, given, verdict)


def boxes(project: Project) -> dict[str, list[tuple[str, float, list[str]]]]:
    """For each page of the site the boxes in order: the fact, the tolerance, the choices."""
    found: dict[str, list[tuple[str, float, list[str]]]] = {}
    for path in sorted([*project.docs.rglob("*.md"), *project.docs.glob("*/*-*.py")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            text = re.sub(r"(?m)^# ?", "", text)
        for fact, options in re.findall(r"(?m)^/// answer \| (\S+)\n((?: {4}.*\n)+)", text):
            chosen = yaml.safe_load(textwrap.dedent(options))
            page = path.relative_to(project.docs).with_suffix(".html").as_posix()
            box = fact, chosen.get("within", 0), [str(option) for option in chosen.get("choices", {})]
            found.setdefault(page, []).append(box)
    return found


def is_true(verdict: str, given: float, truth: float) -> bool:
    """Whether what is said of a wrong number is so."""
    facts = {
        "larger": truth > given,
        "smaller": truth < given,
        "look at the sign": given * truth < 0,
        "nearer to zero": given < truth < 0,
        "further below zero": truth < given and truth < 0,
        "negative": truth < 0 < given,
        "positive": given < 0 < truth,
        "too small": abs(given) < abs(truth),
        "too large": abs(given) > abs(truth),
        "per cent": given < truth,
        "as a share": given > 1 >= truth > 0,
    }
    said = [so for words, so in facts.items() if words in verdict]
    return verdict.startswith("Not yet: ") and bool(said) and said[-1]
