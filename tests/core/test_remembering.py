"""What was worked out from words is remembered, within bounds, and forgotten when told."""

from afterview.core.remembering import forget_words, remembered


def test_the_latest_answers_are_remembered_until_told_to_forget() -> None:
    asked = []

    @remembered(2)
    def shout(words: str) -> str:
        asked.append(words)
        return words.upper()

    assert [shout(words) for words in ("a", "a", "b", "c", "c")] == ["A", "A", "B", "C", "C"]
    assert asked == ["a", "b", "c"]
    shout("a")
    assert asked == ["a", "b", "c", "a"], "only two are kept"
    forget_words()
    shout("a")
    assert asked == ["a", "b", "c", "a", "a"]
