"""The network of the page Playground in NumPy: the same numbers as in the browser, to the last bit.

Four modules, each building on those before it: arithmetic, examples, network, training. The page hands them out as
one program, which runs without the book. They use +, −, ×, ÷, √ and comparisons only, in an order that is written down,
since these are rounded alike everywhere; `np.tanh` and the sums of NumPy are not.
"""
