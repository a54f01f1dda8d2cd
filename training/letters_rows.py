"""The sentences the checker learns from: labelled letters, single sentences, and what Afterview itself proposes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from afterview.core import ask, words
from afterview.core.check_features import see_letter
from afterview.core.check_text import Unit, split_letter
from afterview.core.letters.compose import Draft, Style
from afterview.core.letters.wordings import LANGUAGES, Tone
from training.letters import INGREDIENTS, LabelledLetter, LetterMark
from training.letters_units import see_labelled

SENTENCES = Path(__file__).resolve().parent.parent / "texts" / "letters" / "sentences"
KIND = {label: kind for kind, named in INGREDIENTS.items() for label in named.values()}


@dataclass(frozen=True)
class Row:
    """One sentence to learn from."""

    features: frozenset[str]
    kind: str
    labels: frozenset[str]
    weight: float = 1.0


def rows_of_letters(letters: Iterable[LabelledLetter]) -> list[Row]:
    """The sentences of labelled letters; a thank-you also without what the feedback said, as journals may lack it."""
    rows = []
    for letter in letters:
        for with_cited in (True, False) if letter.cited else (True,):
            seen = see_labelled(letter, with_cited=with_cited)
            weight = 0.5 if letter.cited else 1.0
            rows += [Row(unit.seen.features, letter.kind, unit.labels, weight) for unit in seen]
    return rows


def rows_of_sentences() -> list[Row]:
    """The single sentences, in the middle of an empty letter; what is a fault is one in both kinds of letter."""
    rows = []
    for labels, text in load_sentences():
        kinds = sorted({KIND[one] for one in labels & KIND.keys()}) or list(INGREDIENTS)
        for kind in kinds:
            features = _lone(text, kind)
            rows.append(Row(features, kind, labels, 1 / len(kinds)))
    return rows


def load_sentences() -> list[tuple[frozenset[str], str]]:
    """The single sentences with the labels of each, files in name order."""
    lines = [line for path in sorted(SENTENCES.glob("*-*.txt")) for line in path.read_text("utf-8").splitlines()]
    cut = [line.partition(" | ") for line in lines]
    return [(frozenset(names.split("+")) - {"none"}, text) for names, _, text in cut]


def _lone(text: str, kind: str) -> frozenset[str]:
    around = Unit("", 0, 0, "body")
    units = [around, around, Unit(text, 0, len(text), "body"), around, around]
    return frozenset(one for one in see_letter(units, kind)[2].features if not one.startswith("s:at"))


PARTS: dict[str, tuple[str, ...]] = {
    "thanks": ("thanks_for_interview",),
    "future": ("future_consideration",),
    "openings": ("new_opportunities",),
    "one_day": ("future_consideration", "new_opportunities"),
    "pointers": ("specific_pointers",),
    "pointers_alone": ("specific_pointers",),
    "advice": ("advice",),
    "feedback": ("thanks_for_feedback",),
    "strengths": ("names_cited_strengths",),
    "strength": ("names_cited_strengths",),
    "good": ("names_cited_strengths",),
    "action": ("names_an_action",),
    "step": ("names_an_action",),
    "tip": ("names_an_action",),
}
OUR_WEIGHT = 2.0


def rows_of_our_letters() -> list[Row]:
    """The sentences that Afterview itself proposes, labelled by their part: its own letters pass its own check."""
    rows = [
        Row(_lone(sentence, kind), kind, labels, OUR_WEIGHT)
        for kind, draft, _ in _our_drafts()
        for sentence, labels in _label_parts(draft.parts)
    ]
    return list({(row.features, row.kind): row for row in rows}.values())


def our_letters(every: int = 7) -> list[LabelledLetter]:
    """Every so-manieth letter that Afterview itself proposes, whole, with its parts as marks."""
    return [_label(f"ours-{at}", *one) for at, one in enumerate(_our_drafts()) if at % every == 0]


def _label(name: str, kind: str, draft: Draft, to: str) -> LabelledLetter:
    marks = []
    for sentence, labels in _label_parts(draft.parts):
        start = draft.body.find(sentence)
        marks += [LetterMark(label, start, start + len(sentence)) for label in sorted(labels) if start >= 0]
    return LabelledLetter(
        name=name,
        writer="ours",
        kind=kind,
        lang="",
        to=to,
        company="Linden",
        sender="",
        cited=(),
        has=frozenset(mark.label for mark in marks),
        faults=frozenset(),
        text=draft.body,
        marks=tuple(marks),
    )


def _our_drafts() -> Iterable[tuple[str, Draft, str]]:
    """Kind, draft and addressee of every letter proposed for a few invented journals."""
    for material in _our_materials():
        for whom in ask.choose_recipients(material.interview):
            yield "request", ask.draft_request(material, whom), whom.name
            yield "request", ask.draft_request(replace(material, areas=()), whom), whom.name
            for reply, plans in _our_replies():
                yield "thanks", ask.draft_thanks(material, whom, reply, plans), whom.name


def _our_materials() -> Iterable[ask.Material]:
    interview = words.Interview(
        company="Linden",
        role="Planner",
        starts_at=datetime(2026, 3, 5, tzinfo=UTC),
        interviewers=tuple(words.Interviewer(name=name) for name in ("Ada Berg", "Li Wei", "Jon Ott")),
    )
    outcome = words.Outcome(interview_id=0, kind=words.OutcomeKind.NO, on=date(2026, 3, 9))
    for language in LANGUAGES:
        for tone in Tone:
            for short in (False, True):
                style = Style(language=language, tone=tone, short=short)
                yield ask.Material(interview=interview, outcome=outcome, areas=("structure", "results"), style=style)


def _our_replies() -> Iterable[tuple[words.Reply, tuple[words.Plan, ...]]]:
    def point(kind: str, quote: str, area: str = "examples") -> words.Finding:
        return words.Finding(kind=words.FindingKind(kind), quote=quote, area=area, start=0, end=1)

    plan = words.Plan(
        area="results",
        direction=words.Direction.FOCUS,
        if_words="they ask for a case",
        then_words="I begin with the end",
        chosen_on=date(2026, 3, 9),
    )
    loose = replace(plan, then_words="one number, then the story")
    praise = (point("strength", "a calm head in the role play"), point("strength", "you asked good questions"))
    tip = point("advice", "slow down at the start")
    for findings, plans in (
        ((*praise, tip), (plan,)),
        ((praise[0], tip), (loose,)),
        ((point("strength", "word " * 20), tip), ()),
    ):
        reply = words.Reply(interview_id=0, received_on=date(2026, 3, 12), text="", findings=findings)
        yield reply, plans


def _label_parts(parts: Mapping[str, str]) -> Iterable[tuple[str, frozenset[str]]]:
    """The sentence of each part that carries its ingredient (a question where there is one, else the first); of parts
    that carry none, every sentence."""
    for part, text in parts.items():
        sentences = [unit.text for unit in split_letter(f"\n{text}")]
        if part in PARTS:
            sentences = [next((one for one in sentences if "?" in one), sentences[0])]
        for sentence in sentences:
            yield sentence, frozenset(PARTS.get(part, ()))
