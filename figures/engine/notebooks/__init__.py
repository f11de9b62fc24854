"""Pages that are programs: executed, shown and handed out."""
