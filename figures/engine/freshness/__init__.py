"""What is fresh and what is stale, and how the stale comes up to date."""
