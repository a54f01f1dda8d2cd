"""12 November 2026, 14:30: as letters write them, not 12 Nov 2026, 2:30 p.m."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
