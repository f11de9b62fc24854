"""Under each set of fonts Chromium finds those fonts and no others."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.chromium import MISSING, found
from tests.site.fonts import SETS, configuration
from tests.site.served import ROOT

FAMILIES = {
    "none": {"No Letters"},
    "dejavu": {"DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono"},
    "noto": {"Noto Serif", "Noto Sans", "Noto Sans Mono"},
}
LOOK = """
import json, sys
from tests.site.observed import start_chromium
with start_chromium(sys.argv[1], FONTCONFIG_FILE=sys.argv[2]) as chromium:
    page = chromium.new_page()
    page.set_content("".join(f"<p style='font-family: {name}'>Letters</p>" for name in
                             ("serif", "sans-serif", "monospace", "'Times New Roman'", "Arial", "Lato, system-ui")))
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})["nodeIds"]
    fonts = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
    print(json.dumps(sorted({font["familyName"] for each in fonts for font in each})))
"""


@pytest.mark.parametrize("name", SETS)
def test_chromium_finds_the_fonts_of_the_set_and_no_others(name: str, tmp_path: Path) -> None:
    program = found() or pytest.skip(MISSING)
    fonts = configuration(name, tmp_path, ROOT / ".cache/node")
    told = subprocess.run(
        [sys.executable, "-c", LOOK, program, str(fonts)],
        cwd=ROOT,
        text=True,
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout
    assert set(json.loads(told)) == FAMILIES[name]


def test_another_set_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected the fonts none, dejavu, noto, got comic"):
        configuration("comic", tmp_path, tmp_path)
