"""Words that share a part."""

import pytest

from textanalysis.hyphens import completed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Luku- ja kirjoitustaidon opetusta", {"lukutaidon"}),
        ("Ruoka-, käsityö- ja kielikursseja", {"ruokakursseja", "käsityökursseja"}),
        ("Maahanmuuttajanaiset ja -lapset", {"maahanmuuttajalapset"}),
        ("Språk- och kulturcafé", {"språkcafé"}),
        ("Barn- och ungdomsgrupper", {"barngrupper"}),
        # nothing is shared
        ("Luku- ja kerho", set()),
        ("HLBTIQ-ryhmä", set()),
        ("ma-pe klo 10-12", set()),
        ("luku -", set()),
        ("", set()),
    ],
)
def test_completes(text: str, words: set[str]) -> None:
    assert set(completed(text)) == words


def test_long_texts_take_no_time() -> None:
    assert list(completed("a- " * 20_000)) == []
    assert list(completed("a" * 50_000 + "- ja " * 1_000)) == []
