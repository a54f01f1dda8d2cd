"""Reading an invitation, an advert or a mail: each module finds one thing and keeps the words it came from."""
