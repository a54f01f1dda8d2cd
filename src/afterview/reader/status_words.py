"""Ways in which mails of each status and doors of each kind are usually put, in five languages: patterns only."""

import re


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})")


# A condition turns "we will schedule an interview" into no invitation and "unsuccessful" into no refusal.
CONDITION = _any(
    r"if\b|should you\b|should your\b|whether|unless|in case|in the event|once\b|only (?:shortlisted|"
    r"selected|successful)|those (?:who|selected)|"
    r"wenn\b|falls\b|sollten\b|sofern|sobald|si vous|si votre|si tu|sans réponse|dans le cas|si tu |"
    r"si su |si encaja|si eres|en caso|caso\b|se for|se o seu|quando"
)

STATUS_FLAGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "refused",
        _any(
            r"(?:we )?regret|sorry to (?:say|inform|tell|let|advise)|(?:not|n't|"
            r"never) (?:\w+ ){0,3}(?:successful|selected|shortlisted|short-listed|chosen|progress\w*|"
            r"proceed\w*|mov\w+|advanc\w+|continu\w+|pursu\w+|tak\w+ your|offer you|"
            r"able to offer|in a position to|considered further|the right (?:fit|match)|a (?:fit|match)|"
            r"inviting)|unsuccessful|(?:decided|chosen|elected|opted) (?:not |instead |to (?:go|move|proceed|"
            r"pursue|continue|appoint|offer|progress|focus))|"
            r"(?:other|another|different|alternative) (?:\w+ )?(?:candidate|applicant|direction|person)|"
            r"someone else|unable to (?:offer|move|proceed|progress|take)|no longer (?:under|being|in|"
            r"available|considered|moving)|declin\w+|"
            r"(?:position|role|post|vacancy|job) (?:has|have|was|is|'s) (?:now )?(?:been )?(?:filled|closed|"
            r"cancelled|withdrawn)|move(?:d)? forward with|went with|gone with|going with|"
            r"appointed (?:another|somebody|someone)|"
            r"better (?:fit|match|suited|aligned)|more closely (?:match|fit|align)\w*|"
            r"wish you (?:\w+ ){0,4}(?:success|luck|best|well)|best of luck|good luck (?:with|in)|"
            r"absage|(?:nicht|keine?) (?:\w+ ){0,4}(?:berücksichtig\w+|weiter\w*|positive|zusage|anbieten|"
            r"entschieden|in die engere)|ander\w+ (?:bewerb\w+|kandidat\w+|person)|anderweitig|"
            r"für ihren weiteren|bedauern|viel erfolg|"
            r"pas (?:été )?(?:reten\w+|donner|favorable|poursuiv\w+|sélectionn\w+)|autres? candidat\w*|"
            r"suite favorable|au regret|bonne (?:continuation|chance)|pleine réussite|nous regrettons|"
            r"(?:no|ni) (?:\w+ ){0,4}(?:seleccionad\w+|continuar|avanzar|elegid\w+|adelante|podemos ofrec\w+)|"
            r"otr[oa]s? (?:candidat\w+|person\w+|perfil\w*)|lament\w+|suerte|descartad\w+|"
            r"não (?:\w+ ){0,4}(?:selecionad\w+|avanç\w+|continu\w+|aprovad\w+|seguir\w*|escolhid\w+)|"
            r"outr[oa]s? (?:candidat\w+|pesso\w+|perf\w+)|boa sorte|sucesso"
        ),
    ),
    (
        "unfortunately",
        _any(
            r"unfortunately|sadly|regrettably|on this occasion|at this (?:time|stage|point)|leider|"
            r"malheureusement|hélas|lamentablemente|desafortunadamente|infelizmente"
        ),
    ),
    (
        "thanked",
        _any(
            r"(?:thank you|thanks|thank you so much|many thanks|grateful|appreciate) (?:\w+ ){0,3}(?:applying|"
            r"application|submitting|interest|expressing|time)|vielen dank für|danken|bedanken|remerci\w+|"
            r"agradec\w+|gracias por|obrigad[oa] (?:por|pelo)"
        ),
    ),
    (
        "received",
        _any(
            r"(?:have|has been|was|been|'ve|successfully) (?:now |just |safely |also |well )?(?:received|"
            r"submitted|got|arrived|registered|logged|passed on)|application (?:\w+ ){0,4}(?:received|"
            r"submitted|sent|viewed|registered|complete|arrived|is on its way|confirmation|number|id)|"
            r"acknowledg\w+|confirm(?:s|ing)? (?:receipt|that)|(?:currently|now|carefully|will|going to|"
            r"being) (?:be )?(?:review\w*|screen\w*|consider\w*|look\w* (?:at|through|over))|"
            r"will (?:be in touch|contact you|reach out|get back|review|let you know|notify|hear from)|"
            r"(?:under|for|in) review|hear from us|next steps|eingang\w*|erhalten|eingegangen|prüf(?:en|ung)|"
            r"sichten|melden (?:wir )?uns|bien reçu|accus\w+ réception|étudi\w+|reviendr\w+|"
            r"dans les meilleurs délais|"
            r"recibido|recepción|revisar\w*|analizar\w*|recebemos|recebida|recebido|analis\w+|avaliar\w*|entraremos em"
        ),
    ),
    (
        "invited",
        _any(
            r"invite|inviting|invitation|(?:schedule|arrange|book|set up|organi[sz]e|propose|pick|choose|"
            r"confirm) (?:\w+ ){0,4}(?:interview|call|chat|time|slot|meeting|conversation|screen|assessment|"
            r"visit)|availab\w+|"
            r"(?:would|'d) (?:like|love) to (?:meet|speak|talk|chat|invite|hear|get to know|move you|see you)|"
            r"interview (?:is|will|has|on|at|with|confirmed|details)|next (?:round|stage|step|interview)|"
            r"(?:coding|online|skills|written|technical) (?:assessment|challenge|test|exercise)|"
            r"phone (?:screen|interview|call)|zoom|google meet|teams|calendar|calendly|dial|arrive|"
            r"bring (?:your|proof|photo|some)|floor|reception|shortlisted|o'clock|\d ?(?:am|pm)\b|"
            r"\d{1,2}[:.h]\d\d|"
            r"vorstellungsgespräch|kennenlern\w+|laden (?:wir )?sie|einladen|einladung|termin|uhr\b|"
            r"probe(?:tag|arbeit)|gespräch am|"
            r"entretien|rencontrer|convi\w+|convo\w+|disponib\w+|rendez-vous|créneau|entrevista|invitar\w*|"
            r"conocer\w*|cita\b|reunión|convidar\w*|convid\w+|conhec\w+|agend\w+|marcar|horário|videochamada"
        ),
    ),
    (
        "offered",
        _any(
            r"(?:pleased|delighted|happy|thrilled|glad|excited|like|love|want) to (?:\w+ )?(?:offer|"
            r"confirm our offer|extend|make you)|job offer|offer (?:letter|of employment|of a|you the|"
            r"is (?:valid|subject))|(?:your )?(?:starting )?salary|contract|"
            r"start(?:ing)? (?:date|on|with us)|welcome (?:aboard|to the (?:team|family|firm|company|crew))|"
            r"accept(?:ing)? (?:the|our|this) (?:offer|position|role|job)|subject to (?:references|"
            r"satisfactory|checks)|(?:the )?job is yours|you(?:'ve| have) got (?:the|it)|"
            r"sign(?:ed)? (?:and|copy)|onboarding|probation\w*|anbieten|arbeitsvertrag|zusage|vertrag|gehalt|"
            r"eintrittsdatum|arbeitsbeginn|willkommen|stelle gehört|"
            r"vous proposer (?:le|un)|promesse d'embauche|contrat|rémunération|salaire|bienvenue|"
            r"prise de poste|ofrecerle|ofrecerte|oferta|contrato|incorporaci\w+|salario|sueldo|bienvenid\w+|"
            r"oferecer|proposta|salário|admissão|início|bem-vind\w+|vaga é sua"
        ),
    ),
    (
        "told",
        _any(
            r"feedback|comments|(?:some|a few) (?:notes|pointers|thoughts|observations)|as promised|you asked|"
            r"strengths?|areas? (?:for|to)|improve\w*|rückmeldung|stärken|verbesser\w+|retour|"
            r"points? (?:forts?|à)|conseils?|comentarios|fortalezas|mejorar|retorno|pontos|melhorar"
        ),
    ),
    (
        "bulk",
        _any(
            r"unsubscribe|job alert|alerts?\b|recommended (?:jobs|for you)|new jobs|similar jobs|verify|"
            r"verification|password|activate|account|newsletter|survey|webinar|career fair|profile|upload|"
            r"incomplete|finish your|complete your|came across your|contract position|hourly|"
            r"still (?:reviewing|considering|waiting|in progress)|delay|longer than|no decision|on hold|"
            r"parking|expenses|reimburse\w*|abmelden|newsletter|umfrage|désabonner|baja|cancelar inscrição"
        ),
    ),
)

OPEN = _any(
    r"(?:keep|hold|retain|kept|keeping|leave|have|save|store) (?:\w+ ){0,3}(?:your|you|"
    r"a) ?(?:\w+ ){0,4}(?:on file|in (?:mind|our|the|touch)|on (?:our|record|the)|for (?:future|other|"
    r"any|up to|\w+ months)|details)|"
    r"(?:stay|keep|remain|be) (?:\w+ )?(?:in touch|in contact|connected)|apply (?:again|for (?:other|"
    r"any|future|another|more|our)|to (?:other|future|another|any)|in (?:the )?future)|re-?apply|"
    r"(?:future|other|further|another|new|upcoming|suitable|similar|"
    r"more) (?:\w+ ){0,2}(?:opportunit\w+|roles?|positions?|openings?|vacanc\w+|jobs?|posts?)|"
    r"talent (?:pool|network|community|bank|database)|"
    r"(?:our|the) (?:careers?|jobs?) (?:page|site|website|portal)|reach out (?:to you )?(?:if|when|"
    r"should|in)|(?:if|when|should) (?:something|another|anything|a suitable|a new|other) |"
    r"consider(?:ed)? (?:us|you|applying)(?: \w+){0,3} (?:future|again)|"
    r"try again|come back|door (?:is|stays|remains) open|next (?:round|time we|year)|"
    r"wieder (?:bewerben|melden)|erneut|noch einmal|bewerber(?:pool|kreis)|in kontakt|weitere stellen|"
    r"künftige|zukünftige|"
    r"conserv\w+ (?:votre|vos)|à nouveau|de nouveau|recontact\w+|futur\w+|vivier|rest\w+ en contact|"
    r"otras? (?:ofertas|vacantes|oportunidades|posicion\w+)|futur[ao]s?|en cuenta|de nuevo|volver a|"
    r"base de datos|contacto|"
    r"novamente|outras? (?:vagas|oportunidades)|banco de (?:talentos|dados|currículos)|em contato|em contacto|de novo"
)
CLOSED = _any(
    r"(?:not|no|cannot|unable to) (?:\w+ ){0,4}(?:further (?:applications?|consideration)|re-?appl\w+|"
    r"repeat|reconsider|consider (?:you|further|another|a further))|no (?:second|further) (?:attempt|"
    r"chance|application)|"
    r"(?:final|barred|excluded|blocked)|(?:do not|please don't|don't) apply again|"
    r"keine weitere\w* bewerbung|nicht (?:erneut|noch einmal|wieder)|(?:ne|"
    r"pas) (?:\w+ ){0,4}(?:à nouveau|nouvelle candidature)|"
    r"no (?:\w+ ){0,4}(?:nuevas? (?:candidatur\w+|solicitud\w*)|de nuevo)|"
    r"não (?:\w+ ){0,4}(?:nova candidatura|novamente|de novo)"
)
SELECTION = _any(
    r"selected for (?:an? )?interview|schedule an interview|proceed to|meets? our|matches? (?:our|the|"
    r"what)|is a (?:match|fit)|shortlist\w*|zum gespräch|correspond|encaja|selecionad"
)
