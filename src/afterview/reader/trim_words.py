"""The words mail programs put around a reply, in the languages people forward us mail in: patterns only."""

import re

_FROM = (
    "from|von|de|da|van|od|fr[åa]n|fra|l[äa]hett[äa]j[äa]|от|от кого|felad[óo]|g[öo]nderen|kimden|από|mittente|remetente|"
    "exp[ée]diteur|absender|expeditor|afzender|nadawca|avsändare|afsender|发件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|מאת|من"
)
_SENT = (
    "sent|date|message du|gesendet|datum|envoy[ée](?: le)?|date d['’]envoi|fecha|enviado(?: el| em)?|enviada(?: em)?|data|inviato|verzonden|"
    "wysłano|data wysłania|skickat|sendt|dato|sendt den|l[äa]hetetty|p[äa]iv[äa]ys|дата|отправлено|odesláno|elküldve|dátum|tarih|"
    "gönderildi|ημερομηνία|trimis|发送时间|日期|發送時間|送信日時|日付|날짜|נשלח"
)
_TO = (
    "to|an|à|a|para|aan|do|till|til|vastaanottaja|кому|komu|címzett|kime|προς|către|cc|kopie|copie|kopia|copia|c[óo]pia|kopi|копия|"
    "reply-to|antwort an|destinataire|destinatario|empf[äa]nger|收件人|宛先|抄送|받는 ?사람|אל"
)
_SUBJECT = "subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|temat|[äa]mne|emne|aihe|тема|předmět|t[áa]rgy|konu|θέμα|subiect|主题|主旨|件名|제목|נושא"

# A header line as clients paste it above a quoted mail; the named group tells which field it is.
HEADER_LINE = re.compile(
    rf"[>\s*_]*(?:(?P<from>{_FROM})|(?P<sent>{_SENT})|(?P<subject>{_SUBJECT})|"
    rf"(?P<to>{_TO}))\s?[*_]*\s?[:：][*_]*\s*(?P<value>.*)$",
    re.IGNORECASE,
)

# Verbs of writing: one of them with a date or an address makes an attribution.
WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|schreibt|geschrieben|a [ée]crit|écrivait|escribi[óo]|va escriure|"
    r"escreveu|ha scritto|scrive|scritto|"
    r"schreef|heeft geschreven|geschreven|napisał(?:\(?a\)?)?|pisze|skrev|skreiv|kirjoitti|"
    r"написал(?:\(?а\)?)?|пишет|писал\(?а?\)?|"
    r"написав|napsala?|napísala?|írta|yazdı|şunları yazdı|έγραψε|a scris|napisao|je napisal|menulis|"
    r"đã viết|rašė|kirjutas|rakstīja)\b"
    r"|написал|写道|寫道|さんは|書きました|のメール|님이 작성|כתב|كتب",
    re.IGNORECASE,
)
ATTRIBUTION_HEAD = re.compile(
    r"[>\s]*(?:(?:on|am|le|el|em|il|op|w dniu|dnia|den|d\.|p[åa]|dne|dňa|в|на|at|in date|in data|pada|"
    r"vào|ma|ti|ke|to|pe|la|su|στις|la data|a)\b|"
    r"在|於|2\d{3}[-年/.]|\d{1,2}[-./ ]|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|"
    r"jeu|ven|sam|dim|mié|jue|vie|"
    r"sáb|dom)[a-zé]*[.,]? )",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[^\s<>\"']{1,80}@[^\s<>\"']{2,80}|<mailto:")
DATE = re.compile(r"\d{1,2}[:.h]\d{2}|\d{1,4}[-./年]\s?\d{1,2}|\b(?:19|20)\d\d\b|\d{1,2}\.? [^\W\d]{3,}", re.IGNORECASE)

ORIGINAL = re.compile(
    r"[>\s]*[-_=*]{2,}\s*(?:original(?: message| appointment)?|reply message|"
    r"urspr[üu]ngliche (?:nachricht|e-?mail)|original(?:nachricht)|"
    r"message d['’ ]origine|message original|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht|"
    r"wiadomo[śs][ćc] oryginalna|oryginalna wiadomo[śs][ćc]|ursprungligt meddelande|"
    r"originalmeddelande|oprindelig(?:e)? (?:meddelelse|besked)|"
    r"original(?:melding)|opprinnelig melding|alkuper[äa]inen viesti|исходное сообщение|"
    r"p[ůu]vodn[íi] (?:zpr[áa]va|email)|eredeti [üu]zenet|"
    r"orijinal (?:mesaj|ileti)|αρχικό μήνυμα|mesaj original|原始邮件|原始郵件|元のメッセージ|원본 메시지)\s*[-_=*]*\s*$",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"[>\s]*(?:[-_=*]{2,}\s*)?(?:begin )?(?:forwarded (?:message|by|mail)|weitergeleitete nachricht|"
    r"anfang der weitergeleiteten (?:nachricht|e-mail)|"
    r"message transf[ée]r[ée]|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|"
    r"mensaje (?:reenviado)|inicio del mensaje reenviado|"
    r"mensagem (?:encaminhada|reencaminhada)|in[íi]cio da mensagem (?:encaminhada|reencaminhada)|"
    r"messaggio (?:inoltrato)|inizio messaggio inoltrato|"
    r"doorgestuurd bericht|begin doorgestuurd bericht|wiadomo[śs][ćc] przekazana|vidarebefordrat (?:meddelande|brev)|"
    r"videresendt (?:meddelelse|melding)|v[äa]litetty viesti|пересылаемое сообщение|转发的邮件|転送されたメッセージ)\b.{0,60}$",
    re.IGNORECASE,
)

MOBILE = re.compile(
    r"[>\s*_-]*(?:sent from [^.!?]{2,30}(?:<[^>]*>)?\s*$|sent (?:from|with|via|by) (?:my |an? |"
    r"outlook|mail|yahoo|proton|samsung|iphone|ipad|android|gmail|mobile|nine|aqua|spike|superhuman|"
    r"\S+ for )"
    r"|get (?:outlook|bluemail) for|(?:diese nachricht wurde )?(?:von meine[mr] .{2,40}(?:gesendet|"
    r"geschickt)|gesendet (?:von|mit|über|aus))"
    r"|(?:envoy[ée]|r[ée]dig[ée]) (?:de(?:puis)?|avec|[àa] partir) |t[ée]l[ée]charge[rz] outlook|obtenez outlook"
    r"|enviado (?:desde|con|do|a partir|pelo|via|com|de) |obt[ée]n(?:er|ha)? (?:o )?outlook|"
    r"inviato (?:da|con) |ottieni outlook|scarica outlook"
    r"|verstuurd (?:vanaf|met|van) |verzonden (?:vanaf|met|via) |wys[łl]an[eoy] z |skickat fr[åa]n |"
    r"sendt fra |lähetetty |отправлено (?:с|из) "
    r"|odesl[áa]no z |küldve |从我的|发自我的|iphoneから送信|iPad から送信|나의 iphone|typed on (?:my|a) (?:phone|"
    r"mobile)|diktiert|dictated )",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"[>\s*_-]*(?:this (?:e-?mail|message|communication|transmission)s?\b.{0,90}\b(?:confidential|"
    r"intended|privileged|recipient|virus|scanned)|"
    r"(?:confidentiality|privacy|legal|important|data protection)?\s*(?:notice|disclaimer|"
    r"privacy statement)\b\s*[:.-]|confidential(?:ity)?\s*(?:notice)?\s*[:.-]|"
    r"the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication)|"
    r"if you (?:are not the intended|have received this)|"
    r"(?:please )?(?:think|consider) (?:of )?(?:the environment )?before (?:you )?print|"
    r"please consider the environment|"
    r"diese (?:e-?mail|nachricht)\b.{0,80}\b(?:vertraulich|bestimmt)|der inhalt dieser (?:e-?mail|nachricht)|"
    r"(?:ce|cet|le pr[ée]sent) (?:message|courriel|e-?mail)\b.{0,90}\b(?:confidentiel|destin[ée])|"
    r"pensez [àa] l['’]environnement|"
    r"(?:este|el presente) (?:mensaje|correo)\b.{0,90}\b(?:confidencial|dirigid|destinatario)|"
    r"aviso (?:legal|de confidencialidad)|"
    r"(?:esta|a presente) (?:mensagem|comunica[çc][ãa]o)\b.{0,90}\b(?:confidencia|destin)|"
    r"este e-?mail\b.{0,90}\b(?:confidencia|destin)|"
    r"(?:questo|il presente) messaggio\b.{0,90}\b(?:riservat|destinat)|"
    r"dit (?:e-?mail)?bericht\b.{0,80}\b(?:vertrouwelijk|bestemd))",
    re.IGNORECASE,
)
LIST_FOOTER = re.compile(
    r"[>\s*_-]*(?:you(?:'re| are)? (?:received|receiving|subscribed|getting) (?:this|to)\b.{0,60}|"
    r"to unsubscribe\b|unsubscribe\b|manage (?:your )?(?:preferences|notifications)|"
    r"view (?:this|it) (?:e-?mail |message )?(?:in|on) |reply to this e-?mail directly|_{10,}\s*$|"
    r"please do not (?:reply|respond) to this|"
    r"this (?:is an auto\w*|mailbox is not)|© ?\d{4}|copyright ©?)",
    re.IGNORECASE,
)
SIGNATURE_RULE = re.compile(r"\s*(?:--|—|–|__+|-{3,}|={3,}|\*{3,}|-- ?)\s*$")
CLOSING = re.compile(
    r"\s*(?:(?:with )?(?:(?:best|kind(?:est)?|warm(?:est)?|many|all|my)\s){0,2}(?:regards|wishes|"
    r"thanks|rgds|the best)|best|cheers|thanks|thank you|"
    r"(?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?|yours|all the best|take care|ta|"
    r"(?:mit )?(?:(?:freundlichen|besten|herzlichen|lieben|viele[n]?|sch[öo]nen|liebe|beste|herzliche|"
    r"freundliche|kollegialen)\s)?gr[üu](?:ß|ss)(?:e|en)?|mfg|lg|vg|"
    r"hochachtungsvoll|alles gute|(?:bien )?cordialement|bien [àa] vous|"
    r"(?:tr[èe]s )?(?:sinc[èe]rement|respectueusement)|salutations|amiti[ée]s|bonne (?:journ[ée]e|"
    r"continuation)|"
    r"(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|atte|un abrazo|"
    r"(?:cumprimentos|atenciosamente|att|abra[çc]os?|com os melhores cumprimentos|sauda[çc][õo]es|"
    r"cordialmente)|cordiali saluti|distinti saluti|"
    r"(?:met )?(?:vriendelijke )?groet(?:en)?|pozdrawiam|med v[äa]nlig(?:a)? h[äa]lsning(?:ar)?|"
    r"(?:med )?(?:venlig|vennlig) hilsen|mvh|с уважением)"
    r"(?: (?:from|aus|de|und|and|et|y|e|to|an|à|for|nach|vom|von)\b.{0,30})?\s*[,.!]*\s*$",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:\+|\b(?:00|0))[\d ()/.-]{7,}|\b(?:tel|phone|mob(?:ile)?|fon|fax|t[ée]l|m[óo]vil|telefono|"
    r"telefone|t|m|p|f|d)\s?[.:]\s?[+(]?\d|https?://|www\.|"
    r"[^\s@]+@[^\s@]+\.\w{2,}|\s\|\s|\blinkedin\b|\bUSt-?Id|\bHRB \d|\bSIRET\b|\bGmbH & Co|"
    r"\bregistered (?:in|office|charity)",
    re.IGNORECASE,
)
