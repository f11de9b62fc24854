"""A panel on a small site of its own: files that do not load, bad addresses, and what is said to those who listen."""

import re
import textwrap
from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Route

from figures.engine.pages.bundles import USED
from tests.engine.conftest import ENGINE, HEAD, Mini, mini
from tests.site.observed import FORGET
from tests.site.served import serve

CURVE = (
    HEAD
    + """
from typing import Annotated

from figures.engine import Choice, Slider, Toggle


def draw(*, weight: Annotated[float, Slider(-4, 4, step=0.25)] = 1.0,
         kind: Annotated[str, Choice("line", "a & b", "100 % + 1")] = "line", steep: Annotated[bool, Toggle()] = False):
    figure = Figure()
    axes = figure.subplots()
    y = (weight if kind == "line" else -weight) * (10 if steep else 1)
    axes.plot([0, 1], [0, y])
    axes.plot(np.arange(3), np.full(3, weight), "o")
    axes.set(xlim=(0, 2), ylim=(-40, 40))
    return figure


def facts(weight, kind, steep):
    return {"slope": weight, "word": kind}
"""
)
STEPS = (
    HEAD
    + """
from typing import Annotated

from figures.engine import Steps


def draw(*, step: Annotated[int, Steps(5)] = 5):
    figure = Figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, step])
    axes.set(xlim=(0, 1), ylim=(0, 5))
    return figure


def facts(step):
    return {"end": step}
"""
)
PAGE = """
    # Moved

    /// figure | curve
        alt: "A line of slope 1."
    The slope is {{ curve.slope | .2f }}, {{ curve.word }}.
    ///

    See @fig:walk.

    ## A place

    /// figure | walk
        alt: "A line that ends at {{ walk.end | .1f }}."
    It walks.
    ///
    """
COUNT = count()
SHUT = "() => getComputedStyle(document.querySelector('#fig-curve .figure-note')).position === 'absolute'"

HINT = """slider => { const style = getComputedStyle(slider.parentElement.querySelector("label"), "::after");
    return style.content.includes("move me") && style.visibility }"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mini:
    project = mini(tmp_path_factory.mktemp("panel") / "any" / "mini")
    for name, body in {"curve": CURVE, "walk": STEPS}.items():
        project.write(f"figures/{name}.py", body)
    page = textwrap.dedent(PAGE)
    filler = "\n\nWords, words, words.\n" * 60
    project.write("docs/index.md", page.replace("## A place", f"{filler}\n## A place") + filler)
    project.write("docs/two.md", "# Two\n")
    result = project.build("--strict")
    assert result.returncode == 0, result.stderr
    return project


@pytest.fixture(scope="module")
def served(small: Mini) -> Iterator[str]:
    with serve(small.root / "site") as address:
        yield address


@pytest.fixture
def home(served: str) -> str:
    """The page by an address of this test alone, so that it is loaded anew."""
    return f"{served}index.html?{next(COUNT)}"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(FORGET)
        yield context.new_page()


@pytest.fixture
def tab(window: Page) -> Iterator[Page]:
    """A new reader; the scripts of panels must not throw (the theme of this small site does)."""
    thrown: list[str] = []

    def told(error: Error) -> None:
        thrown.extend([str(error)] * ("assets/figure" in (error.stack or "")))

    window.on("pageerror", told)
    yield window
    window.remove_listener("pageerror", told)
    window.unroute_all()
    assert not thrown, thrown


def curve(tab: Page) -> Locator:
    return tab.locator("#fig-curve")


def test_the_scripts_of_panels_are_one_file_and_their_names_stay_in_it(tab: Page, home: str) -> None:
    parts = "".join((ENGINE / "pages" / name).read_text(encoding="utf-8") for name in USED["figures.js"])
    private = re.findall(r"^const (\w+)", parts, re.MULTILINE)
    tab.goto(home)
    names = "[...document.scripts].map(({ src }) => src.split('/').at(-1)).filter((name) => /^figure[s-]/.test(name))"
    assert tab.evaluate(names) == ["figure-more.js", "figures.js"]
    kinds = tab.evaluate(f"[{','.join(f'typeof {name}' for name in private)}]")
    assert set(kinds) == {"undefined"}, dict(zip(private, kinds, strict=True))
    assert tab.evaluate("typeof figureInput") == "function"  # what is dragged asks it


def setting(tab: Page) -> list[str]:
    """Weight, kind and steepness as the controls, and the slope as the caption has it."""
    return [
        *tab.evaluate("""() => {
        const { weight, kind, steep } = document.querySelector("#fig-curve form").elements;
        return [weight.value, kind.value, String(steep.checked)];
    }"""),
        curve(tab).locator("[data-fact=slope]").inner_text(),
    ]


def settled(tab: Page, wanted: list[str]) -> None:
    """The figure comes to show this and says so in every place: controls, number and caption."""
    with_number = curve(tab).locator("[data-of=weight]")
    for _ in range(40):
        if setting(tab) == wanted and with_number.inner_text().replace("−", "-") == f"{float(wanted[0]):g}":
            return
        tab.wait_for_timeout(50)
    raise AssertionError((setting(tab), with_number.inner_text(), wanted))


def turn(tab: Page, weight: str) -> None:
    curve(tab).locator("[name=weight]").fill(weight)


DEFAULT = ["1", "line", "false", "1.00"]


@pytest.mark.parametrize("answer", ["missing", "broken", "offline", "foreign"])
def test_frames_that_do_not_load_are_told_in_the_figure_and_nothing_moves(
    tab: Page, home: str, answer: str, request: pytest.FixtureRequest
) -> None:
    bodies = {"broken": 'figureFrames("curve",{', "foreign": "<!doctype html><title>Please log in</title>"}

    def refuse(route: Route) -> None:
        if answer == "offline":
            route.abort()
        elif answer == "missing":
            route.fulfill(status=404)
        else:
            route.fulfill(body=bodies[answer], content_type="text/javascript")

    context = tab.context.browser.new_context() if tab.context.browser else None  # its page may throw: the file does
    assert context is not None
    page = context.new_page()
    page.route("**/curve.frames.js*", refuse)
    page.goto(home)
    before = curve(page).locator("svg.figure-svg").inner_html()
    turn(page, "3")
    note = curve(page).locator(".figure-note")
    note.filter(has_text="could not be loaded").wait_for()
    assert (
        note.inner_text() == "The other drawings of this figure could not be loaded. "
        "It still shows weight 1, kind line, steep off."
    )
    assert note.get_attribute("role") == "status" and note.is_visible()
    settled(page, DEFAULT)
    assert curve(page).locator("svg.figure-svg").inner_html() == before
    assert curve(page).locator("[name=weight]").get_attribute("aria-valuetext") == "1"
    page.unroute("**/curve.frames.js*")
    curve(page).get_by_role("button", name="Try again").click()
    settled(page, ["3", "line", "false", "3.00"])
    assert note.inner_text() == "" and not curve(page).get_by_role("button", name="Try again").is_visible()
    assert page.url.endswith("#fig-curve?weight=3")
    context.close()


def test_frames_of_another_version_are_refused(tab: Page, home: str) -> None:
    tab.route(
        "**/curve.frames.js*",
        lambda route: route.fulfill(
            body='figureFrames("curve",{"shape":[5],"slots":[],"defs":"","texts":{}})', content_type="text/javascript"
        ),
    )
    tab.goto(home)
    turn(tab, "3")
    curve(tab).locator(".figure-note").filter(has_text="belong to another version of this page; reload it").wait_for()
    settled(tab, DEFAULT)


def test_a_failure_is_announced_once_however_often_the_slider_moves(tab: Page, home: str) -> None:
    tab.route("**/curve.frames.js*", lambda route: route.fulfill(status=404))
    tab.goto(home)
    tab.evaluate("""() => {
        window.changes = 0;
        new MutationObserver(list => { window.changes += list.length }).observe(
            document.querySelector("#fig-curve .figure-note"), { childList: true, characterData: true, subtree: true });
    }""")
    for weight in ("3", "2", "-1"):
        turn(tab, weight)
        tab.wait_for_timeout(200)
    assert tab.evaluate("window.changes") == 1


def test_each_setting_is_said_once(tab: Page, home: str) -> None:
    """A slider says its value itself; beside it only the numbers that follow are said, and the number is not."""
    tab.goto(home)
    curve(tab).locator("[name=weight]").focus()
    tab.keyboard.press("ArrowRight")
    settled(tab, ["1.25", "line", "false", "1.25"])
    tab.wait_for_timeout(500)
    said = [text for text in curve(tab).locator("[role=status], output, [aria-live]").all_inner_texts() if text]
    assert said == ["slope 1.25, word line"]
    assert curve(tab).locator("[name=weight]").get_attribute("aria-valuetext") == "1.25"
    assert curve(tab).locator("[data-of=weight]").get_attribute("aria-hidden") == "true"
    curve(tab).get_by_role("button", name="Reset").click()
    tab.wait_for_timeout(500)  # a button does not say what it sets
    said = [text for text in curve(tab).locator("[role=status], output, [aria-live]").all_inner_texts() if text]
    assert said == ["weight 1, kind line, steep off, slope 1.00, word line"]


def test_the_address_holds_the_last_of_many_settings(tab: Page, home: str) -> None:
    """As keys that are held make them: WebKit refuses what is written more than 100 times in 10 s, others after 200."""
    tab.goto(home)
    turn(tab, "3")
    settled(tab, ["3", "line", "false", "3.00"])
    written = tab.evaluate("""async () => {
        const slider = document.querySelector("#fig-curve [name=weight]"), { replaceState } = History.prototype;
        let count = 0;
        history.replaceState = (...given) => { count += 1; replaceState.apply(history, given) };
        for (let k = 0; k < 450; k += 1) {
            slider.value = k % 2 ? -2 : 2.5;
            for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
            if (k % 10 === 0) await new Promise(requestAnimationFrame);
        }
        return count;
    }""")
    assert written < 50
    settled(tab, ["-2", "line", "false", "−2.00"])
    tab.wait_for_url("**/*#fig-curve?weight=-2", timeout=5000)
    assert tab.evaluate("history.state.figures.curve") == [["weight", "-2"]]


def test_the_alternative_text_says_what_is_drawn_now(tab: Page, home: str) -> None:
    tab.goto(home)
    label = curve(tab).locator("svg.figure-svg")
    assert label.get_attribute("aria-label") == "A line of slope 1."
    turn(tab, "-2")
    settled(tab, ["-2", "line", "false", "-2.00".replace("-", "−")])
    assert label.get_attribute("aria-label") == (
        "Drawn for weight −2, kind line, steep off, slope −2.00, word line. At first: A line of slope 1."
    )
    curve(tab).get_by_role("button", name="Reset").click()
    settled(tab, DEFAULT)
    assert label.get_attribute("aria-label") == "A line of slope 1."


def test_live_numbers_in_an_alternative_text_follow(tab: Page, home: str) -> None:
    """Although the caption names none of them."""
    tab.goto(home)
    label = tab.locator("#fig-walk svg.figure-svg")
    assert label.get_attribute("aria-label") == "A line that ends at 5.0."
    tab.locator("#fig-walk [name=step]").fill("2")
    tab.wait_for_function("document.querySelector('#fig-walk[data-moved]')")
    assert label.get_attribute("aria-label") == "Drawn for step 2. A line that ends at 2.0."


ADDRESSES = {  # of the curve -> the setting it gives, and what is said of it
    "weight=3&kind=a+%26+b": (["3", "a & b", "false", "3.00"], ""),
    "weight=-1.5&steep=true": (["-1.5", "line", "true", "−1.50"], ""),
    "weight=2.0&steep=false": (["2", "line", "false", "2.00"], ""),
    "kind=100+%25+%2B+1": (["1", "100 % + 1", "false", "1.00"], ""),
    "weight=1.3": (["1.25", "line", "false", "1.25"], "weight = 1.3"),
    "weight=40": (["4", "line", "false", "4.00"], "weight = 40"),
    "weight=-1e3": (["-4", "line", "false", "−4.00"], "weight = -1e3"),
    "kind=bogus&weight=2": (["2", "line", "false", "2.00"], "kind = bogus"),
    "kind=%E0%A4%A&weight=2": (["2", "line", "false", "2.00"], "kind = "),
    "weight=%": (DEFAULT, "weight = %"),
    "weight=NaN": (DEFAULT, "weight = NaN"),
    "weight=1e999": (DEFAULT, "weight = 1e999"),
    "weight=": (DEFAULT, "weight = "),
    "weight=" + "9" * 5000: (DEFAULT, "weight = 99999999999999999999…"),
    "weight": (DEFAULT, "weight = "),
    "": (DEFAULT, ""),
    "steep=maybe": (DEFAULT, "steep = maybe"),
    "nonsense=1&weight=2": (["2", "line", "false", "2.00"], "nonsense = 1"),
    "weight=3&weight=2": (["2", "line", "false", "2.00"], ""),
    "toString=1&__proto__=2": (DEFAULT, "toString = 1, __proto__ = 2"),
    "weight=" + "9" * 300: (["4", "line", "false", "4.00"], "weight = 99999999999999999999…"),
    "&".join(f"n{k}=1" for k in range(200)): (DEFAULT, "n0 = 1, n1 = 1, n2 = 1 and 197 more"),
    "kind=<img src=x onerror=alert(1)>": (DEFAULT, "kind = <img"),
}


@pytest.mark.parametrize("asked", ADDRESSES, ids=[f"{text[:30]}-{len(text)}" for text in ADDRESSES])
def test_an_address_gives_its_setting_or_the_figure_says_what_it_does_not_have(
    tab: Page, home: str, asked: str
) -> None:
    wanted, told = ADDRESSES[asked]
    tab.goto(f"{home}#fig-curve?{asked}")
    settled(tab, wanted)
    note = curve(tab).locator(".figure-note")
    if told:
        note.filter(has_text=f"The link asks for {told}").wait_for()
        assert "which this figure does not have. It shows weight " in note.inner_text()
    tab.wait_for_timeout(100)
    assert bool(note.inner_text()) == bool(told)
    assert tab.evaluate("history.state.figures.curve.length") == sum(
        one != other for one, other in zip(wanted[:3], DEFAULT[:3], strict=True)
    )


# How far below the header a figure is, when it has been there for half a second.
BELOW = """figure => new Promise(done => {
    let last, times = 0;
    const look = () => {
        const below = figure.getBoundingClientRect().top
            - document.querySelector(".md-header").getBoundingClientRect().bottom;
        times = below === last ? times + 1 : 0;
        last = below;
        if (times === 5) done(below);
        else setTimeout(look, 100);
    };
    look();
})"""


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "touch"])
@pytest.mark.parametrize(
    "place",
    [
        "one-neuron/the-perceptron.html#fig-response_of_one_neuron?weight=4",
        "one-neuron/the-perceptron.html#fig-response_of_one_neuron",
        "learning/gradient-descent.html#fig-rate_that_falls?schedule=staircase",
        "learning/gradient-descent.html#fig-rate_that_falls",
    ],
)
def test_a_figure_that_is_gone_to_stays_below_the_header(
    browser: Browser, address: str, place: str, touch: bool
) -> None:
    """On the book itself, whose header lies over the page, however its fonts and formulas come."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, has_touch=touch) as context:
        page = context.new_page()
        page.goto(address + place)
        page.evaluate("document.fonts.ready")
        assert 8 <= page.locator(f"#{place.partition('#')[2].partition('?')[0]}").evaluate(BELOW) <= 30


# Where the browser holds nothing still by itself, and something above the figure comes late.
COMES_LATE = """addEventListener("DOMContentLoaded", () => {
    document.documentElement.style.overflowAnchor = "none";
    window.grow = () => document.querySelector("article").prepend(
        Object.assign(document.createElement("p"), { style: "height: 333px" }));
    requestAnimationFrame(() => requestAnimationFrame(grow));
})"""


@pytest.mark.parametrize("way", ["wheel", "bar"])
def test_a_figure_that_is_gone_to_is_held_until_the_reader_moves(browser: Browser, address: str, way: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(COMES_LATE)
        page = context.new_page()
        page.goto(f"{address}learning/gradient-descent.html#fig-rate_that_falls?schedule=staircase")
        figure = page.locator("#fig-rate_that_falls")
        assert 8 <= figure.evaluate(BELOW) <= 30
        page.goto("about:blank")
        page.goto(f"{address}learning/gradient-descent.html#fig-rate_that_falls?schedule=constant", wait_until="commit")
        page.wait_for_function("() => scrollY > 5000")
        if way == "wheel":
            page.mouse.wheel(0, -400)
        else:
            figure.evaluate(BELOW)
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => done(scrollBy(0, -400))))")
        page.wait_for_function("() => document.readyState === 'complete'")
        assert figure.evaluate("(figure) => { grow(); return (" + BELOW + ")(figure) }") > 200


def test_two_moved_figures_share_one_address(tab: Page, home: str) -> None:
    tab.goto(home)
    turn(tab, "3")
    tab.locator("#fig-walk [name=step]").fill("2")
    settled(tab, ["3", "line", "false", "3.00"])
    tab.wait_for_timeout(100)
    shared = tab.url
    assert shared.endswith("#fig-walk?step=2&fig-curve?weight=3")
    tab.goto("about:blank")
    tab.goto(shared)
    settled(tab, ["3", "line", "false", "3.00"])
    assert tab.locator("#fig-walk [name=step]").input_value() == "2"
    assert abs(tab.locator("#fig-walk").evaluate("figure => figure.getBoundingClientRect().top")) < 200
    tab.locator("#fig-walk").get_by_role("button", name="Reset").click()
    assert tab.url.endswith("#fig-curve?weight=3")


def test_the_number_of_a_figure_leads_to_it_as_it_is_now(tab: Page, home: str) -> None:
    tab.goto(home)
    turn(tab, "3")
    settled(tab, ["3", "line", "false", "3.00"])
    tab.locator("#fig-walk .figure-number").click()
    tab.wait_for_timeout(100)
    assert tab.url.endswith("#fig-walk&fig-curve?weight=3")
    curve(tab).locator(".figure-number").click()
    tab.wait_for_timeout(100)
    assert tab.url.endswith("#fig-curve?weight=3")
    assert setting(tab) == ["3", "line", "false", "3.00"]


def test_a_link_in_the_text_leaves_the_settings_as_they_are(tab: Page, home: str) -> None:
    tab.goto(home)
    turn(tab, "3")
    settled(tab, ["3", "line", "false", "3.00"])
    tab.locator("p > a[href='#fig-walk']").first.click()
    tab.wait_for_timeout(100)
    assert setting(tab) == ["3", "line", "false", "3.00"]
    assert tab.url.endswith("#fig-walk&fig-curve?weight=3")


def test_back_and_forward_bring_back_the_settings(tab: Page, home: str) -> None:
    tab.goto(home)
    tab.evaluate("location.hash = '#fig-curve?weight=3'")
    settled(tab, ["3", "line", "false", "3.00"])
    tab.evaluate("location.hash = '#fig-curve?weight=-2&steep=true'")
    settled(tab, ["-2", "line", "true", "−2.00"])
    tab.evaluate("history.back()")
    settled(tab, ["3", "line", "false", "3.00"])
    tab.evaluate("history.back()")
    settled(tab, DEFAULT)
    tab.evaluate("history.forward()")
    settled(tab, ["3", "line", "false", "3.00"])
    tab.reload()
    settled(tab, ["3", "line", "false", "3.00"])


def test_an_address_of_drawings_names_their_version(small: Mini, home: str) -> None:
    """Else a browser could show drawings that it kept from before under the page of today."""
    page = (small.root / "site/index.html").read_text(encoding="utf-8")
    frames = small.look().fresh["curve"].files["frames"]
    assert f'data-frames="assets/figures/curve.frames.js?{frames[:8]}"' in page


def test_a_slider_stays_where_it_is_when_it_is_first_moved(tab: Page, home: str) -> None:
    tab.goto(home)
    slider = curve(tab).locator("input[type=range]")
    slider.scroll_into_view_if_needed()
    place, value = slider.bounding_box(), slider.input_value()
    assert place and slider.evaluate(HINT) == "visible"
    tab.mouse.click(place["x"] + 0.9 * place["width"], place["y"] + place["height"] / 2)
    assert slider.input_value() != value and slider.evaluate(HINT) == "hidden"
    assert slider.bounding_box() == place


def test_who_has_moved_some_figures_is_not_told_any_more(browser: Browser, home: str) -> None:
    with browser.new_context() as context:
        context.add_init_script("localStorage['figures-moved'] = 3")
        page = context.new_page()
        page.goto(home)
        assert curve(page).locator("input[type=range]").evaluate(HINT) is False
