"""Activation functions side by side: what Keras offers, found by asking it, and the small panels that show them."""
