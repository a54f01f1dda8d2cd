"""Guesses the language of a text from its small words; English where there is too little to tell."""

from collections import Counter

from afterview.reader.features import tokens

_SMALL_WORDS: dict[str, str] = {
    "en": (
        "the and you your to of in was for that we with is have on it as are this be at but not will our from "
        "would i were an had what"
    ),
    "de": (
        "der die das und sie ihr ihre ihnen zu in den war für dass wir mit ist haben auf es als sind bei aber "
        "nicht wird uns von hat ein eine ich auch im sich dem sehr"
    ),
    "fr": (
        "le la les et vous votre de des du en était pour que nous avec est avez sur il dans sont ce cette "
        "mais pas une un qui au aux je a été vos d' l' ne plus"
    ),
    "es": (
        "el la los y usted su de del en era para que nosotros con es ha sobre lo como son este esta pero no "
        "una un por se al te tu le nos muy las más"
    ),
    "pt": (
        "o a os e você seu sua de do da em era para que nós com é foi sobre no na são este esta mas não uma "
        "um por se ao lhe os as dos das muito mais"
    ),
    "it": (
        "il lo la gli e lei suo di del in era per che noi con è ha sul nella sono questo questa ma non una un "
        "al si le più anche della dei"
    ),
    "nl": (
        "de het een en je uw u van in was voor dat wij we met is heeft op als zijn bij maar niet wordt ons "
        "door ook te er aan jouw ik"
    ),
    "pl": ("i w na z do że się nie jest to za przez dla po oraz jak ale był była pan pani o od czy już są"),
    "sv": ("och att det i på är för som en av med du din inte vi har till den ett var om men kan så från hade jag"),
    "da": ("og at det i på er for som en af med du din ikke vi har til den et var om men kan så fra havde jeg"),
}
_SETS = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_KNOWN = ("en", "de", "fr", "es", "pt")


def guess_language(text: str) -> str:
    """A text -> en, de, fr, es, pt, or "other" for any other language it clearly is."""
    words = tokens(text[:8000])
    letters = [letter for letter in text[:4000] if letter.isalpha()]
    if len(letters) > 20 and sum(letter > "\u024f" for letter in letters) > len(letters) / 2:
        return "other"
    counts = Counter(words)
    hits = {name: sum(counts[word] for word in small) for name, small in _SETS.items()}
    best = max(hits, key=lambda name: (hits[name], name == "en"))
    if hits[best] < 2 or hits[best] < len(words) * 0.06:
        return "en"
    return best if best in _KNOWN else "other"
