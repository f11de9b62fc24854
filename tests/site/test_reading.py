"""What a reader does: search, switch colours, use the keyboard, print, read without scripts or a server."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.observed import Look, Seen, open_context, reading, watch

pytestmark = pytest.mark.browser
FIRST = "one-neuron/from-brain-to-model.html"
DEEP = "learning/gradient-descent.html"
SCHEME = "document.documentElement.dataset.mdColorScheme"
PAPER = "getComputedStyle(document.body).backgroundColor"
LIST = "document.querySelector('.md-sidebar--primary .md-sidebar__scrollwrap')"
CUT = f"""(({{ top, bottom }}) => [...document.querySelectorAll(".contents a")].filter(line => {{
    const box = line.getBoundingClientRect(), middle = (box.top + box.bottom) / 2, half = 8;
    return line.ariaCurrent ? box.top < top || box.bottom > bottom : middle - half < top && middle + half > top;
}}).map(line => line.textContent))(({LIST}).getBoundingClientRect())"""
DRAWN = "figure => figure.querySelector('svg').innerHTML"
COLOURS = """[...document.querySelectorAll("figure svg :is(path, use, text)")].map(mark => getComputedStyle(mark))
    .map(style => style.stroke + " " + style.fill)"""
SOLUTIONS = """[...document.querySelectorAll("details.solution")].map(({open, children}) => [!open, [...children].map(
    part => part.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) && part.offsetHeight > 0)])"""
PRESSED = """[...document.querySelectorAll("article :is(button, input, select, .figure-source, .answer)")]
    .filter(thing => thing.checkVisibility({visibilityProperty: true}) && thing.getClientRects().length)
    .map(thing => thing.outerHTML)"""


NOT_AS_IT_SCROLLS = """[...document.querySelectorAll("article *")].filter(region =>
    !region.closest("svg, math") && ["auto", "scroll"].includes(getComputedStyle(region).overflowX))
    .flatMap(region => {
        const scrolls = region.scrollWidth > region.clientWidth + 1, reached = region.tabIndex === 0;
        const named = /, scrolls sideways$/.test(region.ariaLabel) && region.role === "group";
        return scrolls === reached && scrolls === named ? [] : [region.outerHTML.slice(0, 100)];
    })"""


@pytest.fixture(scope="module")
def usual(browser: Browser, address: str) -> Iterator[tuple[Page, Seen]]:
    """A tab that the tests share: a new one takes as long as a page."""
    with open_context(browser) as context:
        page, seen = context.new_page(), Seen()
        watch(page, address, seen)
        yield page, seen


@pytest.fixture
def opened(browser: Browser, address: str, usual: tuple[Page, Seen]) -> Any:
    """A function that opens a page as a new reader and fails the test if the console said anything."""
    contexts, records = [], list[Seen]()

    def open_page(name: str, look: Look = Look.LIGHT_DESKTOP, home: str = address, **more: Any) -> Page:
        if records or more or home != address:
            context, seen = open_context(browser, look, **more), Seen()
            page = context.new_page()
            watch(page, home, seen)
            contexts.append(context)
        else:
            page, seen = usual
            page.unroute_all()
            page.emulate_media(media="null", color_scheme=look.scheme)
            page.set_viewport_size(look.size)
            page.evaluate("try { localStorage.clear() } catch {}")  # an empty tab has none
            vars(seen).update(vars(Seen()))
        page.goto(home + name, wait_until="networkidle")
        records.append(seen)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [(seen.console, seen.foreign) for seen in records] == [([], [])] * len(records)


Open = Callable[..., Page]


def to_the_end(page: Page) -> None:
    """By the key, once more where the page has grown meanwhile."""
    for _ in range(40):
        page.keyboard.press("End")
        page.wait_for_timeout(50)
        if page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2"):
            return
    raise AssertionError("the page has no end")


def test_pages_look_the_same_turn_and_learn_on_the_file_system(opened: Open, on_disk: str) -> None:
    page = opened(DEEP, home=on_disk, look=Look.DARK_DESKTOP)
    assert page.evaluate(PAPER) == "rgb(22, 25, 31)"
    figure = page.locator("figure.figure:has(input[type=range])").first
    before = figure.evaluate(DRAWN)
    figure.locator("input[type=range]").first.press("ArrowRight")
    page.wait_for_function(f"([figure, before]) => ({DRAWN})(figure) !== before", arg=[figure.element_handle(), before])
    page.goto(f"{on_disk}examples/playground.html?steps=0")
    page.locator("[data-act=step]").click()
    expect(page.locator("[data-of=step]")).to_have_text("1")


@pytest.mark.parametrize(("system", "scheme"), [(Look.LIGHT_DESKTOP, "default"), (Look.DARK_DESKTOP, "slate")])
def test_the_scheme_is_set_before_any_file_arrives(system: Look, scheme: str, browser: Browser, address: str) -> None:
    with open_context(browser, system) as context:
        page = context.new_page()
        page.route("**/*", lambda route: route.continue_() if route.request.url.endswith(".html") else route.abort())
        page.goto(address + FIRST, wait_until="domcontentloaded")
        assert page.evaluate(SCHEME) == scheme


def test_the_chosen_scheme_holds_on_the_next_page(opened: Open, address: str) -> None:
    page = opened(FIRST)
    button = page.locator(".scheme")
    names = [button.get_attribute("title")]
    schemes = [page.evaluate(SCHEME)]
    for _ in range(2):
        button.press("Enter")
        names.append(button.get_attribute("title"))
        schemes.append(page.evaluate(SCHEME))
    assert names == ["Colours: automatic", "Colours: light", "Colours: dark"]
    assert schemes == ["default", "default", "slate"]
    page.goto(address + "index.html")
    assert page.evaluate(SCHEME) == "slate"


def test_a_scheme_and_what_was_read_in_one_tab_hold_in_the_other(browser: Browser, address: str) -> None:
    with open_context(browser) as context:
        one, other = context.new_page(), context.new_page()
        for tab, name in ((one, FIRST), (other, "one-neuron/the-perceptron.html")):
            tab.goto(address + name, wait_until="networkidle")
        for tab in (other, one):
            tab.bring_to_front()
            to_the_end(tab)
        marks = "[...document.querySelectorAll('.contents .read')].map(link => link.getAttribute('href')).length"
        for tab in (one, other):
            tab.wait_for_function(f"() => {marks} === 2 && __md_get('read').length === 2")
        for _ in range(2):
            one.locator(".scheme").press("Enter")
        expect(other.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
        expect(other.locator(".scheme")).to_have_attribute("title", "Colours: dark")


def test_the_automatic_scheme_follows_the_system_at_once(opened: Open) -> None:
    page = opened(FIRST)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_first_tab_stop_skips_to_the_text(opened: Open) -> None:
    page = opened(FIRST)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash")  # a busy machine is not there at once
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_every_tab_stop_shows_where_it_is(opened: Open) -> None:
    page = opened(FIRST)
    for _ in range(25):
        page.keyboard.press("Tab")
        seen, outline, name = page.evaluate("""() => {
            const at = document.activeElement;
            return [at.checkVisibility({visibilityProperty: true}), getComputedStyle(at).outlineStyle, at.outerHTML];
        }""")
        assert seen, name
        assert outline != "none", name


def test_the_drawer_of_a_phone_opens_and_closes_by_keyboard(opened: Open) -> None:
    page = opened(FIRST, Look.LIGHT_PHONE)
    menu = page.get_by_role("button", name="Contents")
    link = page.locator(".contents a").first
    assert not link.is_visible()
    menu.press("Enter")
    link.wait_for(state="visible")
    assert menu.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")


def test_search_on_a_phone_takes_what_is_typed_before_its_script_has_come(opened: Open) -> None:
    page = opened(FIRST, Look.LIGHT_PHONE)
    waiting: list[Route] = []
    page.route("**/search/find.js", lambda route: waiting.append(route))
    page.get_by_role("button", name="Search the book").click()
    page.keyboard.type("notation")
    waiting[0].continue_()
    expect(page.locator(".search-page").first).to_contain_text("Notation")
    page.keyboard.press("Escape")
    expect(page.locator(".search")).to_be_hidden()
    assert page.locator(".find").evaluate("button => button === document.activeElement")


def test_the_drawer_of_a_phone_closes_when_a_section_of_the_page_is_chosen(opened: Open) -> None:
    page = opened(FIRST, Look.LIGHT_PHONE)
    section = page.locator(".contents-sections a").nth(1)
    for _ in range(2):  # the second time the address is there already
        page.get_by_role("button", name="Contents").click()
        section.click()
        section.wait_for(state="hidden")
    assert page.evaluate("document.getElementById(location.hash.slice(1)).getBoundingClientRect().top") < 200


def test_the_head_of_a_page_says_where_it_stands_and_turns_it_as_its_end_does(opened: Open) -> None:
    page = opened(DEEP)
    assert page.locator(".place .part").inner_text().lower() == "learning page 2 of 11"
    small, large = (
        page.locator(f"{nav} a").evaluate_all("all => all.map(a => a.href)") for nav in (".turn-small", ".turn")
    )
    assert small == large and len(small) == 2
    page.get_by_role("link", name="Next page: Momentum and Adam").click()
    page.wait_for_url("**/momentum-and-adam.html")


def test_a_phone_has_the_sections_of_a_page_at_its_head_and_a_desktop_beside_it(opened: Open) -> None:
    page = opened(DEEP, Look.LIGHT_PHONE)
    page.get_by_text("On this page", exact=True).locator("visible=true").click()
    page.locator(".sections").get_by_role("link", name="Saddles").click()
    assert abs(page.evaluate("document.getElementById('saddles').getBoundingClientRect().top")) < 120
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.locator(".sections").is_visible()


def test_a_page_read_to_its_end_is_marked_among_the_contents_of_others(opened: Open, address: str) -> None:
    page = opened(FIRST)
    marked = page.locator(".contents .read")
    page.goto(address + DEEP)
    assert marked.count() == 0
    page.goto(address + FIRST)
    to_the_end(page)
    expect(marked).to_have_text("From brain to model")
    page.goto(address + DEEP)
    expect(marked).to_have_text("From brain to model")


def test_the_first_page_leads_on_to_the_page_that_was_opened_last(opened: Open, address: str) -> None:
    page = opened("index.html")
    onward = page.locator(".hero-begin a", has_text="Go on with")
    for name, title in ((FIRST, "From brain to model"), (DEEP, "Gradient descent")):
        page.goto(address + name)
        page.goto(address + "index.html")
        expect(onward).to_have_text(f"Go on with {title}")
    onward.click()
    page.wait_for_url(address + DEEP)
    assert opened("index.html").locator(".hero-begin a", has_text="Go on with").count() == 0, "a reader who is new"


@pytest.mark.fonts
@pytest.mark.parametrize("name", [DEEP, "reference/notation.html"])
def test_what_scrolls_is_reached_by_the_keyboard_and_named_and_nothing_else(name: str, opened: Open) -> None:
    page = opened(name)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        wrong = ["nothing was looked at"]
        for _ in range(100):  # the page looks again when it has been laid out, later on a busy machine
            page.wait_for_timeout(100)
            wrong = page.evaluate(NOT_AS_IT_SCROLLS)
            if not wrong:
                break
        assert (width, wrong) == (width, [])
    assert page.locator("[aria-label$='scrolls sideways']").count() > 0


@pytest.mark.fonts
def test_the_number_of_a_formula_that_scrolls_stays_in_sight_and_in_its_name(opened: Open) -> None:
    page = opened(DEEP, Look.LIGHT_PHONE)
    page.set_viewport_size({"width": 320, "height": 844})
    page.locator(".tex-numbered > [tabindex]").first.wait_for()
    for region in page.locator(".tex-numbered > [tabindex]").all():
        number = region.locator("xpath=following-sibling::*")
        box = number.bounding_box()
        assert box and 0 < box["x"] and box["x"] + box["width"] <= 320
        assert region.get_attribute("aria-label") == f"Formula {number.inner_text().strip('()')}, scrolls sideways"


@pytest.mark.fonts
def test_a_shadow_lies_where_more_of_a_formula_is_hidden_and_follows_the_scrolling(opened: Open) -> None:
    page = opened(DEEP, Look.LIGHT_PHONE)
    page.set_viewport_size({"width": 320, "height": 844})
    region = page.locator(".tex-display[tabindex]").first
    region.wait_for()
    region.locator("svg").evaluate("formula => { formula.style.visibility = 'hidden' }")
    shadows = []
    for scroll in (0, 9999):
        region.evaluate("(region, left) => { region.scrollLeft = left }", scroll)
        page.wait_for_timeout(100)
        picture = Image.open(BytesIO(region.screenshot())).convert("L")
        middle = picture.height // 2
        shadows.append([picture.getpixel((x, middle)) < 245 for x in (1, picture.width - 2)])
    assert shadows == [[False, True], [True, False]], "left and right edge, at the start and at the end"


def test_code_is_copied_as_it_is_written(opened: Open) -> None:
    page = opened(FIRST, permissions=["clipboard-read", "clipboard-write"])
    block = page.locator(".language-python.highlight:has(.copy)").first
    block.locator(".copy").focus()
    page.keyboard.press("Enter")
    expect(block.locator(".copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").strip() == block.locator("code").inner_text().strip()


def test_paper_is_white_and_figures_have_their_light_colours(opened: Open) -> None:
    light, dark = opened(FIRST, Look.LIGHT_DESKTOP), opened(FIRST, Look.DARK_DESKTOP)
    dark.emulate_media(media="print")
    assert dark.evaluate(PAPER) == "rgb(255, 255, 255)"
    assert dark.evaluate("getComputedStyle(document.querySelector('article h1')).color") == "rgb(31, 35, 40)"
    assert dark.evaluate(COLOURS) == light.evaluate(COLOURS)
    for selector in (".md-header", ".md-sidebar--primary", ".turn", ".copy", ".figure-source"):
        assert not dark.locator(selector).first.is_visible()


def test_without_scripts_text_figures_and_contents_are_there(opened: Open) -> None:
    page = opened(FIRST, Look.LIGHT_PHONE, java_script_enabled=False)
    assert page.locator("figure.figure svg").first.is_visible()
    page.get_by_role("button", name="Contents").click()
    assert page.locator("#contents").is_visible()


def test_without_scripts_the_scheme_is_the_systems(opened: Open) -> None:
    dark, plain = opened(FIRST, Look.DARK_DESKTOP), opened(FIRST, Look.DARK_DESKTOP, java_script_enabled=False)
    assert plain.evaluate(PAPER) == dark.evaluate(PAPER)
    assert plain.evaluate(COLOURS) == dark.evaluate(COLOURS)


def test_the_end_of_a_page_is_marked_among_its_sections(opened: Open) -> None:
    page = opened(DEEP, viewport={"width": 1280, "height": 420})  # its last title lies above the screen at the end
    to_the_end(page)
    marked = page.locator(".md-nav--secondary .md-nav__link--active")
    expect(marked).to_have_text(page.locator(".md-nav--secondary a").last.inner_text())


def test_the_contents_begin_with_a_whole_line_and_show_the_page_that_is_open_while_it_stays(opened: Open) -> None:
    page = opened("reference/bibliography.html")
    page.wait_for_function(f"({LIST}).scrollTop > 0")
    assert page.evaluate(CUT) == []
    assert page.evaluate("scrollY") == 0


def test_drawings_take_the_margins_of_the_smallest_phone_too(opened: Open) -> None:
    """So their words, of ten points at a width of 5.2 inches, are a tenth larger than within the lines of the text."""
    page = opened(DEEP, viewport={"width": 320, "height": 640})
    page.evaluate("document.documentElement.dataset.painted = 'whole'")
    column = page.locator("article > p").first.bounding_box()
    smallest = page.locator("article > figure svg.figure-svg").evaluate_all("""drawings => drawings.map(svg => Math.min(
        ...[...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize)
            * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b))))""")
    assert column is not None and len(smallest) > 5
    assert min(smallest) > 8.2 > 1.05 * 10 / 72 * 96 * column["width"] / (5.2 * 96)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_header_of_the_smallest_phone_holds_its_title(opened: Open) -> None:
    page = opened(FIRST, Look.LIGHT_PHONE, viewport={"width": 320, "height": 600})
    title, header = page.locator(".brand span").bounding_box(), page.locator(".md-header").bounding_box()
    assert title and header and title["y"] >= header["y"] and title["height"] <= header["height"]


def test_code_can_be_copied_by_touch(opened: Open) -> None:
    page = opened(FIRST, Look.LIGHT_PHONE, has_touch=True, is_mobile=True, permissions=["clipboard-write"])
    button = page.locator(".copy").first
    assert button.evaluate("button => getComputedStyle(button).opacity > 0.8 && button.offsetHeight >= 24")
    button.tap()
    expect(button).to_have_text("Copied")


def test_paper_shows_every_solution_and_nothing_to_press(opened: Open) -> None:
    page = opened(FIRST)
    page.emulate_media(media="print")
    solutions = page.evaluate(SOLUTIONS)
    assert solutions and all(shut and len(parts) > 1 and all(parts) for shut, parts in solutions)
    assert page.evaluate(PRESSED) == []


@pytest.mark.parametrize("name", ["draw-a-digit", "convolutional-networks", "playground"])
def test_on_paper_what_acts_says_in_words_what_it_is(opened: Open, name: str) -> None:
    page = opened(f"examples/{name}.html")
    page.emulate_media(media="print")
    acts = page.locator("article [data-on-paper]:not([data-on-paper=''])")
    assert acts.count() >= 1
    for one in acts.all():
        assert one.evaluate("it => [...it.children].filter(child => child.checkVisibility()).length") == 0
        room = "it => it.offsetHeight / parseFloat(getComputedStyle(it).lineHeight)"
        assert 0.9 < one.evaluate(room) < 6, "its words, and nothing else"


def test_on_paper_no_line_below_a_word_says_that_it_can_be_pressed(opened: Open) -> None:
    page = opened(FIRST)
    lines = """[...document.querySelectorAll("article a")].map(link => getComputedStyle(link)).filter(
        style => style.textDecorationLine !== "none" || style.borderBottomStyle !== "none").length"""
    assert page.evaluate(lines) > 10
    page.emulate_media(media="print")
    assert page.evaluate(lines) == 0


def test_paper_keeps_code_with_its_output_and_shows_all_of_it(opened: Open) -> None:
    page = opened(FIRST)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 600, "height": 900})
    code = page.locator(".language-python.highlight:has(+ .language-text)").first
    assert code.evaluate("code => getComputedStyle(code).breakAfter") == "avoid"
    boxes = "[...document.querySelectorAll('pre > code, .table')]"
    assert page.evaluate(f"{boxes}.filter(box => box.scrollWidth > box.clientWidth + 1).length") == 0


def test_chosen_colours_of_the_system_keep_the_mark_of_the_current_page(opened: Open) -> None:
    page = opened(FIRST, forced_colors="active")
    edge = "link => getComputedStyle(link).borderLeftColor"
    assert page.locator(".contents [aria-current]").evaluate(edge) != page.locator(".contents a").last.evaluate(edge)


def test_chosen_colours_of_the_system_keep_the_frame_of_a_button_and_the_keys_of_two_networks(opened: Open) -> None:
    page = opened("index.html", forced_colors="active")
    assert page.locator("a.start").evaluate("link => parseFloat(getComputedStyle(link).borderTopWidth)") >= 1
    page = opened("examples/draw-a-digit.html", forced_colors="active")
    key = 'part => getComputedStyle(part.querySelector("span, figcaption"), "::before").backgroundColor'
    of = '.draw :is(div, figure)[data-of="{}"]:has(> span, > figcaption)'
    ours, others = (page.locator(of.format(name)).first.evaluate(key) for name in ("convolutional", "dense"))
    assert len({ours, others, page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")}) == 3


@pytest.mark.parametrize(("width", "wider"), [(1280, True), (1024, True), (390, False)])
def test_code_reaches_into_the_free_margin_where_its_lines_need_it(
    width: int, wider: bool, browser: Browser, address: str
) -> None:
    with reading(browser, address, viewport={"width": width, "height": 900}) as page:
        page.goto(address + "learning/overfitting.html", wait_until="networkidle")
        column, margin, blocks = page.evaluate("""() => {
            const right = (it) => it.getBoundingClientRect().right;
            const toc = document.querySelector(".md-sidebar--secondary");
            const shown = [...document.querySelectorAll("article > .highlight")].filter((it) => it.checkVisibility());
            return [right(document.querySelector("article > p")),
                toc.offsetWidth ? toc.getBoundingClientRect().left : innerWidth,
                shown.map((it) => [right(it), it.querySelector("code").scrollWidth > it.clientWidth])] }""")
    assert len(blocks) > 5 and all(column <= right <= margin for right, _ in blocks)
    assert any(right > column + 20 and not scrolls for right, scrolls in blocks) == wider
    assert (len({right for right, _ in blocks}) > 1) == wider == any(right == column for right, _ in blocks)
