"""Sending: one mail over the person's own server, its phase known at every moment."""
