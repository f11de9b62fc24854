"""Points to learn from: what a reader does to one of their own leaves the others alone."""

import numpy as np

from figures.playground.examples import Point, examples

OWN: list[Point] = [(1, 1, 1), (-1, 0.5, 0), (0, -1, 1), (-1, 0.5, 0)]


def test_no_point_of_ones_own_moves_when_another_is_taken_away_or_put_there() -> None:
    for k in range(len(OWN)):
        kept, seen = examples("own", 0, 0.3, 1, OWN[:k] + OWN[k + 1 :]), examples("own", 0, 0.3, 1, OWN)
        assert set(kept) < set(seen) and len(set(seen)) == len(OWN)


def test_the_noise_of_neighbours_is_unrelated_and_as_large_as_said() -> None:
    def noise(column: float) -> list[float]:
        rows: list[Point] = [(column, k / 100, 0) for k in range(400)]
        return [x - column for k in rows for x, _, _ in examples("own", 0, 0.3, 1, [k])]

    here, beside = noise(0.5), noise(0.51)
    assert abs(np.mean(here)) < 0.05 and abs(np.std(here) - 0.3) < 0.03
    assert abs(np.corrcoef(here, beside)[0, 1]) < 0.15 and abs(np.corrcoef(here[1:], here[:-1])[0, 1]) < 0.15
