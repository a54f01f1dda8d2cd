"""Tier 1 of the reader: a small transformer that reads a whole mail at once, in numpy, from our own weights."""
