"""The plane of two inputs, drawn: the half-planes that one neuron cuts out of it, and the points that lie in it."""
