"""Sentences and clauses with exact offsets, headings beside what they speak for."""

import pytest

from afterview.reader.split import split


def _quotes(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in split(text, ((0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "While your folder was strong, the talk lost its thread.",
            ["While your folder was strong,", "the talk lost its thread."],
        ),
        ("You were calm but the numbers were missing.", ["You were calm", "but the numbers were missing."]),
        ("Good stories; the endings were missing.", ["Good stories;", "the endings were missing."]),
        ("Sie waren ruhig, aber die Zahlen fehlten.", ["Sie waren ruhig,", "aber die Zahlen fehlten."]),
        ("Vous étiez calme, mais il manquait des chiffres.", ["Vous étiez calme,", "mais il manquait des chiffres."]),
        ("Estuvo tranquila, pero faltaron cifras.", ["Estuvo tranquila,", "pero faltaron cifras."]),
        ("Esteve calma, mas faltaram números.", ["Esteve calma,", "mas faltaram números."]),
        ("Dr. Lee liked it, e.g. the plan. Bring numbers.", ["Dr. Lee liked it, e.g. the plan.", "Bring numbers."]),
        ("Communication – good\nDepth - thin", ["Communication – good", "Depth - thin"]),
        ("PK: calm under pressure\nMR: no numbers", ["calm under pressure", "no numbers"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert _quotes(text) == expected


def test_headings_speak_for_their_list() -> None:
    text = "Strengths:\n- calm manner\n- clear voice\n\nTo be improved:\n- too few numbers\n\nBest of luck to you."
    pieces = split(text, ((0, len(text)),))
    assert [(text[p.start : p.end], p.heading) for p in pieces] == [
        ("calm manner", "Strengths"),
        ("clear voice", "Strengths"),
        ("too few numbers", "To be improved"),
        ("Best of luck to you.", ""),
    ]


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The panel thought that your answer about the late delivery was the most honest\n"
        "one of the whole afternoon and said so more than once while we were having tea\n"
        "together."
    )
    assert len(_quotes(text)) == 1
