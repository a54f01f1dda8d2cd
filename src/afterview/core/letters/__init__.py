"""Letters: their wordings per language, what the journal gives for them, and the mail they become."""
