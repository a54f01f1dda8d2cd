"""Programs of others to stand beside: installed by this module into a folder of the user's cache, never into ours."""

import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

# What healthchecks or paperless-ngx would show is shown by Wagtail: neither of them can be installed by pip.
PACKAGES = ("fava", "jrnl", "wagtail")
LEDGER = """option "title" "Bench"
option "operating_currency" "EUR"
2026-01-01 open Assets:Cash EUR
2026-01-01 open Expenses:Food EUR
2026-01-02 * "Lunch"
  Assets:Cash  -7 EUR
  Expenses:Food
"""


@cache
def find_peers() -> Path | None:
    """The folder of the peers' programs; None, said on standard error, where they cannot be installed."""
    folder = user_cache_path("afterview-bench") / "peers"
    programs = folder / "bin"
    if not (folder / "whole").exists():
        print(f"Installing {', '.join(PACKAGES)} into the user's cache (once)…", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(programs / "python"), "-m", "pip", "install", "-q", *PACKAGES]
        if subprocess.run(install, check=False).returncode:
            print("The peers cannot be installed here: their rows say so.", file=sys.stderr)
            return None
        (folder / "whole").touch()
    return programs


def write_ledger(folder: Path) -> Path:
    """A small ledger for fava."""
    path = folder / "bench.beancount"
    path.write_text(LEDGER)
    return path


def start_wagtail(programs: Path, folder: Path) -> Path:
    """A new Wagtail site; returns its manage.py."""
    site = folder / "site"
    site.mkdir()
    made = [str(programs / "wagtail"), "start", "bench", str(site)]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    return site / "manage.py"
