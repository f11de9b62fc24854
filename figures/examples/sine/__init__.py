"""What the figures of the page "Learning a sine" share: the data, the training of one cell, bounds and asymptotes."""
