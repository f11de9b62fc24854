"""Numbers as figures and captions write them: few digits, a true minus sign, raised powers of ten."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

TIMES = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"  # so that no line ends inside a number


def figures_of(number: float, digits: int = 3) -> str:
    """The number with so many significant figures."""
    return f"{number:.{digits}g}".replace("-", "−")


def scientific(number: float) -> str:
    """One significant figure times a power of ten, as in 3 · 10⁻¹⁷; plain from 0.01 to 1000, and for 0."""
    if number == 0 or 0.01 <= abs(number) < 1000:
        return figures_of(number, 2)
    digit, _, power = f"{number:.0e}".partition("e")
    return f"{digit.replace('-', '−')}{TIMES}10{str(int(power)).translate(RAISED)}"
