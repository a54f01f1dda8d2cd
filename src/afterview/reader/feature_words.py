"""Flags of form in five languages, written from grammar rather than from the training mails: patterns only."""

import re


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


# Each flag names a way of saying, not a verdict: the classifier learns what it is worth beside the words.
FLAGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("you", _any(r"you|your|yours|yourself|you're|you've|you'd|ya|u|ur")),
    (
        "you_foreign",
        _any(
            r"sie|ihre[nmrs]?|ihr|ihnen|du|dein\w*|dir|dich|vous|votre|vos|tu|ton|ta|tes|usted|su|sus|te|ti|"
            r"tú|você|seu|sua|seus|suas"
        ),
    ),
    (
        "third",
        _any(
            r"he|she|his|her|him|hers|the candidate|candidate's|applicant|they felt|er|ihm|lui|elle|él|ella|"
            r"ele|ela"
        ),
    ),
    ("i", _any(r"i|i'd|i've|i'm|i'll|me|my|ich|mir|mich|je|j'\w+|yo|me|eu")),
    (
        "we",
        _any(
            r"we|we'd|we've|we're|we'll|us|our|wir|uns|unser\w*|nous|on|notre|nos|nosotros|nuestr\w+|nós|"
            r"nosso|nossa"
        ),
    ),
    (
        "not",
        _any(
            r"not|no|never|nothing|none|nobody|nor|neither|without|\w+n't|cannot|hardly|barely|scarcely|"
            r"nicht|kein\w*|nie|nichts|ohne|kaum|ne|n'\w+|pas|jamais|rien|aucun\w*|sans|nunca|nada|ningun\w*|"
            r"ningún|sin|não|nenhum\w*|sem|jamais"
        ),
    ),
    (
        "litotes",
        _any(
            r"(?:not|no|never|nothing|hardly|couldn't|could not|can't|cannot)\b(?:\s+\w+){0,5}\s+(?:fault|"
            r"complain\w*|wrong|bad|badly|problem\w*|doubt\w*|"
            r"concern\w*|question|issue\w*|better|quibble\w*|mistake\w*|lost|worry|worries|unpleasant|"
            r"unimpress\w*|easy|many|criticis\w*|miss)|"
            r"nicht[s]?\b(?:\s+\w+){0,4}\s+(?:schlecht|auszusetzen|beanstanden|bemängeln)|rien à redire|"
            r"pas mal|nada que objetar|nada a apontar|nada mal"
        ),
    ),
    (
        "shortfall",
        _any(
            r"(?:would|'d|might|could|should) (?:have|'ve) (?:\w+ )?(?:liked|loved|wanted|preferred|expected|"
            r"hoped|welcomed|been|helped|used|gone|made|said|given|done|asked|told|shown|brought|taken|\w+ed)|"
            r"(?:hoped|hoping|waiting|waited|looking|looked|wished|wanted|missed|missing|expecting|"
            r"expected) (?:for|to|you|that|more|a|some)?|could've|should've|would've|"
            r"hätte[nst]*|hätt|gefehlt|fehlte[n]?|vermisst|gewünscht|aurai[st]?(?:ent)?|aurions|aurait|"
            r"manqu\w+|nous attendions|hubi[eé]ra\w*|habría\w*|faltó|faltaron|falt\w+|echamos de menos|"
            r"esperá\w+|esperáb\w+|teria\w*|gostaría\w+|faltou|faltaram|esperáv\w+|sentimos falta"
        ),
    ),
    (
        "lack",
        _any(
            r"lack\w*|missing|missed|absent|absence|short of|fell short|gap|gaps|limited|thin|light on|less|"
            r"least|fewer|little|insufficien\w*|incomplete|weak\w*|poor\w*|vague\w*|"
            r"unclear|confus\w*|struggl\w*|stumbl\w*|forgot\w*|rushed|rushing|rambl\w*|lost|slow\w*|late|too|"
            r"overl\w+|failed|fail|wrong|mistake\w*|error\w*|skipped|ignored|"
            r"zu|wenig\w*|schwach\w*|unklar|fehler\w*|vergess\w+|verpasst|peu|trop|moins|faible\w*|manque\w*|"
            r"oubli\w+|erreur\w*|poco\w*|demasiad\w+|menos|débil\w*|olvid\w+|error\w*|"
            r"pouco\w*|demais|fraco\w*|fraca\w*|esquece\w*|erro\w*|lento|lenta"
        ),
    ),
    (
        "compare",
        _any(
            r"(?:more|less|better|stronger|deeper|fuller|further|longer|wider|closer|other|others|"
            r"another)(?: \w+){0,6} (?:than|candidate\w*|applicant\w*|people|panel)|others|other candidates?|"
            r"someone (?:with|who|else)|more (?:experience\w*|depth|detail)|andere\w* (?:bewerb\w+|"
            r"kandidat\w+)|jemand\w*|autres? candidat\w*|otr[oa]s? candidat\w*|outr[oa]s? candidat\w*"
        ),
    ),
    (
        "future",
        _any(
            r"next time|in future|in the future|going forward|for (?:the )?next|another time|from now on|"
            r"before your next|when you next|beim nächsten mal|nächstes mal|künftig|in zukunft|"
            r"la prochaine fois|prochain\w*|à l'avenir|la próxima|próxim[oa]s?|en (?:el )?futuro|da próxima|"
            r"no futuro|futuramente"
        ),
    ),
    (
        "advise",
        _any(
            r"try|consider|suggest\w*|recommend\w*|advice|advise|tip|practi[sc]e|rehearse|prepare|bring|start|"
            r"begin|keep|think about|make sure|worth|would help|might help|could help|helps?|"
            r"if i were you|my (?:one )?(?:suggestion|tip|advice)|work on|focus on|aim|spend|read|ask|write|"
            r"learn|get (?:some|a|your)|take|slow down|don't|do not|never|always|"
            r"versuch\w*|üb\w+|empfehl\w*|empfehle|rate|tipp|nehmen sie|überleg\w*|achten|conseil\w*|essay\w*|"
            r"pens(?:ez|e)|entraîn\w*|préparez|n'hésitez|consej\w*|intent[ea]\w*|"
            r"practi[cq]\w*|recomend\w*|prueb\w+|sugiero|sugir\w+|pratiqu\w*|trein\w+|experimente|procure|"
            r"tente|leve|prepare"
        ),
    ),
    (
        "modal",
        _any(
            r"could|should|might|may|would|can|must|need to|needs to|ought|want to|sollte\w*|könnte\w*|"
            r"würde\w*|muss\w*|pourri\w+|pourrait|devri\w+|podr[ií]\w*|deber[ií]\w*|conviene|poderi\w+|"
            r"deveri\w+|convém|vale a pena"
        ),
    ),
    (
        "imperative",
        re.compile(
            r"^\W*(?:and |then |so |next time,? |please |instead,? )?(?:try|take|bring|start|begin|lead|open|"
            r"close|practi[sc]e|pick|choose|use|show|tell|give|keep|make|let|put|get|go|ask|read|write|"
            r"learn|find|look|think|work|slow|speak|say|cut|drop|leave|add|stop|don't|do not|never|always|"
            r"prepare|rehearse|spend|consider|build|draw|name|explain|sit|stand|look|wear|check|count|time|"
            r"record|film|own)\b"
        ),
    ),
    (
        "praise",
        _any(
            r"good|great|well|strong\w*|excellent\w*|impress\w*|clear\w*|best|better|love\w*|lovely|liked|"
            r"enjoy\w*|nice\w*|solid\w*|sharp|thoughtful\w*|calm\w*|confident\w*|natural\w*|rare|exactly|"
            r"right|"
            r"brilliant\w*|superb\w*|perfect\w*|tidy|neat\w*|careful\w*|honest\w*|genuine\w*|warm\w*|spot on|"
            r"first-rate|top|highlight|stood out|pleasure|delight\w*|remarkabl\w*|quick\w*|smooth\w*|"
            r"gut\w*|stark\w*|sehr|hervorragend\w*|überzeug\w*|klar\w*|gefallen|beeindruck\w*|ruhig\w*|"
            r"sauber\w*|souverän\w*|schön\w*|bien|très|excellent\w*|fort\w*|clair\w*|bonne?s?|apprécié\w*|"
            r"solide\w*|"
            r"convain\w*|remarqu\w*|muy|buen\w*|excelent\w*|fuerte\w*|clar\w+|gust\w+|impresion\w*|destac\w*|"
            r"seguro|segura|bem|muito|ótim\w*|bo[am]s?|forte\w*|gost\w+|impression\w*|parabéns|seguranç\w+"
        ),
    ),
    (
        "hedge",
        _any(
            r"perhaps|maybe|possibly|a bit|a little|slightly|somewhat|rather|fairly|quite|kind of|sort of|"
            r"seemed|felt|feel|i think|we think|i thought|we thought|probably|a touch|at times|sometimes|"
            r"occasionally|"
            r"etwas|ein wenig|ein bisschen|vielleicht|eher|manchmal|teilweise|un peu|parfois|peut-être|plutôt|"
            r"un poco|algo|quizá\w*|tal vez|a veces|um pouco|talvez|às vezes|meio"
        ),
    ),
    (
        "process",
        _any(
            r"interview\w*|application|applied|apply|position|role|vacancy|process|decision|decided|offer\w*|"
            r"proceed|successful|unsuccessful|unfortunately|regret|thank\w*|sorry|regards|attached|"
            r"email|call|phone|monday|tuesday|wednesday|thursday|friday|week|month|date|form\w*|expenses|"
            r"bewerbung|stelle|entscheid\w+|danke|leider|vielen dank|candidature|poste|merci|malheureusement|"
            r"candidatura|puesto|gracias|lamentablemente|vaga|obrigad[oa]|infelizmente|proceso|processo"
        ),
    ),
    (
        "outside",
        _any(
            r"budget\w*|internal\w*|headcount|freez\w*|frozen|withdrawn|cancel\w*|restructur\w*|"
            r"reorgani[sz]\w*|funding|funded|salary|visa|sponsor\w*|relocat\w*|location|commut\w*|redeploy\w*|"
            r"head office|"
            r"on hold|paused|licence|intern\w*|gestrichen|haushalt|gehalt\w*|eingefroren|interne|budgétaire|"
            r"salaire|gel|annul\w*|presupuesto|congelad\w*|intern[oa]|salari\w*|orçamento|congelad\w*|"
            r"cancelad\w*|visto"
        ),
    ),
    (
        "past_act",
        _any(
            r"you (?:\w+ly )?(?:\w+ed|made|gave|took|said|told|knew|kept|held|found|went|came|brought|drew|"
            r"wrote|read|spoke|did|had|were|was|thought|caught|stood|sat|asked|saw|got|put|ran|began|left|"
            r"lost|forgot)|"
            r"your (?:\w+ ){1,4}(?:was|were|had|showed|came|felt|made|stood|lost|got|took|went|did)|haben sie|"
            r"hast du|sie haben|vous avez|tu as|(?:us)?ted \w+(?:ó|aste)|você \w+(?:ou|eu|iu)|\w+aste|\w+iste"
        ),
    ),
    ("if", _any(r"if|unless|whether|should you|falls|wenn|sofern|si|se|caso")),
    (
        "because",
        _any(
            r"because|since|as we|as this|so that|which means|this means|that way|it means|the reason|weil|da|"
            r"denn|damit|parce que|car|afin|porque|ya que|así|pois|assim|para que"
        ),
    ),
    ("question", re.compile(r"\?")),
    ("quote", re.compile(r"[\"“”„«»]")),
    ("score", re.compile(r"\b\d(?:[.,]\d)?\s?(?:/|out of|von|sur|de)\s?(?:5|10|4|20|100)\b")),
    (
        "apply_again",
        _any(
            r"apply again|re-?apply|another (?:role|post|vacancy|opening)|keep (?:in touch|an eye|you in mind|"
            r"your)|stay in touch|get in touch|in touch|next round|next year|doors?|future (?:roles?|"
            r"vacanc\w+|openings?|opportunit\w+)|"
            r"wieder bewerben|erneut|noch einmal|in kontakt|repostul\w*|à nouveau|garder|postul\w+|volver a|"
            r"vuelv\w+|presentar\w*|de nuevo|contacto|candidatar-se|novamente|contato|contacto|outra vez|"
            r"de novo"
        ),
    ),
    (
        "closed",
        _any(
            r"not (?:be )?(?:consider\w*|accept\w*|reappl\w*|re-appl\w*)|no further (?:applications?|"
            r"correspondence|feedback)|(?:twelve|six|12|6|24) months|final\w*|cannot enter"
        ),
    ),
)
