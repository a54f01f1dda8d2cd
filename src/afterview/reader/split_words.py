"""The words that divide a sentence into clauses, in the five languages the reader knows: patterns only."""

import re

# A bullet, number, letter or tick at the start of a line.
LIST_MARK = re.compile(
    r"[ \t>\xa0]*(?:[-*•·▪◦‣–—+✓✔✗✘→»]|o(?= )|\(?\d{1,2}[.):]|\(?[a-h]\)|\d{1,2} ?[-–]|[👍👎✅❌🔹🔸➡️⭐]+)[ \t]+(?=\S)"
)
# Initials or a short name that speaks, as in panel notes: `PK: …`, `Anna (ops): …`.
SPEAKER = re.compile(
    r"[ \t>]*(?:[A-Z]{1,3}|[A-Z][a-zà-ÿ]{1,12}(?: [A-Z]\.?)?(?: \([^()\n]{2,24}\)))\s?[:\-–—]\s+(?=\S)"
)

ABBREVIATION = re.compile(
    r"(?:[Mm]rs?|[Mm]s|[Dd]rs?|[Pp]rof|[Ss]t|[Jj]r|[Ss]r|[Ee]tc|[Vv]s|[Ee]\.g|[Ii]\.e|[Ee]g|[Ii]e|"
    r"[Cc]f|[Aa]pprox|[Nn]o|[Nn]r|[Nn]º|[Ii]nc|[Ll]td|[Cc]o|"
    r"[Ff]ig|[Pp]p?|[Vv]ol|[Mm]in|[Mm]ax|[Aa]\.k\.a|[Uu]\.[SsKk]|[Aa]\.?m|[Pp]\.?m|[Zz]\.?[Bb]|"
    r"[Dd]\.?[Hh]|[Bb]zw|[Uu]sw|[Uu]\.?a|[Ee]vtl|[Gg]gf|[Ii]nkl|[Cc]a|[Ss]og|"
    r"[Hh]rn?|[Ff]r|[Dd]ipl|[Ii]ng|[Ss]tr|[Mm]me|[Mm]lle|[Mm]|[Ee]x|[Ss]ra|[Ss]rta|[Dd]ra?|[Uu]d|"
    r"[Uu]ds|[Pp]ág|[Aa]prox|[Ee]xmo|[Aa]tt|[Tt]el|[Ee]xt|[Dd]ept|[Aa]ssoc)"
)

_CONTRAST_EN = (
    r"(?:but|although|though|whereas|however|except|nevertheless|nonetheless|even though|even if|"
    r"albeit|despite|in spite of|"
    r"on the other hand|that said|having said that|instead of|rather than|if anything)"
)
_CONTRAST_DE = (
    r"(?:aber|jedoch|allerdings|obwohl|obgleich|sondern|dennoch|trotzdem|wohingegen|wobei|hingegen|"
    r"auch wenn|nur)"
)
_CONTRAST_FR = (
    r"(?:mais|cependant|toutefois|néanmoins|bien qu[e']|même si|alors qu[e']|tandis qu[e']|"
    r"en revanche|par contre|pourtant|quoiqu[e'])"
)
_CONTRAST_ES = r"(?:pero|aunque|sin embargo|no obstante|mientras que|si bien|en cambio|eso sí|salvo que|sino)"
_CONTRAST_PT = (
    r"(?:mas|porém|contudo|embora|no entanto|todavia|entretanto|enquanto|ainda que|só que|mesmo que|"
    r"apesar de)"
)
_AFTER_COMMA = (
    r"(?:yet|while|so|and|or|then|not|just|still|maybe|only|which|because|as|since|for|where|when|with|plus|next time|"
    r"und|sodass|weshalb|während|denn|weil|da|doch|et|donc|car|ce qui|y|así que|porque|lo que|e|por isso|o que)"
)
# After any of the first group wherever it stands; after the second group behind a comma only where a new subject comes.
CONTRAST = re.compile(
    rf"(?:[,\s]\s*)\b(?:{_CONTRAST_EN}|{_CONTRAST_DE}|{_CONTRAST_FR}|{_CONTRAST_ES}|{_CONTRAST_PT})(?:\b|(?<='))"
    rf"|,\s+{_AFTER_COMMA}\s+(?=(?:you|your|the|i|we|it|its|that|this|they|there|she|he|my|our|next|"
    rf"please|a|an|in|when|if|for|"
    r"sie|ihre?|ihnen|du|dein|der|die|das|wir|ich|es|man|vous|votre|vos|tu|ton|la|le|les|nous|je|il|"
    r"elle|on|c'|usted|su|sus|"
    r"el|los|las|nos|yo|lo|você|seu|sua|o|a|os|as|eu)\b)"
    r"|\s+and\s+(?=(?:you|your|we|i|next time|please|the (?:second|other|last|next))\b)",
    re.IGNORECASE,
)
CONCESSION = re.compile(
    r"[\"'“(]*(?:while|whilst|although|though|even though|despite|in spite of|as much as|apart from|"
    r"other than|aside from|for all|"
    r"if anything|much as|beyond|besides|except for|obwohl|auch wenn|trotz|während|so |abgesehen|"
    r"bis auf|zwar|bien que|même si|malgré|si |"
    r"en dépit|hormis|à part|tout en|aunque|si bien|a pesar|pese a|salvo|aparte|embora|apesar|"
    r"ainda que|mesmo|exceto|fora )\b",
    re.IGNORECASE,
)
