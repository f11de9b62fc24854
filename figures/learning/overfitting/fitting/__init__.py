"""Fitting a curve from noisy points: what the figures on under- and overfitting share."""
