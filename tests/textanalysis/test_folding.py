import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textanalysis.folding import fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Äänekoski", "aanekoski"),
        ("ÅBO", "abo"),
        ("Åbo", "abo"),  # a ring of its own, as macOS writes file names
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Tromsø", "tromso"),
        ("Đakovo", "dakovo"),
        ("Łódź", "lodz"),
        ("Þingvellir", "thingvellir"),
        ("İstanbul, Diyarbakır", "istanbul, diyarbakir"),
        ("œuvre", "oeuvre"),
        ("ﬁ ２", "fi 2"),
        ("Ёлка, Йошкар-Ола", "елка, иошкар-ола"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("한국어", "한국어"),
        ("日本語", "日本語"),
        ("", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pohjois-Savo", ["pohjois", "savo"]),
        ("Helsinki's d’Or", ["helsinki", "s", "d", "or"]),
        ("02100 Espoo", ["02100", "espoo"]),
        ("  Äiti,\tlapsi…isä ", ["aiti", "lapsi", "isa"]),
        ("snake_case", ["snake", "case"]),
        ("a\x00b\x1fc", ["a", "b", "c"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("ภาษาไทย", ["ภาษาไทย"]),
        ("العربية والروسية", ["العربية", "والروسية"]),
        ("❤️ – !", []),
        ("", []),
    ],
)
def test_parts_into_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text(st.characters()))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_stay_words(text: str) -> None:
    found = words(text)

    assert words(" ".join(found)) == found
    assert all(word and not word.isspace() for word in found)


@given(st.text(st.sampled_from("aåäöÅÄÖéèüßøđ -'\u0301\u0308\u030a")))
def test_how_a_letter_is_composed_does_not_matter(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert fold(composed) == fold(unicodedata.normalize("NFD", text))
