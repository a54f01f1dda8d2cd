"""What is yours in other programs' forms: Anki, Obsidian, JSON Resume, tables; and stories in from two of them."""
