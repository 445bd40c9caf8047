"""Names are found as people type them, and near ones are told apart."""

import pytest

from organisations.models import Organisation
from organisations.names import alike, find
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known(db: None) -> None:
    factories.organisation("Kotikulma ry", name_sv="Hemknuten rf")
    factories.organisation("Äänekosken ystävät ry", business_id="0112038-9")
    factories.organisation("Naapuriapu ry", state="pending")
    factories.organisation("Piilo ry", state="suspended")
    factories.organisation("Hylätty ry", state="rejected")


def names(found: list[Organisation]) -> list[str]:
    return [one.name_fi for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kotikulma", ["Kotikulma ry"]),
        ("KOTI KULMA", ["Kotikulma ry"]),
        ("hemkn", ["Kotikulma ry"]),
        ("aanekosk", ["Äänekosken ystävät ry"]),
        ("ystavat", ["Äänekosken ystävät ry"]),
        ("ystävät äänek", ["Äänekosken ystävät ry"]),
        ("0112038-9", ["Äänekosken ystävät ry"]),
        ("FI 01120389", ["Äänekosken ystävät ry"]),
        ("Naapuri", ["Naapuriapu ry"]),
        ("piilo", ["Piilo ry"]),
        ("Kotikluma", ["Kotikulma ry"]),
        ("hylätty", []),
        ("zzz", []),
        ("12345678", []),
        ("", []),
        ("!?", []),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert names(find(text)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["Kotikulma"], ["Kotikulma ry"]),
        (["Kotikulma rf"], ["Kotikulma ry"]),
        (["Koti"], ["Kotikulma ry"]),
        (["", "Hemknuten"], ["Kotikulma ry"]),
        (["kotikulman"], ["Kotikulma ry"]),
        (["AANEKOSKEN YSTAVAT"], ["Äänekosken ystävät ry"]),
        (["Kot"], []),
        (["ry"], []),
        (["Jalkapalloseura"], []),
        ([], []),
    ],
)
def test_alike(typed: list[str], expected: list[str]) -> None:
    assert names(alike(typed)) == expected


def test_the_nearest_is_first() -> None:
    factories.organisation("Kotikulman ry")

    assert names(alike(["Kotikulmat"]))[0] in {"Kotikulma ry", "Kotikulman ry"}
    assert len(alike(["Kotikulmat"])) == 2
