"""The person's language: the browser's as a first guess, their own choice kept, days and numbers as it writes them."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import translation

from afterview.web.pages.evaluate.words import say_mark
from afterview.web.templatetags import afterview as tags
from afterview.web.templatetags.afterview import day, moment

THURSDAY = datetime(2026, 11, 12, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accepted", "said", "lang"),
    [
        ("", "Having a hard day?", "en-gb"),
        ("en-US,en;q=0.8", "Having a hard day?", "en-gb"),
        ("de-AT,de;q=0.9,en;q=0.5", "Ein schwerer Tag?", "de"),
        ("pt-BR, fr;q=0.4", "Un jour difficile", "fr"),
        ("es-MX", "¿Un día difícil?", "es"),
        ("ja", "Having a hard day?", "en-gb"),
    ],
)
def test_the_browser_says_the_first_guess(visitor: Any, accepted: str, said: str, lang: str) -> None:
    page = visitor.get("/yours/", headers={"accept-language": accepted}).content.decode()
    assert said in page
    assert f'<html lang="{lang}" dir="ltr"' in page


def test_a_choice_is_kept_and_goes_before_the_browser(visitor: Any) -> None:
    assert visitor.post("/yours/look/", {"theme": "auto", "pages": "fr"}).status_code == 303
    page = visitor.get("/yours/", headers={"accept-language": "de"}).content.decode()
    assert '<html lang="fr"' in page
    assert re.search(r'<option value="fr" selected>\s*Français', page)
    visitor.post("/yours/look/", {"theme": "auto", "pages": ""})
    assert '<html lang="de"' in visitor.get("/yours/", headers={"accept-language": "de"}).content.decode()


@pytest.mark.parametrize("language", [code for code, _ in django_settings.LANGUAGES])
def test_the_start_screen_speaks_the_language(visitor: Any, language: str) -> None:
    """Browsers fetch the manifest without the door's cookie, so each language has a file of its own."""
    page = visitor.get("/yours/", headers={"accept-language": language}).content.decode()
    found = re.search(r'<link rel="manifest" href="/static/([^"]+)">', page)
    assert found
    folder = Path(tags.__file__).parents[1] / "static"
    told, plain = (json.loads((folder / name).read_text()) for name in (found[1], "afterview.webmanifest"))
    with translation.override(language):
        assert told.pop("shortcuts") == [{"name": translation.gettext("Right after it"), "url": "/offline/"}]
    assert told.pop("lang") == language.split("-")[0]
    assert told == {name: value for name, value in plain.items() if name not in ("shortcuts", "lang")}


def test_a_language_that_is_not_there_is_refused(visitor: Any) -> None:
    assert visitor.post("/yours/look/", {"theme": "auto", "pages": "tlh"}).status_code == 422


def test_the_closed_door_speaks_the_language_too(visitor: Any, settings: Any) -> None:
    del visitor.cookies[settings.DOOR_COOKIE]
    for language, said in (("de", "Diese Tür ist geschlossen."), ("en", "This door is closed.")):
        response = visitor.get("/", headers={"accept-language": language})
        assert response.status_code == 403
        assert said in response.content.decode()


@pytest.mark.parametrize(
    ("language", "that_day", "that_moment", "mark"),
    [
        ("en-gb", "12 November 2026", "Thursday 12 November 2026, 14:30", "3.5"),
        ("de", "12. November 2026", "Donnerstag, 12. November 2026, 14:30", "3,5"),
        ("fr", "12 novembre 2026", "jeudi 12 novembre 2026 à 14:30", "3,5"),
        ("es", "12 de noviembre de 2026", "jueves 12 de noviembre de 2026, 14:30", "3,5"),
    ],
)
def test_days_and_numbers_are_the_languages_own(language: str, that_day: str, that_moment: str, mark: str) -> None:
    with translation.override(language):
        assert (day(THURSDAY), moment(THURSDAY)) == (that_day, that_moment)
        assert (say_mark(3.5), say_mark(4.0)) == (mark, "4")


def test_one_word_with_two_meanings_has_two_translations() -> None:
    with translation.override("de"):
        assert (translation.gettext("Light"), translation.pgettext("theme", "Light")) == ("Leicht", "Hell")
        assert (translation.gettext("Full"), translation.pgettext("length", "Full")) == ("Voll", "Ausführlich")


def test_every_language_offered_names_itself() -> None:
    names = dict(django_settings.LANGUAGES)
    for code, name in names.items():
        with translation.override(code):
            assert name.casefold() == translation.get_language_info(code.partition("-")[0])["name_local"].casefold()
