"""What leaves in other programs' forms is safe there; what comes in is read or named a fault."""

import csv
import io
import json
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.take.cards import guid_of, write_cards
from afterview.core.take.notes import safe_name, write_notes
from afterview.core.take.resume import read_resume, write_resume
from afterview.core.take.seed_file import read_seed, read_seeds, write_seed
from afterview.core.take.seeds import LONGEST_FILE, MOST_SEEDS, Fault, Seed, SeedsUnread, grow
from afterview.core.take.tables import FORMULA, make_safe, read_table, write_interviews, write_stories
from afterview.core.words import Interview, Interviewer, Outcome, OutcomeKind, Question, Reflection, Story, Worked

TODAY = date(2026, 11, 22)
STORY = Story(
    id=3,
    title='The "till"\tand <b>me</b>',
    situation="At the shop,\nlast week",
    action="=HYPERLINK(evil) I sold on & on",
    result="Nobody left",
    areas=("composure", "gone"),
    added_on=TODAY,
)
MEETING = Interview(
    id=1,
    company="A/B: C?",
    role="Lead",
    starts_at=datetime(2026, 11, 12, 9, tzinfo=UTC),
    interviewers=(Interviewer(name="Sam"), Interviewer(name="@Jo")),
)
ENDED = Outcome(interview_id=1, kind=OutcomeKind.NO, on=TODAY)


class TestOut:
    def test_a_note_of_an_interview_without_a_day_and_with_an_umlaut(self) -> None:
        undated = Interview(id=2, company="Müller", role="Lead")
        notes = write_notes([], [(undated, None, None)])
        assert [path.rpartition("/")[2] for path in notes] == ["Müller Lead.md"]
        assert '"Müller"' in next(iter(notes.values()))

    def test_anki_knows_a_card_again(self) -> None:
        lines = write_cards([STORY]).splitlines()
        assert lines[:6] == [
            "#separator:tab",
            "#html:true",
            "#notetype:Basic",
            "#deck:Afterview",
            "#guid column:1",
            "#tags column:4",
        ]
        guid, front, back, tags = lines[6].split("\t")
        assert "&lt;b&gt;me&lt;/b&gt;" in front
        assert "on &amp; on" in back
        assert tags == "afterview::composure"
        changed = Story(id=3, title="Another name", added_on=TODAY)
        assert guid == guid_of(changed)
        assert guid != guid_of(Story(id=4, title=STORY.title, added_on=TODAY))
        assert write_cards([changed]).splitlines()[6].split("\t")[1] == "Another name"

    def test_no_cell_starts_a_formula(self) -> None:
        for text in (write_stories([STORY]), write_interviews([(MEETING, ENDED), (MEETING, None)])):
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not any(cell.startswith(FORMULA) for cell in cells)
        assert make_safe("  =1+1") == "'  =1+1"
        assert make_safe(None) == ""

    @given(st.text(max_size=40))
    def test_any_words_make_a_safe_cell_that_comes_back(self, words: str) -> None:
        story = Story(title="T", action=words, added_on=TODAY)
        [seed] = read_table(write_stories([story]))
        assert seed.action == words.replace("\0", "").strip() or words[:1] in "'\t\r" or "\r" in words

    def test_notes_are_files_every_system_takes(self) -> None:
        twin = Story(id=4, title="the 'TILL' and b me b", added_on=TODAY)
        reflection = Reflection(
            interview_id=1,
            questions=(Question(text="Why\nus?", story_id=3), Question(text="How?")),
            worked=(Worked(what="Calm", why="slept"), Worked(what="On time")),
            change="Shorter",
        )
        notes = write_notes([STORY, STORY, twin], [(MEETING, ENDED, reflection), (MEETING, None, None)])
        assert len({path.casefold() for path in notes}) == 5
        assert "Afterview/Interviews/2026-11-12 A B C Lead.md" in notes
        told = notes["Afterview/Interviews/2026-11-12 A B C Lead.md"]
        assert "- Why us? → [[The till and b me b 2]]\n- How?" in told
        assert "- Calm: slept\n- On time" in told
        head = notes["Afterview/Stories/The till and b me b.md"].split("---")[1]
        assert json.loads(head.partition("title: ")[2].splitlines()[0]) == STORY.title

    def test_names_that_systems_keep_for_themselves(self) -> None:
        assert safe_name("../../etc/passwd") == "etc passwd"
        assert safe_name("CON") == "CON note"
        assert safe_name("\u202e???") == "Untitled"
        assert len(safe_name("x" * 300)) == 80

    def test_resume_goes_out_and_comes_back(self) -> None:
        resume = json.loads(write_resume("Jo", [STORY]))
        assert resume["basics"] == {"name": "Jo"}
        assert resume["projects"][0]["highlights"] == [STORY.action, STORY.result]
        [seed] = read_resume(json.dumps(resume))
        assert (seed.action, seed.result) == (STORY.action, STORY.result)


class TestIn:
    def test_highlights_become_stories_to_look_over(self) -> None:
        resume = {
            "work": [{"name": "Shop", "position": "Clerk", "highlights": ["I cut the queue by half.", 7, " "]}, "x"],
            "volunteer": [{"organization": "Club", "highlights": ["I ran the kiosk."]}],
            "projects": [{"name": "App", "description": "Slow", "highlights": ["I fixed it", "fast now", "test"]}, {}],
        }
        seeds = read_seeds(json.dumps(resume).encode())
        assert [seed.where for seed in seeds] == ["Clerk, Shop", "Club", ""]
        story = grow(seeds[0], TODAY)
        assert story.situation.startswith("Clerk, Shop.")
        assert "queue by half" in story.situation + story.action + story.result
        project = grow(seeds[2], TODAY)
        assert (project.title, project.action, project.result, project.learning) == (
            "App",
            "I fixed it",
            "fast now",
            "test",
        )

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_tables_of_others(self, separator: str) -> None:
        text = separator.join(["Name", "Context", "What I did", "Impact", "Colour"]) + "\n"
        text += separator.join(["Till", "Shop", "I sold", "'=7 more", "red"]) + "\n" + separator * 4 + "\n"
        [seed] = read_seeds(b"\xef\xbb\xbf" + text.encode())
        assert (seed.title, seed.situation, seed.action, seed.result) == ("Till", "Shop", "I sold", "=7 more")

    def test_one_column_of_text(self) -> None:
        [seed] = read_seeds("Highlight\nLast week I sold on. Nobody left.\n".encode("utf-16"))
        story = grow(seed, TODAY)
        assert story.title == "Last week I sold on"
        both = grow(Seed(action="I sold.", text="More.", title="T"), TODAY)
        assert both.action == "I sold.\nMore."
        lone = grow(Seed(text="…"), TODAY)
        assert "…" in (lone.situation, lone.task, lone.action, lone.result, lone.learning)

    @pytest.mark.parametrize(
        ("raw", "fault"),
        [
            (b"", Fault.EMPTY),
            (b" \n", Fault.EMPTY),
            (b"x" * (LONGEST_FILE + 1), Fault.TOO_LONG),
            (b"{", Fault.BROKEN),
            (b"[1]", Fault.BROKEN),
            (b"[" * 100_000, Fault.BROKEN),
            (b"PK\x03\x04\x00", Fault.BROKEN),
            (b"title\n" + b'"' + b"x" * 30_000, Fault.BROKEN),
            (b"colour,size\nred,7\n", Fault.NO_COLUMNS),
            (b"title,result\n,\n", Fault.NOTHING),
            (b"{}", Fault.NOTHING),
            (b'{"work": {"highlights": 7}}', Fault.NOTHING),
            (b"title\n" + b"x\n" * (MOST_SEEDS + 1), Fault.TOO_MANY),
            (json.dumps({"projects": [{"name": "a", "description": "b"}] * 300}).encode(), Fault.TOO_MANY),
        ],
    )
    def test_each_fault_is_named(self, raw: bytes, fault: Fault) -> None:
        with pytest.raises(SeedsUnread) as caught:
            read_seeds(raw)
        assert caught.value.fault is fault
        assert pickle.loads(pickle.dumps(caught.value)).fault is fault

    def test_other_encodings(self) -> None:
        [seed] = read_seeds("title\nFür Jörg\n".encode("cp1252"))
        assert seed.title == "Für Jörg"

    def test_a_seed_waits_as_a_line(self) -> None:
        seed = Seed(title="T", text="a\nb", where="Shop")
        assert read_seed(write_seed(seed)) == seed
        assert read_seed("{") == read_seed("[]") == read_seed('{"id": 7, "title": 8}') == Seed()

    @given(st.binary(max_size=300))
    def test_whatever_comes_is_stories_or_a_fault(self, raw: bytes) -> None:
        try:
            assert read_seeds(raw)
        except SeedsUnread:
            return
