"""Handwritten digits: which there are, read and checked. Shared by all pages that learn from them."""
