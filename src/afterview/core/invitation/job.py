"""Which company and which role the text is about."""

import re

from afterview.core.invitation.found import Guess, guess_at, plain, word_set

_TITLE_WORD = (
    r"analyst|engineer|developer|designer|manager|director|assistant|officer|consultant|specialist|scientist|architect|"
    r"administrator|coordinator|lead|head|nurse|teacher|accountant|editor|writer|researcher|technician|representative|"
    r"advisor|adviser|associate|executive|intern|trainee|apprentice|recruiter|planner|buyer|controller|owner|clerk|"
    r"supervisor|operator|strategist|marketer|copywriter|translator|driver|chef|cook|pharmacist|physician|therapist|"
    r"lecturer|librarian|paralegal|solicitor|lawyer|secretary|receptionist|"
    r"\w*entwickler(?:in)?|\w*ingenieur(?:in)?|\w*leiter(?:in)?|\w*manager(?:in)?|\w*berater(?:in)?|\w*referent(?:in)?|"
    r"\w*analyst(?:in)?|\w*assistent(?:in)?|\w*sachbearbeiter(?:in)?|\w*kauffrau|\w*kaufmann|\w*pfleger(?:in)?|"
    r"werkstudent(?:in)?|"
    r"ingénieure?|développeu(?:r|se)|responsable|charg[ée]e? d[e'’]\s?\w+|analyste|assistante?|gestionnaire|"
    r"comptable|technicienn?e?|"
    r"ingenier[oa]|desarrollador[a]?|analista|gerente|técnic[oa]|asistente|consultor[a]?|diseñador[a]?|"
    r"administrativ[oa]"
)
_TITLE = re.compile(rf"(?<!\w)(?:{_TITLE_WORD})(?!\w)", re.IGNORECASE)
_GENDERS = r"[ ]?[(\[](?:[mfwdxhHFMWDXv]|all genders)(?:[/|*,][ ]?[mfwdxhHFMWDXv]){1,3}[)\]]"
_END = (
    r"(?=[,.;:!?()\n|\"”“«»]|[ ][–—-][ ]|[ ](?:at|with|in|bei|chez|en|on|für|for|am|beim|role|position|is|team|und|"
    r"and|to|as|zu|auf|sowie|which|that)\b|$)"
)
_WORDS = r"[\"“«'‘]?(?P<role>[^\W\d_][^,.;:!?()\n|\"”“«»–—]{2,70}?)[\"”»'’]?"
_ROLES = (
    re.compile(
        rf"(?:^[ \t>*•-]*|[.;][ ])(?:role|position|job title|title|job|vacancy|stelle|stellenbezeichnung|poste|"
        rf"intitulé du poste|puesto|vacante)"
        rf"[ \t]*:[ \t]*{_WORDS}(?:{_GENDERS})?[ \t]*(?=[,;.|\n(]|[ ](?:at|bei|chez|en)[ ]|$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(
        rf"\b(?:role|position|post|job|vacancy|opening|stelle|position|poste|puesto|vacante)[ ](?:of|as|als|d[e'’]|"
        rf"des|einer|eines|einer)"
        rf"[ ]?(?:an?[ ]|the[ ]|the position of )?{_WORDS}(?:{_GENDERS})?{_END}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:for|about|regarding|für|zur|pour|para)[ ](?:the|our|your|an?|die|unsere|le|la|el|"
        rf"nuestr[oa])[ ]{_WORDS}(?:{_GENDERS})?[ ]"
        r"(?:role|position|post|job|vacancy|opening|opportunity|interview)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:appl(?:ied|ying|ication)|bewerbung|candidature|solicitud|candidatura|interview|vorstellungsgespräch|"
        rf"entretien|entrevista)"
        rf"[ ](?:for|as|als|um|auf|pour|para|au|de)[ ](?:the[ ]|an?[ ]|our[ ]|die[ ]|eine?[ ]|le[ ]|la[ ]|"
        rf"el[ ])?{_WORDS}(?:{_GENDERS})?{_END}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<role>[A-ZÀ-Þ][\w/&+.-]*(?:[ ][\w/&+.-]+){{0,5}}?){_GENDERS}"),
    re.compile(
        r"(?<=[–—|:-] )(?P<role>[A-ZÀ-Þ][^,.;:!?()\n|–—]{2,60}?)(?=[ ](?:at|bei|chez|en|with|mit)[ ]|[ ]?[|–—(\n]|$)",
        re.MULTILINE,
    ),
    re.compile(
        rf"\b(?:with|at|bei|chez|mit|@)[ ][A-ZÀ-Þ][\w&' -]{{1,40}}?(?:,|[ ](?:for|as|als|pour|para))[ ](?:the[ ]|"
        rf"an?[ ])?"
        rf"{_WORDS}(?:{_GENDERS})?{_END}",
        re.MULTILINE,
    ),
    re.compile(
        r"\b(?:looking for|hiring(?=[ ]an?[ ])|seeking|recruiting|suchen(?: wir)?|sucht|recherchons|recrutons|"
        r"recherche|buscamos|busca)[ ]"
        rf"(?:an?[ ]|the[ ]|eine?n?[ ]|une?[ ])?{_WORDS}(?:{_GENDERS})?{_END}",
        re.IGNORECASE,
    ),
    re.compile(r"\A\s*(?:Subject:[^\n]*\n+(?:From:[^\n]*\n+)?)?#*[ ]*(?P<role>[A-ZÀ-Þ][^.!?:\n]{3,60})\n"),
)
_FIRM = (
    r"(?P<firm>(?:[A-ZÀ-Þ]|\d+(?=[A-Za-z]))(?:[\w&'’-]|\.(?=\w))*"
    r"(?:[ ](?:&[ ]|of[ ]|de[ ]|and[ ])?[A-ZÀ-Þ0-9&](?:[\w&'’-]|\.(?=\w))*){0,4})"
)
_LEGAL = (
    r"(?:GmbH(?: & Co\. KG)?|AG|SE|KG|Ltd\.?|Limited|Inc\.?|LLC|PLC|plc|LLP|S\.?A\.?S\.?|SARL|S\.?A\.?|S\.?L\.?U?\.?|"
    r"B\.?V\.?|N\.?V\.?|Oy|AB|ApS|Corp\.?|Co\.)"
)
_FIRMS = (
    re.compile(
        r"^[ \t>*•-]*(?i:company|employer|organi[sz]ation|unternehmen|firma|arbeitgeber|entreprise|société|"
        r"employeur|empresa)[ \t]*:[ \t]*"
        r"(?P<firm>\S[^\n,;|]{1,60})",
        re.MULTILINE,
    ),
    re.compile(rf"(?<![\w.]){_FIRM}[ ]{_LEGAL}(?!\w)"),
    re.compile(
        r"\b(?i:interview|role|position|opportunity|job|application|team|conversation|meeting|call|career|opening)s?[ ]"
        rf"(?:here[ ])?(?:at|with|to|@)[ ](?:the[ ])?{_FIRM}"
    ),
    re.compile(
        rf"\b(?:thank you for (?:applying|your interest)|applied|welcome|interest)[ ](?:to|in|at|for)[ ]{_FIRM}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?:at|bei(?: der| dem)?|chez|@|join|behalf of|Team von|équipe de|equipo de|entrevista con|"
        rf"en)[ ]{_FIRM}(?=[,.;:!?)\n]|[ ](?:on|am|um|for|as|le|el|para|pour|is|für|we|and|at)\b|[ ][–—|-]|$)",
        re.M,
    ),
    re.compile(rf"(?:^|[\n.][ \t]*)(?:About|Über|À propos de|Sobre)[ ]{_FIRM}[ ]?(?=\n)"),
    re.compile(
        rf"{_FIRM}[ ](?:is|are|sucht|recherche|recrute|busca)(?:[ ](?:looking for|hiring(?=[ ]an?[ ])|seeking|"
        rf"recruiting|growing))?\b"
    ),
    re.compile(rf"\b[A-Z][a-z]+[ ](?:from|von|de|of)[ ]{_FIRM}"),
    re.compile(rf"\b(?:the|das|Ihr|Your)[ ]{_FIRM}[ ](?:Team|team|Recruiting|Talent|HR|People)\b"),
)
_FIRM_WORD = re.compile(
    r"\b(?:works|bank|group|labs?|systems|software|universit\w+|hospital|school|council|media|studios?|partners|health|energy|"
    r"foods|capital|consulting|solutions|technolog\w+|tech|digital|airways|trust|institute?|foundation|ministry|college|"
    r"design|games|logistics|insurance|motors|pharma\w*|airlines|brothers|sons|stores|hotels?|engineering|industries|&)(?!\w)",
    re.IGNORECASE,
)
_FROM_DOMAIN = re.compile(r"@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_NOT_FIRMS = word_set(
    "zoom teams google meet microsoft skype webex linkedin monday tuesday wednesday thursday friday saturday sunday "
    "we you i it this there"
    " they he she who what january february march april may june july august september october november december "
    "please dear hi hello"
    " our the your a an if as in on wir sie uns vous nous am um im noon interview video phone join role position "
    "company montag"
    " dienstag mittwoch donnerstag freitag lundi mardi mercredi jeudi vendredi lunes martes miercoles jueves "
    "viernes which that"
    " here everything time date location where when subject from"
)
_CARRIERS = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|web|proton|protonmail|aol|greenhouse|"
    r"greenhouse-mail|lever|hire|"
    r"ashbyhq|workday|myworkday|smartrecruiters|personio|workable|workablemail|teamtailor|recruitee|bamboohr|"
    r"jobvite|icims|calendly|indeed|"
    r"linkedin|successfactors|zoom|microsoft|google|softgarden|join)\.[\w.]+$"
)


def find_role(text: str) -> Guess[str] | None:
    """The role: after a word that announces one; of those the first with a word of job titles in it."""
    weaker: Guess[str] | None = None
    for number, form in enumerate(_ROLES):
        for match in form.finditer(text):
            role = _tidy_role(match["role"])
            if not role or len(role) > 60:
                continue
            guess = guess_at(text, role, *_span(match, role))
            if _TITLE.search(role):
                return guess
            weaker = weaker or (guess if number <= 2 and role[0].isupper() else None)
    return weaker


def find_company(text: str) -> Guess[str] | None:
    """The company: after a word that announces one, by its legal form, else by the domain of who wrote."""
    for form in _FIRMS:
        for match in form.finditer(text):
            firm = _tidy_firm(match["firm"])
            if firm and not _may_be_a_person(match[0], firm):
                return guess_at(
                    text, firm, match.start("firm"), match.start("firm") + match["firm"].find(firm) + len(firm)
                )
    return _by_domain(text)


def _span(match: re.Match[str], role: str) -> tuple[int, int]:
    start = match.start("role") + match["role"].find(role)
    return start, start + len(role)


def _tidy_role(role: str) -> str:
    role = re.split(r"[ ](?:role|position|in unserem|in our|with us|bei uns|chez nous)\b", role.strip(" \"“”'«»-"))[0]
    return "" if plain(role.split(" ")[0]) in {"interview", "this", "that", "your", "an", "us", "you", "next"} else role


def _tidy_firm(firm: str) -> str:
    words = firm.strip(" .,'’-").split(" ")
    cut = next((n for n, word in enumerate(words) if plain(word.strip(".,")) in _NOT_FIRMS), len(words))
    firm = " ".join(words[:cut]).strip(" .,'’-&")
    firm = re.sub(r"['’]s$", "", firm)
    is_title = _TITLE.search(firm) or re.fullmatch(r"[\d\W]*", firm)
    return "" if is_title or len(firm) < 2 else firm


def _may_be_a_person(words: str, firm: str) -> bool:
    """ "Interview with Sam Lee": two names behind "with" are a person's, unless one of them is a word of companies."""
    return " with " in words.casefold() and " " in firm and not _FIRM_WORD.search(firm)


def _by_domain(text: str) -> Guess[str] | None:
    for match in _FROM_DOMAIN.finditer(text):
        host = match["host"].casefold()
        if _CARRIERS.search(host):
            continue
        name = (
            host.split(".")[-3]
            if host.split(".")[-2] in {"co", "com", "org", "ac"} and host.count(".") > 1
            else host.split(".")[-2]
        )
        return guess_at(text, name.replace("-", " ").title(), match.start("host"), match.end("host"))
    return None
