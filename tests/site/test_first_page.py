"""The figure of the first page learns when a reader has come, and what the page says of it is so."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from figures.index.from_line_to_spiral import CORE, COUNT
from figures.neural.datasets import spirals
from tests.site.in_node import in_node
from tests.site.observed import Seen, open_context, watch

ASSETS = "docs/assets/"
SCRIPTS = [f"{ASSETS}{name}.js" for name in ("playground/arithmetic", "playground/optimiser", "playground/network")]
SCRIPTS.append(f"{ASSETS}home/spiral.js")
PAGE = (Path(__file__).resolve().parents[2] / ASSETS / "home/page.js").read_text(encoding="utf-8")
SEED, LIMIT = (int(re.findall(rf"\b{name} = (\d+)", PAGE)[0]) for name in ("SEED", "LIMIT"))


def test_the_points_are_those_of_the_figure_without_their_noise() -> None:
    made = in_node(SCRIPTS, "(({ x, y }) => [[...x], [...y]])(playground.spiral.points(0.7))")
    x, y = spirals(COUNT, np.random.default_rng(0), turns=0.7, noise=0.0)
    apart = np.arange(len(x)) % COUNT >= CORE
    np.testing.assert_allclose(np.reshape(made[0], (2, -1)).T, x[apart], atol=1e-12)
    assert made[1] == y[apart].tolist()


def test_from_its_start_the_neuron_fails_first_the_three_later_and_the_layers_never() -> None:
    right = in_node(
        SCRIPTS,
        """given.turns.map((turns) => {
            const learners = playground.spiral.learners(given.seed, turns);
            learners.learn(given.steps);
            return learners.right();
        })""",
        {"turns": [0.5, 0.75, 1.25, 1.5], "seed": SEED, "steps": LIMIT},
    )
    neuron, three, layers = zip(*right, strict=True)
    assert [share == 1 for share in neuron] == [True, False, False, False]
    assert [share == 1 for share in three] == [True, True, False, False]
    assert [share == 1 for share in layers] == [True] * 4
    assert neuron[2] < three[2] < 0.9


def test_the_area_of_a_disc_is_that_of_the_circle_and_its_border_lies_on_it() -> None:
    """Of z = r² − x² − y² in a square of 10 at (3, 4), with its middle there and a reach of 1."""
    drawn = in_node(
        SCRIPTS,
        """(() => {
            const places = playground.spiral.grid(45, 1), count = 45 * 45;
            const z = Array.from({ length: count }, (_, k) => 0.36 - places[k] ** 2 - places[count + k] ** 2);
            return playground.spiral.region(z, 45, { x: 3, y: 4, width: 10 });
        })()""",
    )
    shapes = [np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", part), float) for part in drawn["area"].split("M")[1:]]
    area = sum(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2 for x, y in (shape.T for shape in shapes))
    assert area == pytest.approx(np.pi * 3**2, rel=0.01)
    ends = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", drawn["border"]), float)
    np.testing.assert_allclose(np.hypot(*(ends - [8, 9]).T), 3, atol=0.02)


@pytest.mark.browser
def test_nothing_is_fetched_or_moved_before_a_reader_stirs_and_then_it_learns(browser: Browser, address: str) -> None:
    with open_context(browser) as context:
        page, seen, asked = context.new_page(), Seen(), []
        watch(page, address, seen)
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(address + "index.html", wait_until="networkidle")
        drawn = page.locator("#fig-from_line_to_spiral svg").inner_html()
        page.wait_for_timeout(300)
        assert "spiral.js" not in asked
        assert page.locator("#fig-from_line_to_spiral svg").inner_html() == drawn
        page.mouse.move(5, 5)
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
        expect(page.get_by_role("button", name="Learn")).to_be_visible(timeout=30_000)
        assert re.match(rf"After {LIMIT} steps .* two layers of eight 100%\.", page.get_by_role("status").inner_text())
        page.get_by_role("slider", name="Winding").fill("0.5")
        expect(page.locator("#fig-from_line_to_spiral text", has_text="100% right")).to_have_count(3, timeout=30_000)
    assert (seen.console, seen.foreign, seen.failed) == ([], [], [])


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_a_finger_can_set_the_slider(width: int, browser: Browser, address: str) -> None:
    """Thirty settings, each at least five pixels wide."""
    with open_context(browser, viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        page.goto(address + "index.html")
        box = page.get_by_role("slider", name="Winding").bounding_box()
        assert box is not None and box["width"] > 150


@pytest.mark.browser
def test_where_motion_is_not_wanted_it_waits_for_the_button_and_shows_the_end_only(
    browser: Browser, address: str
) -> None:
    with open_context(browser, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address + "index.html", wait_until="networkidle")
        page.mouse.move(5, 5)
        page.keyboard.press("Tab")
        assert page.evaluate("typeof playground") == "undefined"
        page.get_by_role("button", name="Learn").click()
        expect(page.get_by_role("status")).to_contain_text(f"After {LIMIT} steps")
        assert page.get_by_role("button", name="Pause").count() == 0


@pytest.mark.browser
def test_without_scripts_the_drawing_stands_and_nothing_is_there_to_press(browser: Browser, address: str) -> None:
    with open_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "index.html")
        assert page.locator("#fig-from_line_to_spiral svg").is_visible()
        assert not page.locator(".winding").is_visible()
