"""Reads a job's advert: what it asks for, in its own words with exact places; and which stories prove it."""

from afterview.reader.job.read import name_area, read_job

__all__ = ["name_area", "read_job"]
