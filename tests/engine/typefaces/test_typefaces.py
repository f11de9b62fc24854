"""Typefaces: one choice in figures/style sets pages and measures labels, from files that are fetched once."""

import io
import re
import shutil
import subprocess
import sys
from base64 import b64decode

import pytest
from fontTools.ttLib import TTFont

from figures.engine.formulas.node import home_of
from figures.engine.project.faults import FigureError
from figures.engine.typefaces.beside import Beside
from figures.engine.typefaces.chosen import CHOICE, FOLDER, PRESENT, Typefaces
from figures.engine.typefaces.fonts import fonts_of
from figures.engine.typefaces.webfonts import cut, letters_of
from tests.engine.conftest import HOME, Mini

LABEL = """
def draw():
    figure = Figure()
    figure.text(0.1, 0.5, "Words of a label", family={family!r}, weight={weight!r})
    return figure
"""


def sheet(project: Mini, letters: str = "") -> bytes:
    """The one that pages on the file system read."""
    beside = Beside(Typefaces(project.root), letters, pytest.fail)
    return beside.files[beside.whole]


def test_the_fonts_of_the_book_are_90_kilobytes_and_one_sheet_holds_every_face(typed: Mini) -> None:
    letters = letters_of([HOME / "docs", HOME / "figures"])
    assert sum(map(len, {font.data for font in fonts_of(Typefaces(typed.root), letters, pytest.fail)})) <= 90_000
    rules = sheet(typed, letters)
    found = re.findall(rb'font-family:"([^"]+)";font-weight:(\d+)', rules)
    assert {(name.decode().removesuffix(" signs"), int(weight)) for name, weight in found} == {
        (face.family, face.weight) for face in Typefaces(typed.root).faces()
    }
    assert rules.count(b"url(data:font/woff2;base64,") == rules.count(b"url(") == len(found)


def test_equal_letters_give_equal_bytes_whatever_was_cut_before(typed: Mini) -> None:
    (typed.root / CHOICE).write_text("""[label]\nfamily = "A"\n400 = "matplotlib/cmr10.ttf"\n""")
    kept = typed.root / ".cache/typefaces/cut"
    kept.unlink()
    first = sheet(typed, "∂")
    sheet(typed, "ff")
    for folder in (kept, kept.with_name("fonts")):
        shutil.rmtree(folder)
    assert sheet(typed, "∂") == first


def test_a_letter_that_a_face_lacks_comes_from_the_face_of_signs(typed: Mini) -> None:
    rules = sheet(typed, "∇").decode().split("\n")
    assert [re.findall(r'family:"([^"]+)"', rule) for rule in rules if "U+2207" in rule] == [["DejaVu Sans signs"]]


def test_bold_and_italic_words_take_greek_from_the_regular_face_of_their_family(typed: Mini) -> None:
    fonts = fonts_of(Typefaces(typed.root), "", pytest.fail)
    taken = {(font.family, font.weight, font.italic): font for font in fonts if "θ" in font.letters}
    assert len(taken) == 6  # text upright, italic and bold, labels upright and bold, code
    on_disk = sheet(typed).decode()
    for (family, _, _), font in taken.items():
        assert font.data == taken[family, 400, False].data
        assert font.rule(font.inside, family, "auto") in on_disk
        with TTFont(io.BytesIO(b64decode(font.inside.partition(",")[2]))) as file:
            assert set(font.letters) - set("\u00a0") <= set(map(chr, file.getBestCmap()))


def test_a_page_asks_ahead_for_signs_only_if_its_words_have_one(typed: Mini) -> None:
    beside = Beside(Typefaces(typed.root), "∇", pytest.fail)

    def asked(words: str) -> list[str]:
        page = beside.ahead(f'<head><link rel="stylesheet" href="{beside.sheet}"></head><body>{words}</body>')
        return re.findall(r'rel="preload" href="assets/typefaces/([a-z-]+)', page)

    usual = asked("<svg><title>∇</title></svg><p title='∇'>Words</p>")
    assert usual and "dejavu-sans-" not in usual
    outlined = '<svg><path d="M0 0z" /><text x="0" font-size="10px" fill-opacity="0">∇</text></svg>'
    assert asked(f"{outlined}<p>Words</p>") == usual
    assert asked("<p>The gradient ∇</p>") == asked("<p>The gradient &#8711;</p>") == [*usual, "dejavu-sans-"]


def test_a_second_build_needs_neither_the_packages_nor_fonttools(typed: Mini) -> None:
    first = sheet(typed, "∇")
    home_of(typed.root / FOLDER, typed.root / ".cache/typefaces").unlink()
    code = (
        "import sys; from pathlib import Path; from figures.engine.typefaces.chosen import Typefaces; "
        "from figures.engine.typefaces.beside import Beside; beside = Beside(Typefaces(Path.cwd()), '∇', sys.exit); "
        "print(len(beside.files[beside.whole]), 'fontTools' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=typed.root,
        env={"PYTHONPATH": str(HOME)},
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == [str(len(first)), "False"]


def test_letters_are_read_from_pages_and_scripts(typed: Mini) -> None:
    typed.write("docs/two.md", "The gradient ∇L, “quoted”, and η.")
    typed.write("figures/shared.py", "SLOPE = 3.0  # ⊙\n")
    assert letters_of([typed.root / "docs", typed.root / "figures"], ["ℝ"]) == "ℝ∇⊙"
    assert not PRESENT & set("ℝ∇⊙")


def test_pages_have_the_sheet_under_a_name_of_its_content_and_name_the_families(typed: Mini) -> None:
    done = typed.build("--strict")
    assert done.returncode == 0, done.stderr
    name = re.search(r'href="(assets/typefaces-[0-9a-f]{8}\.css)"', typed.page())
    assert name is not None
    sheet = (typed.root / "site" / name[1]).read_text(encoding="utf-8")
    ahead = re.findall(r'<link rel="preload" href="assets/(typefaces/[^"]+\.woff2)" as="font"', typed.page())
    assert ahead and all(f"url({file})" in sheet and (typed.root / "site/assets" / file).is_file() for file in ahead)
    whole = (typed.root / "site" / name[1].replace(".css", ".whole.css")).read_text(encoding="utf-8")
    assert whole.count("url(") == whole.count("url(data:") > len(ahead)
    variables = (typed.root / "site/assets/engine.css").read_text(encoding="utf-8")
    for variable, family in (("font", "IBM Plex Sans"), ("serif", "Source Serif 4"), ("mono", "Source Code Pro")):
        assert f'--fig-{variable}:"{family}","DejaVu Sans signs",' in variables


@pytest.mark.parametrize(
    ("family", "weight", "chosen"),
    [
        ("sans-serif", "normal", "var(--fig-font)"),
        ("serif", "normal", "var(--fig-serif)"),
        ("monospace", "normal", "var(--fig-mono)"),
        ("sans-serif", "bold", "var(--fig-font)"),
    ],
)
def test_a_label_is_measured_in_the_face_that_paints_it(typed: Mini, family: str, weight: str, chosen: str) -> None:
    typed.script("label", LABEL.format(family=family, weight=weight))
    assert not typed.refresh("label").all_faults
    file = {"serif": "SourceSerif4", "monospace": "SourceCodePro", "sans-serif": "IBMPlexSans"}[family]
    files = typed.files("label")
    assert file.encode() in files["pdf"]
    text = re.search(r"<text[^>]*>Words of a label", files["inline"].decode())
    assert text is not None
    assert (chosen in text[0]) == (family != "sans-serif")  # which the style sheet says for all


@pytest.mark.parametrize(
    "option", ["family='Arial'", "family=['sans-serif', 'Arial']", "family='fantasy'", "font=FILE"]
)
def test_a_face_that_a_machine_may_have_or_not_is_refused_with_its_line(typed: Mini, option: str) -> None:
    typed.script(
        "label",
        "from pathlib import Path\nimport matplotlib\n\nFILE = Path(matplotlib.get_data_path()) / "
        "'fonts/ttf/cmr10.ttf'\n\n\ndef draw():\n    figure = Figure()\n"
        f"    figure.text(0, 0, 'words', {option})\n    return figure\n",
    )
    (fault,) = typed.refresh("label").all_faults
    assert re.match(
        "no typeface of this project is called '.*', so that a label in it would look otherwise on each "
        "machine; take 'sans-serif', 'serif' or 'monospace'$",
        fault.message,
    )
    text = (typed.root / "figures/label.py").read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert "figure.text(" in text or ("FILE" in option and "def draw" in text)


def test_without_a_choice_of_its_own_a_project_has_the_faces_of_matplotlib_and_the_system(project: Mini) -> None:
    assert project.build("--strict").returncode == 0
    assert "typefaces-" not in project.page()
    assert "--fig-mono:ui-monospace,monospace" in (project.root / "site/assets/engine.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("edit", [("600 = ", "500 = "), ('family = "IBM Plex Sans"', 'family = "Plex"')])
def test_another_choice_makes_every_figure_stale(typed: Mini, edit: tuple[str, str]) -> None:
    assert typed.drawn() == {"line", "dot"}
    typed.edit(CHOICE, *edit)
    assert typed.stale() == {"line", "dot"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[code]", "[kode]", r"typefaces.toml:\d+: expected the sections text, label, code, signs, got kode"),
        ('family = "Source Code Pro"', "", r"typefaces.toml:\d+: section code: expected family = "),
        ("400Regular/SourceCodePro_400Regular", "nothing", r"typefaces.toml:\d+: section code: there is no file @expo"),
        ('"400 italic"', '"400 slanted"', r"typefaces.toml:\d+: section text: expected a weight such as 400"),
        ("[code]", "[code", r"typefaces.toml:\d+: expected TOML"),
    ],
)
def test_a_wrong_choice_is_named_with_its_line(typed: Mini, old: str, new: str, message: str) -> None:
    typed.edit(CHOICE, old, new)
    with pytest.raises(FigureError, match=message):
        Typefaces(typed.root).faces()


def test_a_pdf_holds_truetype_fonts_only(typed: Mini) -> None:
    shutil.copy(HOME / "figures/style/1-text.mplstyle", typed.root / "figures/style")
    typed.script(
        "label",
        """
        def draw():
            figure = Figure()
            figure.text(0.1, 0.5, "The office of $\\\\varphi(x)$", weight="bold")
            return figure
        """,
    )
    assert not typed.refresh("label").all_faults
    pdf = typed.files("label")["pdf"]
    assert b"/FontFile2" in pdf
    assert b"/Type3" not in pdf


def test_a_face_that_is_cut_keeps_its_licence_and_drops_its_reserved_name(typed: Mini) -> None:
    typefaces = Typefaces(typed.root)
    for face in typefaces.faces():
        names = TTFont(io.BytesIO(cut(face, face.usual, typefaces.cache)))["name"]
        assert names.getDebugName(0)
        assert (names.getDebugName(14) or "").startswith("http")
        assert not names.getDebugName(1)
