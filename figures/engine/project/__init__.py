"""A project: its faults, its names, its scripts and what they import."""
