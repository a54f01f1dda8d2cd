"""Whether a letter names the right person and the right company, and what it left unfilled."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from afterview.core.check_features import load_tables
from afterview.core.check_text import WORD, Unit, find_subject
from afterview.core.letters.people import read_name
from afterview.core.letters.tongue import words_of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who the letter goes to and about which company; "" where it is not known. `sender` signs it. `elsewhere`:
    other companies and people of the journal, whose names in this letter are surely wrong."""

    to: str = ""
    company: str = ""
    sender: str = ""
    elsewhere: frozenset[str] = frozenset()


_GAPS = (
    r"\[[^\]\n\d]{1,40}\]",
    r"\{\{?[^{}\n]{1,40}\}\}?",
    r"<(?!3)[^<>@\n\d]{2,40}>",
    r"_{3,}|\?{3,}|\*{3,}|%[A-Z_]{3,}%|\$[A-Z_]{3,}",
    r"\bX{2,}\b|\b(?:TBC|TBD|TODO|TBA|XYZ|N\.N\.|NOM|NOMBRE|NACHNAME|VORNAME)\b",
    r"\b(?:TIME|PLACE|DATE|NAME|ROLE|COMPANY|TITLE|ADDRESS|PHONE)\b|\b(?:DD|TT|JJ)[/.\-]MM\b|_+/_+",
    r"/ ?(?:Name|Nom|Nombre)\b",
    r"(?i:\((?:check|confirm|verify|look up)\b[^)\n]{0,40}\))",
    r"(?i:\((?:name|company|role|date|position|firma|datum|nom|nombre|empresa|fecha|insert|fill in|add|put|poner"
    r"|insérer|einfügen|einsetzen|hier|ici|aquí)\b[^)\n]{0,40}\))",
    r"(?i:\b(?:insert|your|their|company|manager|job)[ _](?:name|company|title|role|date)\s?here\b)",
    r"(?i:(?<=\bdear )(?:\.{2,}|…|,)|(?<=\bhi )(?:\.{2,}|…|,)|(?<=\bhello )(?:\.{2,}|…))",
    r"(?i:(?<=\bfrau )(?:\.{2,}|…|,)|(?<=\bherr )(?:\.{2,}|…|,)|(?<=\bbonjour )(?:\.{2,}|…)|\blorem ipsum\b)",
)
_PLACEHOLDER = re.compile("|".join(_GAPS))
_ATTACHED = re.compile(
    r"\b(attached|attachment|attaching|enclosed|enclosing|angehängt|anhang|im anhang|anbei|beigefügt"
    r"|ci-joint\w*|en pièce jointe|pièces? jointes?|adjunt\w+)\b",
    re.IGNORECASE,
)
_PLACES = r"at|with|join(?:ing)?|bei|beim|chez|en"
_SUBJECTS = (
    r"interview\w*|role\w*|position\w*|post|job|team\w*|opening\w*|vacanc\w*|opportunit\w*|conversation|talk|meeting|process"
    r"|work|working|career|future|panel|visit|day|time|people|folk|everyone|all|gespräch\w*|stelle\w*|vorstellungsgespräch\w*"
    r"|entretien\w*|poste\w*|équipe\w*|entrevista\w*|puesto\w*|equipo\w*|vacante\w*"
)
_NAME = r"[A-ZÀ-Þ][\w&'’\-]+(?:\s+(?:&\s+)?[A-ZÀ-Þ][\w&'’\-]+){0,3}"
_AT_COMPANY = re.compile(rf"\b(?i:{_SUBJECTS})(?:\s+[\wà-ÿ]+){{0,2}}\s+(?i:{_PLACES})\s+(?:the\s+)?({_NAME})")
_COMPANY_TEAM = re.compile(rf"\b(?i:the|all at|everyone at)\s+({_NAME})\s+(?:team|crew|panel|staff|family)\b")
# What the candidate says of other places: no mistake.
_EARLIER = re.compile(
    r"\b(colleagues|(?:my|our) (?:boss|manager|teams?)"
    r"|my (?:time|years?|job|last|old|previous|former|current|work|days)"
    r"|i (?:worked|work|spent|led|ran|built)|worked|previous|former|currently|employer|years at|when i"
    r"|meine\w*|früher\w*|damals|mon ancien|j'ai travaillé|mi anterior|trabajé)\b",
    re.IGNORECASE,
)
CLOSE_ENOUGH = 0.34


@cache
def _unnamed() -> frozenset[str]:
    return words_of(load_tables()["names"]["unnamed"])


@cache
def _common() -> frozenset[str]:
    return words_of(load_tables()["names"]["common"])


def find_placeholders(letter: str) -> Iterator[Span]:
    """Where something was not filled in."""
    return (found.span() for found in _PLACEHOLDER.finditer(letter))


def find_attachment_words(letter: str) -> Iterator[Span]:
    """Where an attachment is announced."""
    return (found.span() for found in _ATTACHED.finditer(letter))


def find_wrong_names(letter: str, sentences: tuple[Unit, ...], known: Known) -> Iterator[Span]:
    """Where a letter, of these sentences and its subject, misspells the person or the company, or names another in
    their place; gaps are not names."""
    units = (*sentences, *find_subject(letter))
    gaps = [(unit.start + start, unit.start + end) for unit in units for start, end in find_placeholders(unit.text)]
    for start, end in _find_wrong(units, known):
        if not any(first <= start < last for first, last in gaps):
            yield start, end


def _find_wrong(units: tuple[Unit, ...], known: Known) -> Iterator[Span]:
    persons = _tokens(known.to)
    if persons and units and units[0].place == "greeting":
        yield from _wrong_in_greeting(units[0], persons, _tokens(known.company))
    for unit in (unit for unit in units if unit.place != "greeting"):
        yield from _misspelt(unit, persons | _tokens(known.company), _tokens(known.sender))
        yield from _elsewhere(unit, known)
        if known.company:
            yield from _other_company(unit, known)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in WORD.findall(name) if len(word) > 1)


def _plain(word: str) -> str:
    """Lower case without accents, possessive or drawn-out letters: "Muñoz's" -> "munoz", "Annnna" -> "ana"."""
    word = re.sub(r"(\w)\1{2,}", r"\1", re.sub(r"['’]s\Z", "", word))
    folded = unicodedata.normalize("NFKD", word.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(char for char in folded if not unicodedata.combining(char)).lower()


def _is_same(word: str, persons: frozenset[str]) -> bool:
    """The name itself, a short form or a part of it ("Sam" for Samantha, "Anna" of Anna-Lena); one letter less is no
    short form but a slip ("Sara" for Sarah)."""
    return any(
        word == person
        or (len(word) >= 2 and person.startswith(word) and len(person) - len(word) > 1)
        or word in person.split("-")
        or _umlauts(word) == _umlauts(person)
        for person in persons
    )


def _umlauts(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _wrong_in_greeting(unit: Unit, persons: frozenset[str], company: frozenset[str]) -> Iterator[Span]:
    named = [found for found in WORD.finditer(unit.text) if _names_someone(found.group(), company)]
    if any(_is_same(_plain(found.group()), persons) for found in named) and not any(
        0 < min(_distance(_plain(found.group()), person) for person in persons) <= 2
        and not _is_same(_plain(found.group()), persons)
        for found in named
    ):
        return
    for found in named:
        if not _is_same(_plain(found.group()), persons):
            yield unit.start + found.start(), unit.start + found.end()


def _names_someone(word: str, company: frozenset[str]) -> bool:
    plain = _plain(word)
    return len(word) > 1 and word.lower() not in _unnamed() and plain not in _unnamed() and plain not in company


def _misspelt(unit: Unit, right: frozenset[str], sender: frozenset[str]) -> Iterator[Span]:
    if _EARLIER.search(unit.text):
        return
    for found in WORD.finditer(unit.text):
        word = _plain(found.group())
        if len(word) < 4 or not found.group()[0].isupper() or word in right or word in sender or _is_same(word, right):
            continue
        nearest = min((_distance(word, name) / len(name) for name in right if len(name) >= 4), default=1.0)
        is_first = found.start() == 0
        if 0 < nearest <= (0.2 if is_first else CLOSE_ENOUGH) and not _is_inflected(word, right):
            yield unit.start + found.start(), unit.start + found.end()


def _is_inflected(word: str, right: frozenset[str]) -> bool:
    return any(word.startswith(name) and word[len(name) :] in ("s", "es", "n", "en", "ian", "er") for name in right)


def _distance(first: str, second: str) -> int:
    """Letters changed, added, left out or swapped between two words."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _elsewhere(unit: Unit, known: Known) -> Iterator[Span]:
    right = _tokens(known.to) | _tokens(known.company)
    for name in known.elsewhere:
        if _tokens(name) & right or _EARLIER.search(unit.text):
            continue
        if found := re.search(rf"\b{re.escape(name)}\b", unit.text):
            yield unit.start + found.start(), unit.start + found.end()


def _other_company(unit: Unit, known: Known) -> Iterator[Span]:
    if _EARLIER.search(unit.text):
        return
    company, people = _tokens(known.company), _tokens(known.to)
    for pattern in (_AT_COMPANY, _COMPANY_TEAM):
        for found in pattern.finditer(unit.text):
            named = _tokens(found[1])
            is_right = any(_is_same(word, company | people) for word in named) or _shares_initials(
                found[1], known.company
            )
            if named and not is_right and not _is_common(found[1]):
                yield unit.start + found.start(1), unit.start + found.end(1)
    yield from _near_company(unit, known.company)


def _near_company(unit: Unit, company: str) -> Iterator[Span]:
    """A name built like the company's with one word of it another: "Lotus Hospitals" for Orchid Hospitals."""
    right = company.split()
    words = list(re.finditer(r"[^\s,.;:!?()\"“”]+", unit.text))
    for start in range(len(words) - len(right) + 1 if len(right) > 1 else 0):
        run = words[start : start + len(right)]
        differing = [
            index
            for index, (word, true) in enumerate(zip(run, right, strict=True))
            if _plain(word.group()) != _plain(true)
        ]
        if len(differing) != 1 or not all(word.group()[0].isupper() or word.group() in right for word in run):
            continue
        wrong = run[differing[0]].group()
        if wrong.lower() not in _unnamed() and len(wrong) > 2 and (start or wrong.lower() not in _common()):
            yield unit.start + run[0].start(), unit.start + run[-1].end()


def _shares_initials(named: str, company: str) -> bool:
    initials = "".join(word[0] for word in WORD.findall(company)).upper()
    return named.isupper() and initials.startswith(named)


def _is_common(name: str) -> bool:
    return any(word.lower() in _common() for word in name.split()[:1])


def name_words(known: Known) -> frozenset[str]:
    """The lower-case words of every name known, which features leave out."""
    parts = (read_name(known.to).full, known.company, known.sender)
    return frozenset(word.lower() for part in parts for word in WORD.findall(part))
