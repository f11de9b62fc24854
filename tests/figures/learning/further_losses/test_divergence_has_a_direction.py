"""Both divergences are those of SciPy; one likes a bell over both humps best, the other a bell on one of them."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from scipy import integrate, stats

from figures.engine.drawing.controls import controls_of
from figures.learning.further_losses.divergence_has_a_direction import (
    HUMPS,
    NARROW,
    divergences,
    draw,
    experiment,
    facts,
)

NUMBERS = experiment()


def by_scipy(centre, spread):
    """D(target‖bell) and D(bell‖target) by adaptive quadrature of SciPy's densities."""
    bell = stats.norm(centre, spread)
    humps = [stats.norm(place, NARROW) for place in (-HUMPS, HUMPS)]

    def log_target(x):
        return np.logaddexp(humps[0].logpdf(x), humps[1].logpdf(x)) - np.log(2)

    def forward(x):
        return np.exp(log_target(x)) * (log_target(x) - bell.logpdf(x))

    def backward(x):
        return bell.pdf(x) * (bell.logpdf(x) - log_target(x))

    return [integrate.quad(of, -25, 25, limit=400, points=[-2, 0, 2])[0] for of in (forward, backward)]


@pytest.mark.parametrize("centre", [-3, 0, 1.5])
@pytest.mark.parametrize("spread", [0.6, 1.4, 3.0])
def test_the_numbers_are_those_of_scipy(centre, spread):
    assert divergences(centre, spread) == pytest.approx(by_scipy(centre, spread), rel=1e-4)


def test_covering_likes_the_mean_and_the_spread_of_the_target_best():
    covers = NUMBERS["best"]["covers"]
    assert covers["centre"] == 0
    assert covers["spread"] == pytest.approx(np.sqrt(HUMPS**2 + NARROW**2), abs=0.05)  # moments: proved on the page


def test_choosing_likes_a_single_hump_best_and_pays_nearly_log_2():
    chooses = NUMBERS["best"]["chooses"]
    assert abs(chooses["centre"]) == HUMPS and chooses["spread"] == pytest.approx(NARROW)
    assert chooses["least"] == pytest.approx(np.log(2), abs=0.01)


def test_each_setting_tells_both_and_draws_bars_of_that_length():
    controls = controls_of(draw)
    for centre in controls["centre"].values()[::4]:
        for spread in controls["spread"].values()[::4]:
            told = facts(centre, spread)
            assert min(told.values()) > 0
            bars = draw(NUMBERS["x"], NUMBERS["target"], centre=centre, spread=spread).axes[1].patches
            assert [bar.get_width() for bar in bars] == [min(value, 6) for value in told.values()]


def test_no_number_reaches_out_of_the_picture():
    """Beside a bar that is nearly full there is no room for it."""
    controls, nearly = controls_of(draw), 0
    for centre in controls["centre"].values():
        for spread in controls["spread"].values():
            if any(5 < value < 6 for value in facts(centre, spread).values()):
                figure = draw(NUMBERS["x"], NUMBERS["target"], centre=centre, spread=spread)
                renderer, bars = FigureCanvasAgg(figure).get_renderer(), figure.axes[1]
                ends = [text.get_window_extent(renderer).x1 for text in bars.texts]
                assert max(ends) < bars.bbox.x1, (centre, spread)
                nearly += 1
    assert nearly
