"""A kill at every commit of a journey, one after the other: sound at every write, and the same journal in the end."""

from pathlib import Path

from tests.apart import tell_apart

BEGIN = """
import sys
from pathlib import Path
from afterview.cli.journal import prepare_django
prepare_django(Path(sys.argv[1]) / "whole")
from tests.kill.commits import main
main(Path(sys.argv[1]))
"""


def test_killed_after_each_commit_the_journey_ends_the_same(tmp_path: Path) -> None:
    told = tell_apart(BEGIN, tmp_path)
    # Every step is kept by a commit of its own, but for the two that make a backup.
    assert len(told["steps"]) == told["of"] - 2
    assert told["looked"] > 300
