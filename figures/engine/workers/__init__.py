"""The processes that draw, and the pool that hands them their work."""
