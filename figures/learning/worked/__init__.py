"""The worked examples of the book: numbers that several figures and pages share."""
