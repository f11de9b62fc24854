"""Pictures that cells gave, as HTML that says what is seen and how much room it takes."""

import re
from html import escape
from typing import Any


def picture(kind: str, data: str, alt: str, size: dict[str, Any]) -> str:
    """A file of that kind, in base 64."""
    room = "".join(f' {name}="{value}"' for name, value in size.items())
    return f'<img src="data:{kind};base64,{data}"{room} alt="{escape(alt)}">'


def size_of(svg: str) -> dict[str, int]:
    """In pixels of a page; a drawing counts in points."""
    box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', svg)
    return {name: round(float(box[number]) * 4 / 3) for number, name in ((1, "width"), (2, "height"))} if box else {}


def words_of(svg: str) -> str:
    """Matplotlib notes each text of a drawing beside its outlines."""
    texts = [text.strip() for text in re.findall(r"<!-- (.*?) -->", svg)]
    words = [text for text in dict.fromkeys(texts) if re.search(r"[^\W\d_]{2}", text) and not re.search(r"[\\$]", text)]
    return f"Drawing made by the code above{', with the words ' * bool(words)}{', '.join(words)}"
