"""Who they meet: names with roles and mail addresses, as the text introduces them."""

import re
from collections.abc import Iterator

from afterview.core.invitation.found import Guess, guess_at, plain, word_set
from afterview.core.words import Interviewer

_PART = r"(?:[A-ZÀ-ÞŁŚŠŽČŞİÇ][^\W\d_]*(?:['’-][^\W\d_]+)*|[A-Z]\.)"
_LINK = r"(?:van|von|vom|zu|de|da|di|del|della|dos|la|le|el|al|bin|ben|ter|den|der|du|y)"
_TITLE = (
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mme|Mlle|Sr|Sra|Ing)\.?[ ]|(?:Frau|Herrn?|Madame|Monsieur|Señora?|Doña|Don)[ ]|M\.[ ])"
)
_NAME = rf"(?P<name>{_TITLE}{{0,2}}{_PART}(?:[ ](?:{_LINK}[ ]){{0,2}}{_PART}){{0,3}})"
_ROLE_WORD = (
    r"head|manager|director|lead|leader|engineer|designer|analyst|recruiter|partner|officer|ceo|cto|cfo|coo|cpo|vp|"
    r"president|founder|hr|talent|people|developer|scientist|architect|owner|consultant|specialist|coordinator|chief|"
    r"principal|senior|professor|editor|supervisor|team|researcher|scrum|product|sales|leiter\w*|\w*leiter(?:in)?|"
    r"gesch[äa]ftsf[üu]hr\w*|personal\w*|referent\w*|entwickler\w*|vorst[äa]nd\w*|responsable|direct(?:eur|rice|ora?)|"
    r"chef\w*|charg[ée]e?|ing[ée]nieure?|gerente|jef[ea]|ingenier[oa]|coordinador\w*|reclut\w+|gestionnaire"
)
_ROLE = re.compile(rf"(?<!\w)(?:{_ROLE_WORD})(?!\w)", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"[ ]?(?:<(?P<a1>[^\s<>@]+@[^\s<>]+?)>|\((?:mailto:)?(?P<a2>[^\s()@]+@[^\s()]+?)\)|\((?P<inside>[^()\n]{2,70})\)"
    r"|(?:,[ ]?|[ ][–—-][ ]|[ ]\|[ ])(?:(?:our|the|unser\w*|notre|nuestr[oa]|die|der|seine?)[ ])?"
    r"(?P<role>[^,;.()\n<>|–—]{2,60}?)(?=[,;.(\n<>|]|[ ][–—-][ ]|[ ](?:and|und|et|y|sowie|as well|at|bei|chez|will|"
    r"who|on)[ ]|$))"
)
_MEETS = re.compile(
    r"\b(?:(?:meet|speak|speaking|talk|talking|interview|call|conversation|chat|session|appointment|meeting|discussion)"
    r"(?:ing)?(?:[ ](?:to|with))?|interviewed by|join(?:ed)? by|(?:inter)?viewers?[ ](?:is|are|will be)|"
    r"panel[ ](?:is|are|of|will be|consists of|includes)|"
    r"(?:Gespräch|Termin|Interview|sprechen(?: Sie)?)[ ]mit|"
    r"(?:Gespräch|Termin|Interview)[ ]nehmen|treffen(?: Sie)?(?:[ ]auf)?|kennenlernen|(?:entretien|"
    r"rendez-vous|"
    r"échange|discuter)[ ]avec|rencontrer(?:ez)?|(?:entrevista|reunión|cita|hablar[áa]?s?)[ ]con|"
    r"reunir[áa]?s?e?[ ]con|conocer[áa]?s?[ ]a)"
    r"(?:[ ](?:both|our|the|unserer|unserem|der|dem|notre|nuestr[oa]))?[ ]",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:with|mit|avec|con)[ ](?=[A-ZÀ-Þ])")
_MEETING = re.compile(
    r"meet|interview|call|conversation|talk|speak|chat|slot|gespräch|termin|treffen|sprech|entretien|rendez|échange|"
    r"entrevista|reuni|cita|hablar|\d[:.h]\d\d|\d\s?[ap]\.?m\b|\d\s?uhr\b|\ba las \d",
    re.IGNORECASE,
)
_OF_SKILLS = re.compile(
    r"experien|familiar|proficien|skill|knowledge|erfahrung|kenntnis|expérience|experiencia|work\w*$", re.I
)
_WILL = re.compile(
    rf"(?<!\w){_NAME}(?=[ ](?:will|is going to)[ ](?:call|meet|interview|speak|talk|join|be your|ring|phone)|"
    r"[ ]wird[ ](?:Sie|dich)[ ]|[ ]vous[ ](?:appellera|recevra|rencontrera)|[ ](?:te|le|la)[ ](?:llamará|"
    r"entrevistará|recibirá))"
)
_LABEL = re.compile(
    r"(?:^[ \t>*•-]*|[.!?;][ ])(?:interviewers?|panel|with|who|people|your interviewers?|participants|"
    r"gesprächspartner\w*|teilnehmer\w*|mit|organi[sz]er|host|ansprechpartner\w*|ihre ansprechpartner\w*|"
    r"interlocuteurs?|participants?|avec|entrevistador(?:es|a)?|participantes|con)[ \t]*:[ \t]*(?P<rest>[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_AND = re.compile(
    r"(?:\)|>)?[ ]?(?:,[ ]?)?(?:(?:and|und|et|y|e|sowie|as well as|&)[ ]|,[ ]|;[ ]?|/[ ]?)(?:(?:our|the|mit|with|"
    r"also)[ ])?"
)
_BULLET = re.compile(r"\n[ \t>]*(?:[-*•–][ \t]+|\d[.)][ \t]+)")
_LINE = re.compile(rf"^[ \t>*•-]*{_NAME}[ ]?(?=[,(–—|-])", re.MULTILINE)
_NAMED_ADDRESS = re.compile(rf"{_NAME}[ ]?<(?P<address>[^\s<>@]+@[^\s<>]+)>")
_FROM = re.compile(
    r"^(?:From|Von|De)[ \t]*:[ \t]*[\"']?(?P<name>[^\"'<\n]{2,60}?)[\"']?[ \t]*<(?P<address>[^\s<>@]+@[^\s<>]+)>", re.M
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOT_NAMES = word_set(
    "zoom teams google microsoft skype webex meet us me you your our the a an this that they it we i hr monday "
    "tuesday wednesday"
    " thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag january february march april may "
    "june july"
    " august september october november december ihnen ihrem uns sie dir vous nous usted ustedes please dear best "
    "kind regards"
    " interview video phone team talent people human resources hiring recruiting no reply tel noreply careers jobs "
    "mail calendar"
    " lundi mardi mercredi jeudi vendredi lunes martes miercoles jueves viernes"
)


def find_people(text: str, company: str) -> tuple[Guess[Interviewer], ...]:
    """The people the text says they meet, in order and without repeats; where it names none, who wrote it.

    `company` is the company's name ("" where unknown), which is nobody's."""
    found = [*_find_labelled(text), *_find_met(text)]
    kept: list[Guess[Interviewer]] = []
    for guess in sorted(found, key=lambda guess: guess.start):
        is_company = bool(company) and _is_same(guess.value.name, company)
        if not is_company and not any(_is_same(guess.value.name, other.value.name) for other in kept):
            kept.append(guess)
    if not kept:
        kept = list(_find_writer(text))
    return tuple(_with_address(text, guess) for guess in kept[:12])


def _find_met(text: str) -> Iterator[Guess[Interviewer]]:
    for match in _MEETS.finditer(text):
        yield from _read_names(text, match.end())
    for match in _WITH.finditer(text):
        sentence = re.split(r"[.!?\n]", text[max(0, match.start() - 160) : match.start()])[-1]
        if _MEETING.search(sentence) and not _OF_SKILLS.search(sentence):
            yield from _read_names(text, match.end())
    for match in _WILL.finditer(text):
        yield from _read_names(text, match.start())
    for match in _LINE.finditer(text):
        people = list(_read_names(text, match.start("name")))
        yield from people if len(people) == 1 and people[0].value.role and " " in people[0].value.name else []


def _find_labelled(text: str) -> Iterator[Guess[Interviewer]]:
    for match in _LABEL.finditer(text):
        if match["rest"].strip():
            yield from _read_names(text, match.start("rest"))
            continue
        end = match.end()
        while bullet := _BULLET.match(text, end):
            people = list(_read_names(text, bullet.end()))
            yield from people
            end = text.find("\n", bullet.end())
            if end < 0:
                return


def _read_names(text: str, start: int) -> Iterator[Guess[Interviewer]]:
    """ "Sam Lee (Head of Data), Priya Shah, Engineering Manager, and Jo": names one after the other from `start`."""
    form = re.compile(_NAME)
    while match := form.match(text, start):
        name, end = _cut_name(match)
        if not name:
            return
        role, address, end = _read_rest(text, end)
        yield guess_at(text, Interviewer(name=name, role=role, address=address), match.start(), end)
        between = _AND.match(text, end)
        if not between:
            return
        start = between.end()


def _cut_name(match: re.Match[str]) -> tuple[str, int]:
    """The name without its titles, up to the first word that is none; "" where nothing is left."""
    words = re.sub(rf"^{_TITLE}{{0,2}}", "", match["name"]).split(" ")
    cut = next((n for n, word in enumerate(words) if plain(word) in _NOT_NAMES or _ROLE.fullmatch(word)), len(words))
    name = " ".join(words[:cut])
    offset = match["name"].find(name) + len(name) if name else 0
    return name, match.start("name") + offset


def _read_rest(text: str, end: int) -> tuple[str, str, int]:
    """Role and address behind a name, and where they end; a bracket is a role, a comma only with a word of roles."""
    role = address = ""
    for _ in range(2):
        match = _AFTER_NAME.match(text, end)
        if not match:
            break
        said = match["inside"] or match["role"] or ""
        inner = _ADDRESS.search(match["inside"] or "")
        if inner:
            address, role = inner[0], role or said.replace(inner[0], "").strip(" ,;/|–-")
        elif match["a1"] or match["a2"]:
            address = match["a1"] or match["a2"]
        elif (
            not role
            and said
            and (_ROLE.search(said) or (match["inside"] and not said[0].isdigit() and "@" not in said))
        ):
            role = said.strip()
        else:
            break
        end = match.end()
    return role, address, end


def _with_address(text: str, guess: Guess[Interviewer]) -> Guess[Interviewer]:
    """Adds the address the text gives for the name, beside it or told by the address itself (sam.lee@…)."""
    person = guess.value
    if person.address:
        return guess
    named = next((m["address"] for m in _NAMED_ADDRESS.finditer(text) if _is_same(m["name"], person.name)), "")
    names = [plain(part) for part in re.split(r"[ '’-]", person.name) if len(part) > 2]
    told = next((m[0] for m in _ADDRESS.finditer(text) if _tells(m[0], names)), "")
    better = Interviewer(name=person.name, role=person.role, address=named or told)
    return Guess(value=better, words=guess.words, start=guess.start, end=guess.end)


def _tells(address: str, names: list[str]) -> bool:
    local = re.split(r"[._+\d-]+", plain(address.partition("@")[0]))
    if len(names) >= 2:
        return (
            {names[0], names[-1]} <= set(local) or local == [names[0][0] + names[-1]] or local == [names[0] + names[-1]]
        )
    return bool(names) and local[0] == names[0]


def _find_writer(text: str) -> Iterator[Guess[Interviewer]]:
    match = _FROM.search(text)
    if not match or plain(match["name"].split(" ")[0]) in _NOT_NAMES or "noreply" in match["address"].replace("-", ""):
        return
    person = Interviewer(name=match["name"].strip(), role="", address=match["address"])
    yield guess_at(text, person, match.start("name"), match.end())


def _is_same(one: str, other: str) -> bool:
    first, second = plain(one).split(" "), plain(other).split(" ")
    shorter, longer = sorted((first, second), key=len)
    return set(shorter) <= set(longer)
