"""The playground in Chromium: what it shows is what its program prints, and what readers do is kept and taken back."""

import math
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.observed import Seen, watch

pytestmark = pytest.mark.browser
PLACE = "examples/playground.html"


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One reader, for all tests here; nothing may be complained of, nor asked of others."""
    seen = Seen()
    with browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True) as context:
        # A worker would answer before a test can put another script in a script's place.
        context.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })")
        page = context.new_page()
        watch(page, address, seen)
        yield page
    failed = [each for each in seen.failed if not each.endswith("logo.svg")]  # given up where the reader leaves at once
    assert (seen.console, seen.foreign, failed) == ([], [], [])


def opened(tab: Page, address: str, query: str = "") -> Page:
    tab.goto(f"{address}{PLACE}?{query}")
    expect(tab.locator(".pg-which option").first).to_be_attached()
    return tab


def told(tab: Page) -> list[str]:
    return [tab.locator(f"[data-of={name}]").inner_text() for name in ("train", "test", "step", "right")]


def typed(tab: Page, field: str, text: str, end: str = "Enter") -> None:
    """Key by key: Firefox tells of a change only if it was typed."""
    tab.locator(field).select_text()
    tab.keyboard.type(text)
    tab.keyboard.press(end)


def pixels(tab: Page) -> str:
    return str(tab.evaluate("[...document.querySelectorAll('.pg-surface canvas')].map(it => it.toDataURL()).join()"))


@pytest.mark.chromium
def test_the_program_taken_along_prints_what_the_screen_shows_after_changes_too(
    tab: Page, address: str, tmp_path: Path
) -> None:
    opened(tab, address, "data=moons&optimiser=adam&hidden=3&steps=25")
    tab.locator(".pg-which").select_option(index=4)
    typed(tab, ".pg-value", "1.5")
    typed(tab, "[name=rate]", "0.03")
    tab.locator(".pg-frozen").check()
    tab.locator("[data-act=epoch]").click()
    tab.locator("[data-act=step]").click()
    assert tab.locator(".pg-value").input_value() == "1.5"
    tab.locator(".pg-take summary").click()
    with tab.expect_download() as download:
        tab.locator("[data-act=python]").click()
    program = tmp_path / "playground.py"
    download.value.save_as(program)
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60)
    train, test, step, _ = told(tab)
    assert f"after {step} steps" in done.stdout, done.stderr
    assert f"training examples {train}," in done.stdout and f"test examples {test}," in done.stdout


def test_the_address_brings_back_the_same_run(tab: Page, address: str) -> None:
    opened(tab, address, "data=spiral&hidden=5&changes=7:rate:0.5;9:weight.2:-1&steps=31")
    shown, picture = told(tab), pixels(tab)
    query = tab.url.partition("?")[2]
    opened(tab, address, query)
    assert (told(tab), pixels(tab)) == (shown, picture) and shown[2] == "31"


def test_rewind_goes_back_to_the_same_start_and_new_start_to_another(tab: Page, address: str) -> None:
    opened(tab, address)
    start, picture = told(tab), pixels(tab)
    tab.locator("[data-act=epoch]").click()
    assert told(tab) != start
    tab.locator("[data-act=rewind]").click()
    assert (told(tab), pixels(tab)) == (start, picture)
    tab.locator("[data-act=fresh]").click()
    assert told(tab) != start


def test_playing_learns_until_the_rule_stops_it_and_says_so_once(tab: Page, address: str) -> None:
    opened(tab, address, "hidden=4&rate=0.3&stop=epochs&limit=20")
    assert told(tab)[2] == "0" and tab.locator(".pg-status").inner_text() == ""
    tab.locator("[data-act=play]").click()
    expect(tab.locator("[data-act=play]")).to_have_text("Play", timeout=15_000)
    assert told(tab)[2] == "200" and "steps=200" in tab.url
    assert tab.locator(".pg-status").inner_text().startswith("Epoch 20, cross-entropy")


def test_a_unit_in_focus_is_shown_large_with_a_sentence(tab: Page, address: str) -> None:
    opened(tab, address, "steps=100")
    output = pixels(tab)
    tab.locator(".pg-unit").nth(3).focus()
    expect(tab.locator(".pg-title")).to_have_text("Unit 2 of layer 1", ignore_case=True)
    assert pixels(tab) != output
    assert "of class 1" in tab.locator(".pg-says").inner_text()
    tab.locator(".pg-unit").nth(3).blur()
    assert pixels(tab) == output


def test_lines_stand_again_where_the_room_changes_while_it_plays(tab: Page, address: str) -> None:
    opened(tab, address, "rate=0&hidden=2")
    between = """() => {
        const canvas = document.querySelector(".pg-lines"), [unit] = document.querySelectorAll(".pg-unit");
        const left = unit.getBoundingClientRect().right - canvas.getBoundingClientRect().left + 5;
        const context = new OffscreenCanvas(10, canvas.height).getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, -left * canvas.width / canvas.clientWidth, 0);
        return context.getImageData(0, 0, 10, canvas.height).data.some((level, k) => k % 4 === 3 && level > 0);
    }"""
    tab.locator("[data-act=play]").click()
    tab.set_viewport_size({"width": 1180, "height": 900})
    tab.wait_for_timeout(200)
    assert tab.evaluate(between)
    tab.locator("[data-act=play]").click()
    tab.set_viewport_size({"width": 1280, "height": 900})


def test_a_curve_has_nothing_of_the_surface_below_it_that_was_there_before(tab: Page, address: str) -> None:
    opened(tab, address, "hidden=2")
    bare = """() => {
        const copy = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        copy.drawImage(document.querySelector(".pg-map"), 0, 0);
        return copy.getImageData(0, 0, 100, 100).data.every(part => part === 0);
    }"""
    assert not tab.evaluate(bare)
    tab.locator("[name=data]").select_option("sine")
    tab.wait_for_timeout(300)  # the next frame paints it
    assert tab.evaluate(bare)


def test_own_points_are_pasted_clicked_and_taken_away_and_a_bad_row_is_named(tab: Page, address: str) -> None:
    opened(tab, address)
    tab.locator(".pg-own summary").click()
    tab.locator(".pg-table").fill("x1,x2,class\n1,1,1\n-1,0.5,0")
    tab.locator("[data-act=use]").click()
    assert "own=1,1,1;-1,0.5,0" in tab.url
    tab.locator(".pg-surface").click(position={"x": 20, "y": 20})
    assert tab.url.count(";") == 2
    tab.locator(".pg-surface").click(position={"x": 20, "y": 20})
    assert tab.url.count(";") == 1
    tab.locator(".pg-table").fill("1,1,1\n2,one,0")
    tab.locator("[data-act=use]").click()
    assert tab.locator(".pg-answer").inner_text().startswith("Row 2: expected two numbers and a class 0 or 1")
    assert tab.url.count(";") == 1


def test_an_own_point_is_taken_away_where_its_noise_has_put_it(tab: Page, address: str) -> None:
    opened(tab, address, "data=own&own=1,1,1;-1,0.5,0;0,-1,1&noise=60&train=100")
    own = "{data: 'own', own: [[1, 1, 1], [-1, 0.5, 0], [0, -1, 1]], noise: 60, sample: 1, points: 3}"
    shown = tab.evaluate(f"playground.placed({own})")
    assert abs(shown[1][0] + 1) + abs(shown[1][1] - 0.5) > 0.2  # seen elsewhere than in the table
    tab.locator(".pg-own summary").click()
    side = tab.locator(".pg-surface").bounding_box()["width"]
    place = {"x": (shown[1][0] / 2 + 1) / 2 * side, "y": (1 - shown[1][1] / 2) / 2 * side}
    tab.locator(".pg-surface").click(position=place)
    assert "own=1,1,1;0,-1,1" in tab.url


def test_a_line_is_dragged(tab: Page, address: str) -> None:
    opened(tab, address, "hidden=1")
    place = tab.evaluate("""() => {
        const [, from, to] = [...document.querySelectorAll(".pg-unit")].map(unit => unit.getBoundingClientRect());
        return [(from.right + to.left) / 2, (from.top + from.bottom + to.top + to.bottom) / 4];
    }""")
    before = float(tab.locator(".pg-value").input_value())
    tab.mouse.move(*place)
    tab.mouse.down()
    chosen = tab.locator(".pg-which").input_value()
    before = float(tab.locator(".pg-value").input_value())
    tab.mouse.move(place[0] + 40, place[1], steps=4)
    tab.mouse.up()
    assert chosen == "1"
    assert float(tab.locator(".pg-value").input_value()) == pytest.approx(before + 1, abs=0.01)
    assert f"changes=0:weight.{chosen}:" in tab.url and ";" not in tab.url


def test_webassembly_serves_here_and_javascript_where_the_build_had_no_compiler(
    tab: Page, address: str, site: Path
) -> None:
    opened(tab, address)
    made = "playground.session({}, [playground.wasm, playground.network]).network.name"
    assert tab.evaluate(made) == "WebAssembly"
    script = (site / "assets" / "playground.js").read_text(encoding="utf-8")
    without = re.sub(r"^playground\.module = .*$", 'playground.module = "";', script, flags=re.MULTILINE)
    assert without != script
    tab.route("**/playground.js", lambda route: route.fulfill(body=without, content_type="text/javascript"))
    opened(tab, address, "steps=50")
    assert tab.evaluate(made) == "JavaScript"
    slow = told(tab)
    tab.unroute("**/playground.js")
    opened(tab, address, "steps=50")
    assert told(tab) == slow


def test_own_points_begin_with_those_shown_and_none_at_all_do_no_harm(tab: Page, address: str) -> None:
    opened(tab, address, "data=moons&points=10")
    tab.locator("[name=data]").select_option("own")
    assert tab.url.count(";") == 9 and "data=own" in tab.url
    opened(tab, address, "data=own")
    tab.locator("[data-act=step]").click()
    assert told(tab)[2] == "0"


@pytest.mark.chromium  # Playwright waits for ever where Firefox shows again what it has kept
def test_who_comes_back_finds_the_run_where_it_was_left(tab: Page, address: str) -> None:
    """While it learned, or with so many changes in a row that not every one was written into the address."""
    opened(tab, address)
    tab.locator(".pg-play").click()
    tab.wait_for_function("() => Number(document.querySelector('[data-of=step]').innerText) > 50")
    tab.goto(f"{address}reference/notation.html")
    tab.go_back()
    expect(tab.locator(".pg-which option").first).to_be_attached()
    assert int(told(tab)[2]) > 50 and tab.locator(".pg-play").inner_text() == "Play"
    tab.evaluate("""() => {
        const rate = document.querySelector("[name=rate]");
        for (let k = 1; k <= 40; k++) {
            rate.value = k / 100;
            rate.dispatchEvent(new Event("change", { bubbles: true }));
        }
        location.href = "../reference/notation.html";
    }""")
    tab.wait_for_url("**/notation.html")
    tab.go_back()
    expect(tab.locator("[name=rate]")).to_have_value("0.4")


def test_a_link_to_a_late_step_is_followed_without_standing_still(tab: Page, address: str) -> None:
    opened(tab, address, "hidden=12,12,12&steps=1000000")
    assert int(told(tab)[2]) < 1_000_000 and tab.locator(".pg-play").inner_text() == "Pause"
    tab.locator(".pg-play").click()
    reached = told(tab)[2]
    assert tab.locator(".pg-play").inner_text() == "Play" and f"steps={reached}" in tab.url


def test_the_rule_stops_at_its_epoch_at_every_speed(tab: Page, address: str) -> None:
    opened(tab, address, "stop=epochs&limit=3")
    tab.locator("[name=speed]").select_option("100")
    tab.locator(".pg-play").click()
    expect(tab.locator(".pg-play")).to_have_text("Play")
    assert told(tab)[2] == "30"


def test_what_is_too_much_becomes_the_most_and_a_button_keeps_the_focus(tab: Page, address: str) -> None:
    opened(tab, address)
    typed(tab, "[name=points]", "99999")
    typed(tab, "[name=hidden]", "3,99", "Tab")
    tab.wait_for_function("location.href.includes('hidden=3,12')")
    assert "points=2000" in tab.url and "hidden=3,12" in tab.url
    more = tab.get_by_label("One unit more in layer 1")
    more.press("Enter")
    tab.wait_for_function("location.href.includes('hidden=4,12')")
    expect(more).to_be_focused()


@pytest.mark.parametrize(
    ("field", "text", "becomes", "takes"),
    [
        ("[name=hidden]", "4 3", "4,3", ""),
        ("[name=hidden]", "5; 2,", "5,2", ""),
        ("[name=hidden]", "4 x", "4,2", "“Hidden units” takes up to 6 whole numbers from 1 to 12, such as 4, 2."),
        ("[name=hidden]", "13", "12", "“Hidden units” takes up to 6 whole numbers from 1 to 12, such as 4, 2."),
        ("[name=points]", "99999", "2000", "“How many” takes a whole number from 1 to 2000."),
        ("[name=points]", "e", "200", "“How many” takes a whole number from 1 to 2000."),
        ("[name=rate]", "-1", "0", "“Learning rate” takes a number from 0 to 1000."),
        (".pg-value", "-", None, "“Value” takes a number."),
    ],
)
def test_a_field_says_what_it_takes_where_it_was_given_something_else(
    field: str, text: str, becomes: str | None, takes: str, tab: Page, address: str
) -> None:
    opened(tab, address)
    before, said = tab.locator(field).input_value(), tab.locator(".pg-takes")
    typed(tab, field, text)
    expect(tab.locator(field)).to_have_value(before if becomes is None else becomes)
    expect(said).to_have_text(takes)
    typed(tab, "[name=rate]", "0.3", "Tab")
    expect(said).to_have_text("")


def test_the_boundary_runs_where_z_is_zero_also_between_the_places(tab: Page, address: str) -> None:
    """Of z = x² + y² − r², off the middle: one closed stroke along the circle, each step from a square to the next."""
    opened(tab, address)
    strokes = tab.evaluate("""() => {
        const off = (k) => (k % 100 - 49.3) ** 2 + (Math.floor(k / 100) - 50.6) ** 2;
        return playground.boundary.strokes(Float32Array.from({ length: 10000 }, (_, k) => off(k) - 900));
    }""")
    (ends,) = ([*zip(stroke[::2], stroke[1::2], strict=True)] for stroke in strokes)
    assert len(ends) > 200 and all(abs(math.hypot(x - 49.3, y - 50.6) - 30) < 0.01 for x, y in ends)
    assert ends[0] == ends[-1] and len(set(ends)) == len(ends) - 1
    assert all(math.dist(one, other) < 1.5 for one, other in pairwise(ends))


def test_the_boundary_ends_at_the_rim_and_parts_where_its_middle_says(tab: Page, address: str) -> None:
    """Of z = (x − a)(y − b) + c: two strokes from rim to rim, which turn away from each other at the saddle."""
    opened(tab, address)
    for c in (0.1, -0.1):
        strokes = tab.evaluate(
            """(c) => playground.boundary.strokes(Float32Array.from(
                { length: 10000 }, (_, k) => (k % 100 - 40.5) * (Math.floor(k / 100) - 60.5) + c))""",
            c,
        )
        assert len(strokes) == 2
        for stroke in strokes:
            assert all((x - 40.5) * (y - 60.5) * c < 0.03 for x, y in zip(stroke[::2], stroke[1::2], strict=True))
            assert {0, 99} & {stroke[0], stroke[1]} and {0, 99} & {stroke[-2], stroke[-1]}


def test_a_surface_fills_its_square_on_screens_of_any_sharpness(tab: Page, address: str) -> None:
    opened(tab, address)
    bare = tab.evaluate("""[40, 250].map((side) => {
        const context = new OffscreenCanvas(side, side).getContext("2d"), { painting } = playground;
        painting.surface({ context, left: 0, top: 0, side }, new Float32Array(10000), 0, "tanh");
        return context.getImageData(0, 0, side, side).data.filter((value, k) => k % 4 === 3 && value < 255).length;
    })""")
    assert bare == [0, 0]


@pytest.mark.parametrize(
    "query", ["data=own&steps=5", "changes=0:batch:-5;1:rate:-1;2:weight.999:4;3:free.0:7&steps=0"]
)
def test_no_link_hangs_the_page_or_is_kept_with_nonsense(tab: Page, address: str, query: str) -> None:
    opened(tab, address, query)
    tab.locator("[data-act=epoch]").click()
    assert "changes" not in tab.url and "NaN" not in tab.locator(".pg-clock").inner_text()


def test_an_address_that_asks_for_nonsense_gives_the_playground_as_usual(tab: Page, address: str) -> None:
    opened(tab, address)
    usual = told(tab)
    opened(tab, address, "data=moon&hidden=99&rate=fast&batch=0&changes=x&own=1&steps=-3&bits=16")
    assert told(tab) == usual
