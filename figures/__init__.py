"""The programs behind the figures: one script is one figure, named by its stem."""
