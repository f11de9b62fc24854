"""Probabilities in captions: three decimals, and never 0 or 1 for one that is neither."""

import numpy as np

from figures.shapes.probabilities import told


def test_no_probability_reads_as_if_it_were_certain_unless_it_is():
    assert told(0.0) == "0.000" and told(1.0) == "1.000"
    assert told(1.1e-7) == "< 0.001" and told(1 - 2e-7) == "> 0.999"


def test_all_others_are_within_half_a_thousandth_of_what_is_told():
    for p in np.linspace(0.0005, 0.9994, 10_001):
        assert abs(float(told(float(p))) - p) <= 0.0005 + 1e-12 and 0 < float(told(float(p))) < 1
