"""Keeps what was made: digests, writes that are all or nothing, and the cache."""
