"""The places and the cells left over are those that one finds by sliding a window, and nothing valid is refused."""

from itertools import product

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
        assert (found["places"], found["left_over"]) == (places, left_over)


def test_a_size_that_does_not_come_out_even_is_drawn_and_says_so():
    (axes,) = draw(n=4, k=3, s=2, p=1).axes
    assert "2 places, 1 left over" in [axes.get_title(loc) for loc in ("left", "center")]
    assert facts(4, 3, 2, 1)["places"] == 2
