"""The places and the cells left over are those that one finds by sliding a window, and nothing valid is refused."""

from itertools import pairwise, product

from figures.examples.convolutional_networks.stride_and_padding import LONGEST, WIDEST, draw, facts


def test_places_and_left_over_are_what_sliding_finds_at_every_setting():
    for n, k, s, p in product(range(4, LONGEST + 1), (2, 3, 4), (1, 2, 3), range(WIDEST + 1)):
        reached, places, at = set(), 0, -p
        while at + k <= n + p:
            reached |= set(range(at, at + k))
            places, at = places + 1, at + s
        found = facts(n, k, s, p)
        gaps = {cell for cell in range(-p, max(reached)) if cell not in reached}  # a long stride jumps over some
        left_over = n + 2 * p - len(reached) - len(gaps)
        assert (found["places"], found["jumped"], found["left_over"]) == (places, len(gaps), left_over)


def test_a_size_that_does_not_come_out_even_is_drawn_and_says_so():
    (axes,) = draw(n=4, k=3, s=2, p=1).axes
    assert "2 places, 1 left over" in [axes.get_title(loc) for loc in ("left", "center")]
    assert facts(4, 3, 2, 1)["places"] == 2


def test_a_cell_that_no_place_reads_is_struck_out_and_no_other() -> None:
    for n, k, s, p in ((7, 2, 3, 0), (7, 2, 3, 2), (6, 3, 2, 1), (4, 4, 1, 0)):
        (axes,) = draw(n=n, k=k, s=s, p=p).axes
        bars = [line for line in axes.lines if line.get_ydata()[0] < 0]
        struck = {round(float(line.get_xdata()[0])) for line in axes.lines if line.get_ydata()[0] > 0}
        read = {cell for bar in bars for cell in range(round(min(bar.get_xdata())), round(max(bar.get_xdata())))}
        assert read | struck == set(range(-p, n + p)) and not read & struck
    (axes,) = draw(n=7, k=2, s=3, p=0).axes
    assert axes.get_title() == "2 places, 1 jumped over, 2 left over"


def test_no_bar_touches_another_or_its_number_at_any_setting() -> None:
    for n, k, s, p in product(range(4, LONGEST + 1), (2, 3, 4), (1, 2, 3), range(WIDEST + 1)):
        (axes,) = draw(n=n, k=k, s=s, p=p).axes
        bars = [line for line in axes.lines if line.get_ydata()[0] < 0]
        numbers = [text.get_position() for text in axes.texts if text.get_position()[1] < 0]
        assert len(bars) == len(numbers) == facts(n, k, s, p)["places"]
        ends = sorted((bar.get_ydata()[0], *bar.get_xdata()) for bar in bars)
        for (level, _, end), (other, start, _) in pairwise(ends):
            assert other > level + 0.3 or start > end + 0.7, "room for the number"
        assert min(level for level, *_ in ends) > axes.get_ylim()[0] + 0.2
