"""What a program has printed, as a terminal shows it in the end: nothing that was painted over, no control signs."""

import re

COLOURS = re.compile(r"\x1b(?:\[[0-9;:?]*[ -/]*[@-JL-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-Z\\^-~])")
ERASE = re.compile(r"\x1b\[[0-2]?K")
MOVES = re.compile(rf"[\r\b]|{ERASE.pattern}")
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MOST_LINES, ENDS = 400, (300, 50)  # of more lines, so many are shown from the beginning and from the end
LONGEST = 2000  # characters of a line


def last_state(text: str) -> str:
    """The text with each line as it stood last; what is very long is cut, and says so."""
    text = COLOURS.sub("", text.replace("\r\n", "\n")).replace("\a", "")
    lines = [_bounded(CONTROL.sub(_picture, _painted(line))) for line in text.split("\n")]
    if len(lines) > MOST_LINES:
        first, last = ENDS
        lines[first:-last] = [f"… {len(lines) - first - last:,} lines are left out …".replace(",", " ")]
    return "\n".join(lines)


def _painted(line: str) -> str:
    """A line after all carriage returns, backspaces and erasures in it."""
    if not MOVES.search(line):
        return line
    cells: list[str] = []
    place = 0
    for piece in re.split(f"({MOVES.pattern})", line):
        if piece == "\r":
            place = 0
        elif piece == "\b":
            place = max(place - 1, 0)
        elif ERASE.fullmatch(piece):
            cells = [] if piece[2:3] == "2" else [" "] * place + cells[place:] if piece[2:3] == "1" else cells[:place]
        else:
            cells += [" "] * (place - len(cells))
            cells[place : place + len(piece)] = piece
            place += len(piece)
    return "".join(cells).rstrip()


def _bounded(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} … {len(line) - LONGEST} more characters"


def _picture(match: re.Match[str]) -> str:
    """A sign that can be seen instead of one that no page may hold."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
