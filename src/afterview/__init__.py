"""Afterview: turns a rejection after a job interview into a better next interview."""

__version__ = "0.1.0"
