"""Single keys go from figure to figure, theorem to theorem, exercise to exercise; and they can be switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.observed import reading

pytestmark = pytest.mark.browser
PAGE = "one-neuron/learning-from-mistakes.html"
HERE = "document.activeElement.id || document.activeElement.tagName"
TOP = "document.activeElement.getBoundingClientRect().top - document.querySelector('.md-header').offsetHeight"


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One reader of a page with figures, theorems and exercises."""
    with reading(browser, address) as page:
        page.goto(address + PAGE, wait_until="networkidle")
        yield page


def ids(tab: Page, kind: str) -> list[str]:
    """Of the things on the page that a reader sees, in their order."""
    things: list[str] = tab.evaluate(
        "kind => [...document.querySelectorAll(kind)].filter(it => it.checkVisibility()).map(it => it.id)", kind
    )
    return things


@pytest.mark.parametrize(("key", "kind"), {"f": "article .figure", "t": "article .theorem", "e": ".exercise"}.items())
def test_a_key_goes_to_each_thing_in_turn_and_with_shift_back(tab: Page, key: str, kind: str) -> None:
    there = ids(tab, kind)
    assert len(there) > 1
    tab.evaluate("scrollTo({top: 0, behavior: 'instant'}); document.activeElement.blur()")
    for wanted in there:
        tab.keyboard.press(key)
        assert tab.evaluate(HERE) == wanted and -1 < tab.evaluate(TOP) < 800
    tab.keyboard.press(key)
    assert tab.evaluate(HERE) == there[-1]  # there is no other
    for wanted in there[-2::-1]:
        tab.keyboard.press(key.upper())
        assert tab.evaluate(HERE) == wanted
    # From where the reader has scrolled to, not from where the keys were last.
    tab.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    tab.keyboard.press(key.upper())
    assert tab.evaluate(HERE) in there[1:]


def test_no_key_acts_while_a_control_has_the_focus_or_with_another_key_held(tab: Page) -> None:
    for control, key in (("[type=range]", "f"), ("[data-act=play]", "e"), (".figure-number", "Control+e")):
        tab.locator(f"#fig-perceptron_learning {control}").focus()
        before = tab.evaluate("document.activeElement.outerHTML")
        tab.keyboard.press(key)
        assert tab.evaluate("document.activeElement.outerHTML") == before


def test_the_list_of_keys_opens_by_a_key_and_by_a_button_and_switches_them_off_for_good(tab: Page) -> None:
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("?")
    dialog = tab.locator("dialog.keys")  # asked for by its role and then for what is in it, Firefox 153 breaks off
    expect(dialog).to_have_accessible_name("Keys")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["f", "t", "e", "n", "p", "/", "?"]
    tab.keyboard.press("f")  # nothing goes on behind it
    expect(dialog).to_be_visible()
    dialog.locator("input[type=checkbox]").uncheck()
    tab.keyboard.press("Escape")
    for _ in range(2):
        before = tab.evaluate(HERE)
        for key in ("f", "e", "?", "/"):
            tab.keyboard.press(key)
        assert tab.evaluate(HERE) == before and not dialog.is_visible()
        tab.reload(wait_until="networkidle")
    tab.get_by_role("button", name="Keys", exact=True).click()
    dialog.locator("input[type=checkbox]").check()
    dialog.locator("button", has_text="Close").click()
    assert tab.evaluate("document.activeElement.textContent") == "Keys"
    tab.keyboard.press("n")
    tab.wait_for_url("**/activation-functions.html")
    tab.keyboard.press("p")
    tab.wait_for_url(f"**/{PAGE}")
