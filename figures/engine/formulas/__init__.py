"""TeX: drawn by MathJax in Node, written out, and read as text."""
