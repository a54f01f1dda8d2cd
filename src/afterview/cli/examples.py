"""What each command's help ends with: a call or two to copy, and what it does."""

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "serve": (
        ("serve", "opens the journal in the browser, on this computer only"),
        ("serve --no-browser --port 8800", "prints the one-time address instead"),
    ),
    "read": (
        ("read reply.eml", "says what kind of mail it is, its points and its door"),
        ("read letters/ --json", "a folder of mails, one JSON object a line"),
        ("read - --json", "reads standard input"),
    ),
    "check": (("check letter.txt --kind request --to Sam", "what the letter has and what it lacks"),),
    "story": (("story outage.txt", "which parts of a story are there"),),
    "job": (("job advert.html --json", "what an advert asks for, with its places"),),
    "match": (("match --stories stories/ --job advert.txt", "which of the stories prove what the advert asks for"),),
    "evaluate": (
        ("evaluate", "your own view beside theirs, of the journal"),
        ("evaluate --evidence marks.jsonl --now 2026-11-22 --json", "the same of evidence from outside"),
    ),
    "brief": (("brief 12 --html brief.html", "the page for interview 12, as a file"),),
    "take": (
        ("take anki stories.txt", "your stories as cards; imported again, the same cards are brought up to date"),
        ("take markdown notes.zip", "interviews and stories as notes, one folder for Obsidian or any editor"),
    ),
    "example": (("example --data /tmp/look", "an invented journal to look around in"),),
    "import": (("import All-mail.mbox", "finds the mails of your applications; may be stopped and goes on"),),
    "watch": (("watch", "waits at the mailbox you set up, until Ctrl-C"),),
    "export": (("export journal.zip", "everything in one file, proved by reading it back"),),
    "restore": (("restore journal.zip --data ~/new-journal", "into an empty journal; all of it or nothing"),),
    "completion": (
        ("completion bash > ~/.local/share/bash-completion/completions/afterview", "for bash, from the next shell on"),
        ("completion zsh > ~/.zfunc/_afterview", "for zsh, where ~/.zfunc is in fpath"),
        ("completion fish > ~/.config/fish/completions/afterview.fish", "for fish"),
    ),
    "desktop": (
        ("desktop --install", "Afterview among your programs, with its icon"),
        ("desktop --remove", "takes it out again; the journal stays"),
    ),
}
ENDING = """Files: the journal lies in AFTERVIEW_DATA, else in this computer's folder for programs' data.
Exit: 0 done; 2 what was given cannot be used, with one sentence that says what to do.
Guide: docs/guide in the source, or Settings in the journal."""


def write_epilog(command: str) -> str:
    """The end of a command's help."""
    lines = [f"  afterview {call}\n      {does}" for call, does in EXAMPLES.get(command, ())]
    return "\n".join(["Examples:", *lines, "", ENDING])
