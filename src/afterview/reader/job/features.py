"""What a clause of an advert is told by: cues of the clause, its sentence and its heading, its words and letters."""

from afterview.core.area_phrases import weigh_areas
from afterview.core.remembering import remembered
from afterview.reader.features import area_hashes, letter_hashes, name_hashes, tokens, word_hashes
from afterview.reader.job.clauses import Clause
from afterview.reader.job.cues import load_cues

LONGEST_SENTENCE = 1200


def name_cues(text: str, clause: Clause) -> set[str]:
    """Names of what speaks for or against a requirement."""
    own, sentence = text[clause.start : clause.end], text[slice(*clause.sentence)][:LONGEST_SENTENCE]
    above = {"above " + name for name in _headed(clause.heading)} or {"above nothing"}
    here = {"says " + name for name in _said(own)}
    around = {"near " + name for name in _said(sentence)}
    form = {"bullet" if clause.bullet else "prose", f"place {min(3, int(clause.place * 4))}"}
    form.add(f"words {min(6, len(own.split()) // 2)}")
    if sentence.endswith("?"):
        form.add("asks")
    if clause.place == 0 and not sentence.endswith((".", ",", ";")):
        form.add("title")
    crossed = {f"{one} & {two}" for one in above for two in here | {"bullet" if clause.bullet else "prose"}}
    return above | here | around | form | crossed


@remembered(64)
def _headed(heading: str) -> list[str]:
    """The cues of a heading; many clauses stand under one."""
    return [name for name, cue in load_cues().heading.items() if cue.search(heading)]


@remembered(64)
def _said(words: str) -> list[str]:
    """The cues of a clause or of the sentence around it; many clauses may stand in one."""
    return [name for name, cue in load_cues().said.items() if cue.search(words)]


def kind_blocks(text: str, clause: Clause) -> tuple[set[int], set[int], set[int]]:
    """Hashed cues, words and letters, for the model of weights."""
    words = tokens(text[clause.start : clause.end])
    return name_hashes(name_cues(text, clause)), word_hashes(words), letter_hashes(words)


def area_blocks(words: str) -> tuple[set[int], set[int], set[int]]:
    """Hashed words, letters and known words of areas, for the model of areas."""
    by_words, by_letters, known = area_hashes(words, "", tokens(words))
    named = {"phrase " + area for area in weigh_areas(words)}
    if load_cues().said["years"].search(words):
        named.add("says years")
    return by_words, by_letters, known | name_hashes(named)
