"""Styles in the text of a page become classes; frames bring none along."""

from pathlib import Path

from docs.theme.strict import classed, strict


def test_frames_bring_no_style_along(site: Path) -> None:
    frames = list((site / "assets/figures").glob("*.frames.js"))
    assert frames and not [path.name for path in frames if ' style=\\"' in path.read_text("utf-8")]


def test_equal_styles_share_a_class_which_goes_before_all_sheets() -> None:
    html, rules = classed('<td style="text-align: left">a</td><td class="b" style="text-align: left">')
    (name,) = rules
    assert rules[name] == "text-align: left!important"
    assert html == f'<td class="{name}">a</td><td class="{name} b">'


def test_an_element_that_closes_itself_keeps_its_end() -> None:
    html, (name,) = classed('<path d="M0 0" style="x:1"/>')
    assert html == f'<path class="{name}" d="M0 0"/>'


def test_words_of_the_text_stay() -> None:
    text = '<code>&lt;p style="a"&gt; style="b"</code>'
    assert classed(text) == (text, {})


def test_the_policy_names_each_sheet_by_its_digest() -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="style-src \'self\'; img-src *">'
    page = strict(f"<head>{policy}<style>a{{}}</style></head>")
    known = "sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk="  # by openssl dgst -sha256 -binary | base64
    assert f"style-src 'self' '{known}'; img-src *" in page and page.count("sha256-") == 1
