"""What figures need to show a notebook page's own numbers."""
