"""A conversation written down: Zoom, Teams, Meet, Otter and plain text -> who said what -> countable facts."""
