"""The documents hold: every link leads somewhere, and the README quotes what the tests counted."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "texts").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_readme_quotes_the_counted_way_round() -> None:
    counted = (ROOT / "docs" / "taps.md").read_text(encoding="utf-8").strip()
    assert counted in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_page_names_a_registry_or_a_machine() -> None:
    # Put together here so that this test does not name them either.
    names = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "/ro" + "ot/", "/wo" + "rk/"]
    kept = {".md", ".toml", ".txt", ".in", ".py", ".html", ".css", ".js", ""}
    places = [ROOT / name for name in ("src", "tests", "docs", "bench", "training", "requirements", "script", ".ci")]
    files = [path for place in places for path in place.rglob("*") if path.is_file() and path.suffix in kept]
    guilty = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        if "__pycache__" not in path.parts
        for name in names
        if name in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert guilty == []
