"""Transcripts as Zoom, Teams, Meet and Otter write them, and as nobody should: turns, speakers, facts."""

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.transcript.facts import read_transcript
from afterview.core.transcript.formats import decode, read_turns
from afterview.core.transcript.speakers import A, B, guess_me, is_question, tell_apart
from afterview.core.transcript.turns import LONGEST_BYTES, MOST_TURNS, Facts, Fault, Transcript, TranscriptUnread, Turn

ASKED = "Thanks for coming. Tell me about a time you fixed something that was broken."
TOLD = (
    "Last March our billing run failed the night before payday. I sort of noticed that the file was cut at two"
    " gigabytes, so I split it in four and wrote a check for the total. All 1,200 people were paid on time."
)
WHY, BECAUSE = "Why do you want this job?", "I guess I like the team. What would the first three months look like?"

ZOOM_VTT = f"""WEBVTT

1
00:00:01.000 --> 00:00:04.000
Sam Lee: {ASKED}

2
00:00:05.000 --> 00:01:05.000
Jo Park: {TOLD}

3
00:01:05.500 --> 00:01:06.500
Sam Lee: Great.

4
00:01:07.000 --> 00:01:10.000
Sam Lee: {WHY}

5
00:01:11.000 --> 00:01:21.000
Jo Park: {BECAUSE}
"""
TEAMS_VTT = f"""WEBVTT

NOTE created by a meeting

0f1e-1/1-0
00:00:01.000 --> 00:00:04.000
<v Sam Lee>{ASKED}</v>

0f1e-1/2-0
00:00:05.000 --> 00:01:05.000
<v Jo Park>{TOLD}</v>

00:01:07.000 --> 00:01:10.000 align:start
<v Sam Lee><i>{WHY}</i></v>

00:01:11.000 --> 00:01:21.000
<v Jo Park>{BECAUSE}</v>
"""
TEAMS_DOCUMENT = f"""0:0:1.0 --> 0:0:4.0
Sam Lee
{ASKED}

0:0:5.0 --> 0:1:5.0
Jo Park
{TOLD}

0:1:7.0 --> 0:1:10.0
Sam Lee
{WHY}

0:1:11.0 --> 0:1:21.0
Jo Park
{BECAUSE}
"""
TEAMS_TEXT = f"""Sam Lee   0:01
{ASKED}
Jo Park   0:05
{TOLD}
Sam Lee   1:07
{WHY}
Jo Park   1:11
{BECAUSE}
"""
ZOOM_TEXT = f"""[Sam Lee] 10:02:33
{ASKED}

[Jo Park] 10:02:41
{TOLD}

[Sam Lee] 10:03:55
{WHY}

[Jo Park] 10:04:01
{BECAUSE}
"""
OTTER_TEXT = f"""Sam Lee  0:01
{ASKED}

Jo Park  0:05
{TOLD}

Sam Lee  1:07
{WHY}

Jo Park  1:11
{BECAUSE}

Transcribed by https://otter.ai
"""
MEET_TEXT = f"""Interview (2026-11-20 at 10:00 GMT) - Transcript
Attendees

Jo Park, Sam Lee

00:00:00

Sam Lee: {ASKED}
Jo Park: {TOLD}

00:05:00

Sam Lee: {WHY}
Jo Park: {BECAUSE}
"""
SUBRIP = ZOOM_VTT.removeprefix("WEBVTT\n\n").replace(".000 ", ",000 ").replace(".500 ", ",500 ")
STAMPED = f"00:00:01 Sam Lee: {ASKED}\n00:00:05 Jo Park: {TOLD}\n00:01:07 Sam Lee: {WHY}\n00:01:11 Jo Park: {BECAUSE}"
LETTERS = f"Q: {ASKED}\nA: {TOLD}\nQ: {WHY}\nA: {BECAUSE}"
LATE = f"0:01 Sam Lee\n{ASKED}\n0:05 Jo Park\n{TOLD}\n1:07 Sam Lee\n{WHY}\n1:11 Jo Park\n{BECAUSE}"
NAMED = [
    ZOOM_VTT,
    TEAMS_VTT,
    TEAMS_DOCUMENT,
    TEAMS_TEXT,
    ZOOM_TEXT,
    OTTER_TEXT,
    MEET_TEXT,
    SUBRIP,
    STAMPED,
    LETTERS,
    LATE,
]
NAMES = "zoom-vtt teams-vtt teams-docx teams-txt zoom-txt otter meet srt stamped letters late".split()

PLAIN = """Thanks for joining us today. Can you tell me about a time you had to deal with a difficult customer?
Yes, so last year I was working at the desk and a guest had lost his key. I called the locksmith and I stayed with him.
And what did you learn from that?
I learned to ask what they need first.
Why do you want to work here?
Because I have used your service for years and I like how my case was handled.
Do you have any questions for us?
Yes. How is the team set up?
We are ten people in two groups.
"""


@pytest.mark.parametrize("text", NAMED, ids=NAMES)
def test_each_format_gives_the_same_conversation(text: str) -> None:
    heard = read_transcript(text, name="Jo Park")
    asker, me = heard.transcript.speakers
    assert heard.me == me
    assert (asker, me) in {("Sam Lee", "Jo Park"), ("Q", "A")}
    assert not heard.transcript.is_guessed
    assert [turn.speaker for turn in heard.transcript.turns] == [asker, me, asker, me]
    assert heard.transcript.turns[1].text == TOLD
    first, second = heard.facts.answers
    assert first.question == "Tell me about a time you fixed something that was broken."
    assert (first.wanted_example, first.told_story, first.had_action, first.had_result) == (True, True, True, True)
    assert second.question == WHY
    assert (second.told_story, second.hedges) == (False, 1)
    assert (heard.facts.hedges, heard.facts.asked_back) == (2, 1)
    assert heard.facts.own_words == len(TOLD.split()) + len(BECAUSE.split())


def test_time_is_counted_where_both_ends_are_known() -> None:
    facts = read_transcript(ZOOM_VTT).facts
    assert (facts.own_seconds, facts.answers[0].seconds) == (70.0, 60.0)
    assert read_transcript(MEET_TEXT).facts.own_seconds is None
    # A heading's turn ends where the next begins; of the last one nothing is known.
    assert read_transcript(TEAMS_TEXT).facts.answers[0].seconds == 62.0
    assert read_transcript(TEAMS_TEXT).facts.own_seconds is None


def test_two_people_without_labels_are_told_apart_as_guesses() -> None:
    heard = read_transcript(PLAIN)
    assert heard.transcript.is_guessed
    assert heard.transcript.speakers == (A, B)
    assert heard.me == B
    assert [turn.speaker for turn in heard.transcript.turns] == [A, B] * 4 + [A]
    assert heard.facts.asked_back == 1
    assert len(heard.facts.answers) == 3
    together = read_transcript(PLAIN.replace("\n", " "))
    assert [turn.text for turn in together.transcript.turns] == [turn.text for turn in heard.transcript.turns]


def test_the_person_may_say_who_they_are() -> None:
    assert read_transcript(ZOOM_VTT, name="Sam").me == "Sam Lee"
    other = read_transcript(PLAIN, me=A)
    assert other.me == A
    assert other.facts.own_words < read_transcript(PLAIN).facts.own_words
    assert read_transcript(PLAIN, me="nobody").me == B


def test_who_answers_more_than_asks_is_the_person() -> None:
    turns = (Turn("Kim", "Why? Why not? How so?"), Turn("Ari", "word " * 30), Turn("Kim", "And?"))
    assert guess_me(Transcript(turns=turns), "") == "Ari"
    assert guess_me(Transcript(turns=()), "") == ""


def test_a_nod_ends_no_answer_and_a_remark_does() -> None:
    nodded = f"Sam: {WHY}\nJo: I like it.\nSam: Mm, okay.\nJo: And the people.\n"
    [answer] = read_transcript(nodded, name="Jo").facts.answers
    assert answer.words == 6
    remarked = f"Sam: {WHY}\nJo: I like it.\nSam: That is good to hear from you.\nJo: Thanks.\n"
    [answer] = read_transcript(remarked, name="Jo").facts.answers
    assert answer.words == 3


def test_labels_are_names_not_any_word_before_a_colon() -> None:
    text = "Sam: How did it end?\nJo: Like this.\nnote: we saved a day\nJo: That is all.\n"
    transcript = read_turns(text)
    assert transcript.speakers == ("Sam", "Jo")
    assert "note: we saved a day" in transcript.turns[1].text


def test_a_heading_may_stand_over_a_line_with_its_own_label() -> None:
    transcript = read_turns("Sam  0:01\nJo: Hello.\nSam: Hi.\nJo: So.\nSam: Well.\n")
    assert [turn.speaker for turn in transcript.turns] == ["Sam", "Jo", "Sam", "Jo", "Sam"]


def test_long_questions_are_cut_at_a_word() -> None:
    [answer] = read_transcript(
        f"Sam: {'and why ' * 90}would you?\nJo: Because.\nSam: Thanks.\nJo: Bye.", "Jo"
    ).facts.answers
    assert len(answer.question) <= 400
    assert answer.question.endswith("…")


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", Fault.EMPTY),
        (b" \r\n", Fault.EMPTY),
        (b"x" * (LONGEST_BYTES + 1), Fault.TOO_LONG),
        (b"PK\x03\x04word", Fault.WORD_FILE),
        (b"%PDF-1.7", Fault.WORD_FILE),
        (b"RIFF\x00\x00\x00WAVE", Fault.NOT_TEXT),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\n\n", Fault.NO_WORDS),
        (b"...\n---\n", Fault.NO_WORDS),
        (b"Sam: a\nJo: b\n" * (MOST_TURNS + 1), Fault.TOO_LONG),
    ],
)
def test_each_fault_is_named(raw: bytes, fault: Fault) -> None:
    with pytest.raises(TranscriptUnread) as caught:
        read_transcript(raw)
    assert caught.value.fault is fault
    assert pickle.loads(pickle.dumps(caught.value)).fault is fault


def test_pasted_text_has_the_same_bounds() -> None:
    for text, fault in ((" ", Fault.EMPTY), ("x" * (LONGEST_BYTES + 1), Fault.TOO_LONG)):
        with pytest.raises(TranscriptUnread) as caught:
            read_turns(text)
        assert caught.value.fault is fault


def test_other_encodings_are_read() -> None:
    assert read_turns(decode(ZOOM_VTT.encode("utf-16"))) == read_turns(ZOOM_VTT)
    assert read_turns(decode(b"\xef\xbb\xbf" + ZOOM_VTT.encode())) == read_turns(ZOOM_VTT)
    assert decode("Für Jörg".encode("cp1252")) == "Für Jörg"


@pytest.mark.parametrize(
    "line",
    [
        "a " * 400_000,
        "I? " * 60_000,
        "((((" * 100_000,
        "<v " * 100_000,
        "00:" * 200_000,
        "Sam " * 200_000,
        "é. " * 60_000,
    ],
)
def test_hostile_lines_take_linear_time(line: str) -> None:
    began = time.process_time()
    for text in (
        line,
        f"WEBVTT\n\n00:00.000 --> 00:01.000\n{line}",
        "\n".join(line[at : at + 90] for at in range(0, 90_000, 90)),
    ):
        try:
            read_transcript(text)
        except TranscriptUnread:
            continue
    assert time.process_time() - began < 6


@given(st.text(max_size=400))
def test_whatever_comes_is_a_conversation_or_a_fault(text: str) -> None:
    try:
        heard = read_transcript(text)
    except TranscriptUnread:
        return
    assert heard.me in heard.transcript.speakers
    assert 0 <= heard.facts.share <= 1


def test_no_talk_has_no_share() -> None:
    assert Facts().share == 0.0
    assert tell_apart(Transcript(turns=())).turns == ()
    assert tell_apart(Transcript(turns=(), is_guessed=True)).turns == ()


def test_questions_need_no_mark() -> None:
    assert is_question("So tell me about your last job")
    assert is_question("Wie würden Sie das lösen")
    assert not is_question("I told them what to do")
    assert Transcript(turns=(Turn("A", "one"), Turn("A", "one two"))).sample("A") == "one two"
