"""The book on paper and in a reader: one PDF and one EPUB, made from the pages of the finished site."""
