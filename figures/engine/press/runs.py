"""Code on paper in few runs of text: each has a tag of its own in a PDF, and takes its time to print."""

import re
from xml.etree.ElementTree import Element, SubElement

COLOURS = re.compile(r"^\.highlight :is\(([^)]*)\)", re.MULTILINE)


def in_runs(section: Element, sheet: str) -> None:
    """Let neighbours that have one colour in this sheet be one run; spaces go with what stands before them."""
    colours = {
        name.strip(" ."): names.split(",")[0].strip(" .")
        for names in COLOURS.findall(sheet)
        for name in names.split(",")
    }
    for code in [code for pre in section.iter("pre") for code in pre.findall("code")]:
        if any(child.tag != "span" or len(child) for child in code):
            continue
        runs = [["", code.text or ""]]
        for child in code:
            for colour, text in ((colours.get(child.get("class", ""), ""), child.text or ""), ("", child.tail or "")):
                if colour == runs[-1][0] or not text.strip():
                    runs[-1][1] += text
                else:
                    runs.append([colour, text])
        del code[:]
        code.text = None
        for colour, text in runs:
            if colour:
                SubElement(code, "span", {"class": colour}).text = text
            elif len(code):
                code[-1].tail = text
            else:
                code.text = text
