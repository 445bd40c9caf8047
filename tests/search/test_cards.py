"""Where the cards of a process lie."""

import json

import pytest

from search.cards import Cards

MEETINGS = [(1, 2), (3, 4)]


def drawn(name: str) -> list[bytes]:
    card = {"html": f"<b>{name}</b>", "slots": [], "pick": "", "weeks": [["", ""]]}
    more = {"always": "", "by_agreement": "", "badges": []}
    return [json.dumps(card | more | {"pick": one}).encode() for one in "abc"]


def loaded() -> Cards:
    cards = Cards()
    for pk in (7, 3, 5):
        cards.collect(pk, drawn(f"{pk}"), MEETINGS if pk == 3 else [])
    cards.settle()
    return cards


def html(cards: Cards, pk: int) -> str | None:
    found = cards.get(pk, "sv")
    return found and found[0]["html"]


def test_loaded_in_any_order() -> None:
    cards = loaded()

    assert [html(cards, pk) for pk in (3, 5, 7)] == ["<b>3</b>", "<b>5</b>", "<b>7</b>"]
    found = cards.get(3, "sv")
    assert found is not None
    assert (found[0]["pick"], found[1]) == ("b", MEETINGS)


@pytest.mark.parametrize("pk", [0, 4, 8])
def test_unknown(pk: int) -> None:
    assert loaded().get(pk, "fi") is None
    assert Cards().get(pk, "fi") is None


def test_what_changes_and_goes() -> None:
    cards = loaded()

    cards.keep(5, drawn("new"), [])
    cards.keep(9, drawn("more"), [])
    cards.drop(7)

    assert [html(cards, pk) for pk in (3, 5, 7, 9)] == [
        "<b>3</b>",
        "<b>new</b>",
        None,
        "<b>more</b>",
    ]
    cards.keep(7, drawn("again"), [])
    assert html(cards, 7) == "<b>again</b>"
