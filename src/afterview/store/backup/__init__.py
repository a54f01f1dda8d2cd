"""Backups of the journal's database: made, proved, thinned, encrypted if wanted, and put back."""
