"""Carries a whole journal: into one archive, out of one archive, and away for good."""
