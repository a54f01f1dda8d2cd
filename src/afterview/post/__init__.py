"""The post office: a person's own mailbox, reached on their own click; no framework and no store."""
