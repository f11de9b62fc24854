"""Controls in Chromium: mouse, keyboard, touch, address, paper, schemes, and what stands without JavaScript."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

RESPONSE, PAGE = "#fig-response_of_one_neuron", "one-neuron/the-perceptron.html"
STEPS, STEPS_PAGE = "#fig-perceptron_learning", "one-neuron/learning-from-mistakes.html"


@contextmanager
def opened(browser: Browser, address: str, page: str, **options: Any) -> Iterator[Page]:
    """The page in a context of its own; it must not complain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(f"{address}{page}")
    try:
        yield tab
        assert not complaints, complaints
    finally:
        context.close()


def at(tab: Page, figure: str) -> Locator:
    """The figure, on screen and with its frames loaded."""
    place = tab.locator(figure)
    with tab.expect_response(re.compile(r"\.frames\.js"), timeout=15_000) if not loaded(tab, figure) else _nothing():
        place.scroll_into_view_if_needed()
    tab.wait_for_function(LOADED, arg=figure)
    return place


BOXES = """slots => slots.map(slot => slot.getBoundingClientRect()).flatMap(({ x, y, width, height }) =>
    [x, y + scrollY, width, height])"""
LOADED = "figure => document.querySelector(`script[src*='${figure.slice(5)}.frames.js']`) !== null"


def loaded(tab: Page, figure: str) -> bool:
    return bool(tab.evaluate(LOADED, figure))


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def marks(figure: Locator) -> list[str]:
    return figure.locator("[data-slot]").evaluate_all("slots => slots.map(slot => slot.innerHTML)")


def shown(tab: Page, figure: str, act: str) -> int:
    """Do something in the page and count how often the figure was shown anew within a quarter of a second."""
    return int(
        tab.evaluate(
            """async ([figure, act]) => {
        let count = 0;
        document.querySelector(figure).addEventListener("figureshown", () => { count += 1; });
        eval(act);
        await new Promise(done => setTimeout(done, 250));
        return count;
    }""",
            [figure, act],
        )
    )


def test_the_mouse_moves_a_slider_and_the_marks_and_the_caption_follow(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE) as tab:
        figure = at(tab, RESPONSE)
        before, caption = marks(figure), figure.locator("figcaption p").first.text_content()
        box = figure.locator("input[name=weight]").bounding_box()
        assert box is not None
        tab.mouse.click(box["x"] + box["width"] * 0.02, box["y"] + box["height"] / 2)
        tab.wait_for_timeout(200)
        assert figure.locator("input[name=weight]").input_value() == "-4"
        assert figure.locator("[data-of=weight]").text_content() == "−4"
        assert marks(figure) != before
        after = figure.locator("figcaption p").first.text_content()
        assert after != caption and "weight −4 and bias 1" in re.sub(r"\s+", " ", after or "")


def test_the_keyboard_reaches_every_control_and_the_change_is_announced(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE) as tab:
        figure = at(tab, RESPONSE)
        figure.locator("input[name=weight]").focus()
        tab.keyboard.press("ArrowRight")
        names = ["weight"]
        for _ in range(3):
            tab.keyboard.press("Tab")
            names.append(tab.evaluate("document.activeElement.name || document.activeElement.dataset.act"))
        assert names == ["weight", "bias", "activation", "reset"]
        tab.wait_for_timeout(600)
        assert figure.locator("input[name=weight]").get_attribute("aria-valuetext") == "2.5"
        assert figure.locator(".figure-status").text_content() == "dot −0.40"  # the slider says its value itself
        assert "Drawn for weight 2.5, bias 1, activation sigmoid" in (
            figure.locator("svg.figure-svg").get_attribute("aria-label") or ""
        )


@pytest.mark.chromium
def test_a_touch_moves_a_slider(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE, has_touch=True, is_mobile=True) as tab:
        figure = at(tab, RESPONSE)
        before = marks(figure)
        slider = figure.locator("input[name=bias]")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        tab.touchscreen.tap(box["x"] + box["width"] * 0.97, box["y"] + box["height"] / 2)
        tab.wait_for_timeout(200)
        assert slider.input_value() == "4" and marks(figure) != before


def test_a_setting_can_be_shared_by_its_address(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE) as tab:
        figure = at(tab, RESPONSE)
        figure.locator("select").select_option("tanh")
        assert tab.url.endswith(f"{RESPONSE}?activation=tanh")
        figure.locator("[data-act=reset]").click()
        assert tab.url.endswith(RESPONSE)
        usual = marks(figure)
    with opened(browser, address, f"{PAGE}{RESPONSE}?weight=-1.5&activation=tanh&nonsense=1") as tab:
        figure = at(tab, RESPONSE)
        tab.wait_for_timeout(300)
        assert figure.locator("select").input_value() == "tanh"
        assert figure.locator("input[name=weight]").input_value() == "-1.5"
        assert marks(figure) != usual
        assert tab.evaluate(f"Math.abs(document.querySelector('{RESPONSE}').getBoundingClientRect().top) < innerHeight")


def test_reset_brings_back_the_drawing_as_it_was_built(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE) as tab:
        figure = at(tab, RESPONSE)
        seen = figure.locator("[data-slot]").evaluate_all(BOXES)
        figure.locator("select").select_option("relu")
        figure.locator("[data-act=reset]").click()
        tab.wait_for_timeout(200)
        assert figure.locator("[data-slot]").evaluate_all(BOXES) == pytest.approx(seen, abs=0.1)


@pytest.mark.chromium
def test_without_javascript_the_static_figure_stands_alone(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE, java_script_enabled=False) as tab:
        figure = tab.locator(RESPONSE)
        assert figure.locator("svg.figure-svg").is_visible()
        assert not figure.locator(".figure-controls").is_visible()


@pytest.mark.chromium
def test_paper_shows_the_static_figure_without_controls(browser: Browser, address: str) -> None:
    with opened(browser, address, PAGE) as tab:
        figure = at(tab, RESPONSE)
        tab.evaluate(f"document.querySelector('{RESPONSE} [data-act=reset]').click()")
        tab.wait_for_timeout(100)
        usual = marks(figure)
        figure.locator("select").select_option("relu")
        tab.wait_for_timeout(100)
        turned = marks(figure)
        tab.emulate_media(media="print")
        tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert marks(figure) == usual != turned
        assert not figure.locator(".figure-controls").is_visible()
        tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
        tab.emulate_media(media="screen")
        assert marks(figure) == turned


@pytest.mark.chromium
def test_marks_follow_the_scheme_while_a_slider_is_away_from_its_default(browser: Browser, address: str) -> None:
    stroke = "path => getComputedStyle(path).stroke"
    with opened(browser, address, PAGE, color_scheme="light") as tab:
        figure = at(tab, RESPONSE)
        figure.locator("select").select_option("tanh")
        tab.wait_for_timeout(100)
        before, light = marks(figure), figure.locator("[data-slot] path").first.evaluate(stroke)
        tab.emulate_media(color_scheme="dark")
        tab.wait_for_timeout(100)
        assert marks(figure) == before
        assert figure.locator("[data-slot] path").first.evaluate(stroke) != light


def test_steps_are_played_paused_and_stepped(browser: Browser, address: str) -> None:
    with opened(browser, address, STEPS_PAGE) as tab:
        figure = at(tab, STEPS)
        slider, play = figure.locator("input[name=seen]"), figure.locator("[data-act=play]")
        assert slider.input_value() == "70"
        play.click()
        tab.wait_for_timeout(700)
        assert 0 < int(slider.input_value()) < 70 and play.get_attribute("aria-label") == "Pause"
        play.click()
        stopped = int(slider.input_value())
        tab.wait_for_timeout(300)
        assert int(slider.input_value()) == stopped and play.get_attribute("aria-label") == "Play"
        figure.locator("[data-act=forward]").click()
        figure.locator("[data-act=forward]").click()
        figure.locator("[data-act=back]").click()
        assert int(slider.input_value()) == stopped + 1


def test_a_step_says_what_it_is_to_the_reader_for_eyes_and_ears(browser: Browser, address: str) -> None:
    with opened(browser, address, "learning/training-loop.html") as tab:
        figure = at(tab, "#fig-epoch_by_epoch")
        slider, shown = figure.locator("input[name=snapshot]"), figure.locator("[data-of=snapshot]")
        caption = figure.locator("[data-fact=epoch]")
        for key in ("", "ArrowRight", "End", "Home"):
            if key:
                slider.press(key)
            epoch = str((int(slider.input_value()) ** 2 + 1) // 2)  # dense where much happens
            expect(caption).to_have_text(epoch)
            expect(shown).to_have_text(f"epoch {epoch}")
            expect(slider).to_have_attribute("aria-valuetext", f"epoch {epoch}")
        figure.locator("[data-act=forward]").click()
        expect(figure.locator(".figure-status")).to_have_text(re.compile("^epoch 1,"))


@pytest.mark.parametrize("width", [1280, 390])
def test_what_resets_all_stands_beside_the_last_slider(width: int, browser: Browser, address: str) -> None:
    """On a line of its own it would cost a phone an eighth of its screen; on a desktop sliders are equally long."""
    boxes = """() => [...document.querySelectorAll(".figure-controls")].map(form => {
        const [reset, ...ways] = [form.querySelector("[data-act=reset]"), ...form.querySelectorAll(".figure-way")];
        const box = it => { const { left, right, top, bottom } = it.getBoundingClientRect();
            return [left, right, top, bottom].map(Math.round) };
        const last = [...form.querySelectorAll(".figure-control")].at(-1) === ways.at(-1);
        return [form.dataset.figure, last, box(reset), ways.map(box)] }).filter(([, last]) => last)"""
    with opened(browser, address, "examples/convolutional-networks.html") as tab:
        tab.set_viewport_size({"width": width, "height": 900})
        found = tab.evaluate(boxes)
    assert len(found) > 4 and any(len(ways) > 1 for *_, ways in found)
    for name, _, (left, _, top, bottom), ways in found:
        _, right, above, below = ways[-1]
        assert right < left and above <= top and bottom == below, name
        assert width < 700 or len({right for _, right, *_ in ways}) == 1, name


HELD = """slider => { for (let k = 0; k < 40; k++) {
    slider.stepDown();
    for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
} location.href = "../index.html" }"""


@pytest.mark.chromium  # Playwright waits for ever where Firefox shows again what it has kept
def test_who_comes_back_finds_a_figure_as_it_was_left(browser: Browser, address: str) -> None:
    """While it played, or with a key held so long that not every setting was written into the address."""
    with opened(browser, address, STEPS_PAGE) as tab:
        figure = at(tab, STEPS)
        slider = figure.locator("input[name=seen]")
        figure.locator("[data-act=play]").click()
        tab.wait_for_timeout(700)
        left = int(slider.input_value())
        tab.goto(f"{address}index.html")
        tab.go_back()
        at(tab, STEPS)
        assert left <= int(slider.input_value()) < 70
        expect(figure.locator("[data-fact=seen]")).to_have_text(slider.input_value())
        figure.locator("[data-act=reset]").click()
        slider.evaluate(HELD)
        tab.wait_for_url("**/index.html")
        tab.go_back()
        at(tab, STEPS)
        expect(slider).to_have_value("30")


def test_playing_waits_while_the_figure_is_off_screen(browser: Browser, address: str) -> None:
    with opened(browser, address, STEPS_PAGE) as tab:
        figure = at(tab, STEPS)
        figure.locator("[data-act=play]").click()
        tab.wait_for_timeout(400)
        tab.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        tab.wait_for_timeout(300)
        before = figure.locator("input[name=seen]").input_value()
        tab.wait_for_timeout(500)
        assert figure.locator("input[name=seen]").input_value() == before


@pytest.mark.chromium
def test_reduced_motion_plays_slowly(browser: Browser, address: str) -> None:
    with opened(browser, address, STEPS_PAGE, reduced_motion="reduce") as tab:
        figure = at(tab, STEPS)
        figure.locator("[data-act=play]").click()
        tab.wait_for_timeout(1300)
        assert figure.locator("input[name=seen]").input_value() in ("0", "1")


@pytest.mark.chromium
def test_leaving_the_page_and_coming_back_leaves_one_handler(browser: Browser, address: str) -> None:
    turn = (
        f"document.querySelector('{RESPONSE} select').selectedIndex = 3;"
        f"document.querySelector('{RESPONSE} select').dispatchEvent(new Event('input', {{bubbles: true}}))"
    )
    with opened(browser, address, PAGE) as tab:
        at(tab, RESPONSE)
        tab.goto(f"{address}{STEPS_PAGE}")
        tab.go_back()
        at(tab, RESPONSE)
        assert shown(tab, RESPONSE, turn) == 1


def test_a_slider_that_moves_makes_no_new_elements(browser: Browser, address: str) -> None:
    """What is alike stays, so that nothing is styled and laid out anew; seen on a curve of forty dots."""
    with opened(browser, address, "learning/momentum-and-adam.html") as tab:
        figure = at(tab, "#fig-momentum_phase_diagram")
        figure.locator(".figure-grip").first.wait_for(state="attached")  # it comes with a script of its own
        made = tab.evaluate(MADE, "#fig-momentum_phase_diagram")
    assert made["attributes"] > 20 and made["childList"] == 0, made


MADE = """place => {
    const figure = document.querySelector(place), slider = figure.querySelector("[type=range]"), found = {};
    const turn = () => { slider.stepUp(); slider.dispatchEvent(new Event("input", { bubbles: true })); };
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const records = [], changes = new MutationObserver(list => records.push(...list));
    turn();
    return frame().then(turn).then(frame).then(() => {
        changes.observe(figure.querySelector("svg.figure-svg"), { attributes: true, childList: true, subtree: true });
        turn();
        return frame();
    }).then(() => {
        const count = kind => records.filter(({ type }) => type === kind).length;
        return { attributes: count("attributes"), childList: count("childList") };
    });
}"""
