"""Which files set pages and measure figures, and their letters as a style sheet."""
