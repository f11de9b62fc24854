"""What cells give: drawings, formulas, tables and text as a reader should see them, on the page and in the file."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from figures.engine.notebooks.output import Unshowable, for_file, shown, tidied
from figures.engine.notebooks.terminal import last_state
from figures.engine.project.outcome import Outcome
from tests.engine.conftest import HOME, Mini

ALL = r"""# %%
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([0, 1])
axes.set_xlabel("time in steps")

# %%
from matplotlib.figure import Figure
alone = Figure(figsize=(2, 1))
alone.subplots()
alone

# %%
from IPython.display import HTML, Image, Latex, Markdown, Math, clear_output
for k in range(3):
    print(f"\r{k}/3", end="")

# %%
print("gone")
clear_output()
display(Markdown("*Here* $y_1$"))
display(Math(r"\pd{L}{w} < 1"))

# %%
import sys
import os
print("\x1b[31mred\x1b[0m\b\bx\0")
print("grumble", file=sys.stderr)
os.write(2, b"growl\n")
2 + 2
"""


def run(root: Path, text: str) -> dict[str, Any]:
    """What the process that executes a notebook gives."""
    order = json.dumps({"root": str(root), "text": text, "time_limit": 60})
    done = subprocess.run(
        [sys.executable, "-P", "-m", "figures.engine.notebooks.run"],
        input=order,
        cwd=root,
        text=True,
        capture_output=True,
        env={"PYTHONPATH": str(HOME), "PATH": "/usr/bin:/bin"},
        check=True,
    )
    outcome = Outcome.read(done.stdout)
    assert not outcome.fault, outcome
    return outcome.gives


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    project = Mini(tmp_path_factory.mktemp("outputs"))
    project.write("figures/style/1-ink.mplstyle", "axes.edgecolor: 123456\n# a comment: here\nfigure.figsize: 3, 2\n")
    return run(project.root, ALL)


def test_a_drawing_is_shown_in_the_house_style_and_not_its_name(answer: dict[str, Any]) -> None:
    html = answer["cells"][0]
    [(data, width, height, alt)] = re.findall(
        r'<img src="data:image/svg\+xml;base64,(\S+)" width="(\d+)" height="(\d+)" alt="([^"]*)">', html
    )
    svg = base64.b64decode(data).decode()
    assert "#123456" in svg and "<text" not in svg and "<dc:date>" not in svg
    assert "time in steps" in alt and int(width) < 300 > int(height)
    assert "Figure size" not in html and "<Axes" not in html and "Text(0.5" in html  # the value of the last line


def test_a_figure_made_without_pyplot_is_shown_too(answer: dict[str, Any]) -> None:
    assert '<img src="data:image/svg+xml;base64,' in answer["cells"][1] and "Figure size" not in answer["cells"][1]


def test_in_the_file_each_drawing_is_one_picture(answer: dict[str, Any]) -> None:
    cells = answer["code"]
    for cell in cells[:2]:
        [picture] = [each for each in cell["outputs"] if "image/png" in each.get("data", {})]
        assert "image/svg+xml" not in picture["data"] and picture["metadata"]["image/png"]["width"]


def test_of_progress_only_the_last_state_is_shown(answer: dict[str, Any]) -> None:
    assert "<code>2/3\n</code>" in answer["cells"][2]
    assert answer["code"][2]["outputs"][0]["text"] == "2/3"


def test_formulas_that_code_displays_are_typeset(answer: dict[str, Any]) -> None:
    html = answer["cells"][3]
    assert '<p><em>Here</em> <span class="arithmatex">\\(y_1\\)</span></p>' in html and "Output" not in html
    assert '<div class="arithmatex">\\[\\pd{L}{w} &lt; 1\\]</div>' in html


def test_control_signs_and_grumbles_are_neither_on_the_page_nor_in_the_file(answer: dict[str, Any]) -> None:
    assert "<code>rx␀\n4\n</code>" in answer["cells"][4]
    outputs = answer["code"][4]["outputs"]
    assert [output["output_type"] for output in outputs] == ["stream", "execute_result"]
    assert not re.search(r"growl|grumble|\\u0000|\\u001b|\\b", json.dumps(outputs))


def test_equal_notebooks_give_equal_bytes(answer: dict[str, Any], tmp_path: Path) -> None:
    drawing = ALL.split("\n\n# %%")[0]
    Mini(tmp_path).write("figures/style/1-ink.mplstyle", "axes.edgecolor: 123456\nfigure.figsize: 3, 2\n")
    assert run(tmp_path, drawing)["cells"][0] == answer["cells"][0]


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("1/3\r2/3\r3/3", "3/3"),
        ("\r1/3", "1/3"),
        ("100 %\r50\n", "500 %\n"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("working...\r\x1b[Kdone\n", "done\n"),
        ("working...\x1b[2K\rdone", "done"),
        ("abc\b\b\bx", "xbc"),
        ("\b\b1", "1"),
        ("\x1b[1;31mred\x1b[0m \x1b]8;;x\x07link\x1b]8;;\x07", "red link"),
        ("\x1b[38:5:1mred\x1b(B\x1b=", "red"),
        ("bell\a", "bell"),
        ("\0\x7f\x85\ud800\uffff", "␀␡\ufffd\ufffd\ufffd"),
        ("tab\tand ünïcode 𝛿\n", "tab\tand ünïcode 𝛿\n"),
    ],
)
def test_printed_text_is_what_a_terminal_shows_in_the_end(printed: str, seen: str) -> None:
    assert last_state(printed) == seen


def test_very_long_output_is_cut_and_says_so() -> None:
    lines = last_state("\n".join(map(str, range(10_000)))).split("\n")
    assert len(lines) == 351 and lines[:300] == list(map(str, range(300))) and lines[-1] == "9999"
    assert lines[300] == "… 9 650 lines are left out …"
    assert last_state("x" * 5000) == "x" * 2000 + " … 3000 more characters"


def result(**data: str) -> Any:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {name.replace("_", "/").replace("svgxml", "svg+xml"): text for name, text in data.items()},
    }


FRAME = '<div><style scoped>.dataframe td { color: red }</style><table border="1" class="dataframe"><tr><td>5</td></tr>'


@pytest.mark.parametrize(
    ("output", "html"),
    [
        (
            result(text_html=FRAME, text_plain="5"),
            '<div><table border="1" class="dataframe"><tr><td>5</td></tr></table></div>',
        ),
        (result(text_html="<style>#T_a td { color: red }</style>5"), "<style>#T_a td { color: red }</style>5"),
        (
            result(text_html="<p>$a < b$ for $5 and $6, <code>$x$</code></p>"),
            '<p><span class="arithmatex">\\(a &lt; b\\)</span> for $5 and $6, <code>$x$</code></p>',
        ),
        (result(text_html="<link href='x.css' rel='stylesheet'><b>5</b>"), "<b>5</b>"),
        (result(text_html="<img src='data:x'>"), '<img alt="Picture made by the code above" src="data:x"/>'),
        (result(text_latex=r"$\displaystyle \frac{1}{2}$"), '<div class="arithmatex">\\[\\frac{1}{2}\\]</div>'),
        (
            result(text_latex=r"\begin{align} a &= b \end{align}"),
            '<div class="arithmatex">\\[\\begin{align} a &amp;= b \\end{align}\\]</div>',
        ),
        (result(text_latex="Text $x$ & more"), '<p>Text <span class="arithmatex">\\(x\\)</span> &amp; more</p>'),
        (result(text_markdown="| a |\n|---|\n| $$x$$ |\n"), None),
        (result(image_png="AAAA\n"), '<img src="data:image/png;base64,AAAA" alt="Picture made by the code above">'),
    ],
)
def test_what_libraries_display_is_shown_as_it_is_meant(output: Any, html: str | None) -> None:
    page = shown([output])
    if html is None:
        assert "<table>" in page and "arithmatex" in page
    else:
        assert page == f'<!--output--><div class="notebook-output">{html}</div><!--/output-->'


def test_html_with_a_script_gives_way_to_the_text_or_is_told() -> None:
    assert "<code>Model(1)\n</code>" in shown([result(text_html="<b>M</b><script>1</script>", text_plain="Model(1)")])
    with pytest.raises(Unshowable, match="HTML with a script or a frame, and pages take none"):
        shown([result(text_html="<script>1</script>", text_plain="<HTML object>")])
    with pytest.raises(Unshowable, match=r"it shows https://example\.org/a\.png, and pages load nothing"):
        shown([result(text_html="<img src='https://example.org/a.png'>", text_plain="<Image object>")])
    with pytest.raises(Unshowable, match=r"it shows has 2\.0 million characters, at most 1 are put on a page"):
        shown([result(text_html="x" * 2_000_000)])
    with pytest.raises(Unshowable, match=r"it shows has 1\.2 million characters, at most 1 are put on a page"):
        shown([{"name": "stdout", "text": "x" * 600_000}, result(text_plain="y" * 600_000)])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"application/javascript": "1", "text/plain": "<Javascript object>"}, None),
        ({"application/json": {"a": 1}, "text/plain": "<JSON object>"}, None),
        ({"application/x-thing": "1"}, None),
        ({"application/x-widget": "1", "text/plain": "Slider(3)"}, "Slider(3)"),
        ({"text/plain": "<Model of 3>"}, "&lt;Model of 3&gt;"),
    ],
)
def test_of_what_no_page_can_show_the_text_is_shown_or_it_is_told(data: dict[str, Any], text: str | None) -> None:
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    if text:
        assert f"<code>{text}\n</code>" in shown([output])
        return
    with pytest.raises(Unshowable, match=rf"it shows {next(iter(data))}, which pages cannot; show a picture"):
        shown([output])


def test_a_drawing_of_very_many_points_is_shown_as_pixels() -> None:
    heavy = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/svg+xml": "<svg>" + " " * 400_000, "image/png": "AAAA"},
    }
    assert 'src="data:image/png;base64,AAAA"' in shown([heavy])
    assert set(for_file(tidied([heavy]))[0]["data"]) == {"image/png"}
