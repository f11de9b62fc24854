"""Errors on folds against scikit-learn; what the page says of the choice, on sets of points that it does not show."""

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

from figures.learning.overfitting import folds_choose_steadier as page
from figures.neural.splitting import folds


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(page.experiment)


def test_the_errors_on_the_folds_are_those_of_scikit_learn():
    rng = np.random.default_rng(5)
    x, y = rng.uniform(-1, 1, 20), rng.normal(size=20)
    found = page.held_back_errors(x, y, np.random.default_rng(1))
    fold_of = np.empty(20, int)
    for number, (_, held) in enumerate(folds(20, page.FOLDS, np.random.default_rng(1))):
        fold_of[held] = number
    for column, degree in enumerate(page.DEGREES):
        model = make_pipeline(PolynomialFeatures(degree), LinearRegression())
        scores = cross_val_score(model, x[:, None], y, cv=PredefinedSplit(fold_of), scoring="neg_mean_squared_error")
        assert found[:, column] == pytest.approx(-scores * 20 / page.FOLDS, rel=1e-6), degree


def test_every_set_chooses_once_by_the_cut_and_once_by_the_folds(numbers):
    assert numbers["counts"].sum(axis=1).tolist() == [page.SETS, page.SETS]
    assert numbers["held"] * page.FOLDS == page.POINTS


def test_on_other_sets_too_the_folds_choose_one_degree_more_often_and_err_less(numbers, monkeypatch):
    monkeypatch.setattr(page, "SETS", 100)
    monkeypatch.setattr(np.random, "default_rng", lambda seed, make=np.random.default_rng: make([7, seed]))
    other = page.experiment()
    assert np.any(other["counts"] != numbers["counts"])
    for found in (numbers, other):
        assert found["most"] == 3
        assert found["share"]["five"] > 1.3 * found["share"]["one"]
        assert found["median"]["five"] < 0.95 * found["median"]["one"]
        assert found["worst_tenth"]["five"] < 0.85 * found["worst_tenth"]["one"]
        assert found["better"] > 1.3 * found["worse"] > 0
