"""The language is told from small words."""

import pytest

from afterview.reader.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You were calm and the panel liked it.", "en"),
        ("Sie waren ruhig und das hat uns gefallen.", "de"),
        ("Vous étiez calme et cela nous a plu, merci pour votre temps.", "fr"),
        ("Estuvo muy tranquila y eso nos gustó, gracias por su tiempo.", "es"),
        ("Você estava calma e isso foi muito bom para nós.", "pt"),
        ("Вы хорошо отвечали на вопросы комиссии.", "other"),
        ("Je was heel rustig en dat is voor ons het belangrijkste.", "other"),
        ("ok", "en"),
    ],
)
def test_guess_language(text: str, language: str) -> None:
    assert guess_language(text) == language
