"""Dates, times and rules in words: the table of TONE, in three languages.

A fixed space stands after "klo" and "kl."; here it is written as "_".
"""

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from activities import wording
from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import Spec, hours, monthly, on_dates, weekly

LANGUAGES = ("fi", "sv", "en")
SEPTEMBER, DECEMBER = dt.date(2026, 9, 1), dt.date(2026, 12, 15)
THIRD = dt.date(2026, 11, 3)
IN_SPRING = dt.date(2027, 5, 31)


@pytest.fixture(autouse=True)
def november(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def in_each_language(say: object, *values: object) -> list[str]:
    assert callable(say)
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append(say(*values).replace(wording.NBSP, "_"))
    return said


@pytest.mark.parametrize(
    ("say", "values", "expected"),
    [
        (wording.date, [THIRD], ["3.11.2026", "3.11.2026", "3 November 2026"]),
        (wording.short_date, [THIRD], ["3.11.", "3.11", "3 November"]),
        (wording.short_date, [IN_SPRING], ["31.5.2027", "31.5.2027", "31 May 2027"]),
        (wording.weekday, [0], ["maanantai", "måndag", "Monday"]),
        (wording.short_weekday, [6], ["su", "sön", "Sun"]),
    ],
)
def test_days(say: object, values: list[object], expected: list[str]) -> None:
    assert in_each_language(say, *values) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("17:00", "19:00", ["klo_17–19", "kl._17–19", "17:00–19:00"]),
        ("17:30", "19:00", ["klo_17.30–19", "kl._17.30–19", "17:30–19:00"]),
        ("09:05", "10:00", ["klo_9.05–10", "kl._9.05–10", "09:05–10:00"]),
        ("17:00", None, ["klo_17", "kl._17", "17:00"]),
        ("22:00", "01:00", ["klo_22–1", "kl._22–1", "22:00–01:00"]),
    ],
)
def test_times(starts: str, ends: str | None, expected: list[str]) -> None:
    last = dt.time.fromisoformat(ends) if ends else None

    said = in_each_language(wording.clock, dt.time.fromisoformat(starts), last)
    assert said == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (
            SEPTEMBER,
            DECEMBER,
            ["1.9.–15.12.2026", "1.9–15.12.2026", "1 September – 15 December 2026"],
        ),
        (
            DECEMBER,
            IN_SPRING,
            [
                "15.12.2026–31.5.2027",
                "15.12.2026–31.5.2027",
                "15 December 2026 – 31 May 2027",
            ],
        ),
        (
            None,
            DECEMBER,
            ["Päättyy 15.12.2026", "Slutar 15.12.2026", "Ends on 15 December 2026"],
        ),
        (
            DECEMBER,
            None,
            ["Alkaa 15.12.2026", "Börjar 15.12.2026", "Starts on 15 December 2026"],
        ),
        # That it began some time ago, nobody needs to know.
        (SEPTEMBER, None, ["", "", ""]),
        (None, None, ["", "", ""]),
    ],
)
def test_periods(
    first: dt.date | None, last: dt.date | None, expected: list[str]
) -> None:
    assert in_each_language(wording.period, first, last) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ma"], ["ma", "ma", "ma"]),
        (["ma", "ti"], ["ma ja ti", "ma och ti", "ma and ti"]),
        (["ma", "ti", "to"], ["ma, ti ja to", "ma, ti och to", "ma, ti and to"]),
    ],
)
def test_joined(names: list[str], expected: list[str]) -> None:
    assert in_each_language(wording.joined, names) == expected


RULES: list[tuple[Spec, list[str]]] = [
    (
        weekly("mo"),
        [
            "Joka maanantai klo_17–19",
            "Varje måndag kl._17–19",
            "Every Monday, 17:00–19:00",
        ],
    ),
    (
        weekly("mo", "tu", "th"),
        [
            "Joka maanantai, tiistai ja torstai klo_17–19",
            "Varje måndag, tisdag och torsdag kl._17–19",
            "Every Monday, Tuesday and Thursday, 17:00–19:00",
        ],
    ),
    (
        weekly("mo", start_date=SEPTEMBER, end_date=DECEMBER),
        [
            "Joka maanantai klo_17–19, 1.9.–15.12.2026",
            "Varje måndag kl._17–19, 1.9–15.12.2026",
            "Every Monday, 17:00–19:00, 1 September – 15 December 2026",
        ],
    ),
    (
        weekly("mo", end_date=DECEMBER),
        [
            "Joka maanantai klo_17–19 | Päättyy 15.12.2026",
            "Varje måndag kl._17–19 | Slutar 15.12.2026",
            "Every Monday, 17:00–19:00 | Ends on 15 December 2026",
        ],
    ),
    (
        weekly("mo", interval=2, start_date=SEPTEMBER),
        [
            "Joka toinen viikko: maanantai klo_17–19",
            "Varannan vecka: måndag kl._17–19",
            "Every other week: Monday, 17:00–19:00",
        ],
    ),
    (
        weekly("mo", interval=3, start_date=SEPTEMBER),
        [
            "3 viikon välein: maanantai klo_17–19",
            "Var 3:e vecka: måndag kl._17–19",
            "Every 3 weeks: Monday, 17:00–19:00",
        ],
    ),
    (
        monthly(1, "th"),
        [
            "Kuukauden ensimmäinen torstai klo_17–19",
            "Den första torsdagen varje månad kl._17–19",
            "The first Thursday of the month, 17:00–19:00",
        ],
    ),
    (
        monthly(-1, "fr", time="9:00"),
        [
            "Kuukauden viimeinen perjantai klo_9",
            "Den sista fredagen varje månad kl._9",
            "The last Friday of the month, 09:00",
        ],
    ),
    (
        hours(mo="9:00-12:00", tu="9:00-12:00", we="16:00-18:00"),
        [
            "Joka maanantai ja tiistai klo_9–12 | Joka keskiviikko klo_16–18",
            "Varje måndag och tisdag kl._9–12 | Varje onsdag kl._16–18",
            "Every Monday and Tuesday, 09:00–12:00 | Every Wednesday, 16:00–18:00",
        ],
    ),
    (
        on_dates(dt.date(2026, 12, 5), dt.date(2027, 1, 9)),
        [
            "5.12. ja 9.1.2027, klo_17–19",
            "5.12 och 9.1.2027, kl._17–19",
            "5 December and 9 January 2027, 17:00–19:00",
        ],
    ),
    (
        factories.by_agreement(),
        ["Aika sovitaan erikseen", "Tid enligt överenskommelse", "Time by agreement"],
    ),
    (
        factories.always(),
        ["Avoinna ympäri vuorokauden", "Öppet dygnet runt", "Open 24 hours a day"],
    ),
]
EXCEPTIONS: list[tuple[Spec, list[str]]] = [
    (
        {"breaks": [(dt.date(2026, 12, 21), dt.date(2027, 1, 6))]},
        [
            "Tauko 21.12.2026–6.1.2027",
            "Paus 21.12.2026–6.1.2027",
            "Break 21 December 2026 – 6 January 2027",
        ],
    ),
    (
        {"breaks": [(DECEMBER, DECEMBER)]},
        [
            "Ei kokoonnuta: 15.12.2026",
            "Inga träffar: 15.12.2026",
            "No sessions on: 15 December 2026",
        ],
    ),
    # Breaks that are over are nobody's business; the last day still is.
    ({"breaks": [(SEPTEMBER, dt.date(2026, 11, 21))]}, ["", "", ""]),
    (
        {"breaks": [(dt.date(2026, 11, 16), dt.date(2026, 11, 22))]},
        [
            "Tauko 16.11.–22.11.2026",
            "Paus 16.11–22.11.2026",
            "Break 16 November – 22 November 2026",
        ],
    ),
    (
        {"meets_on_holidays": "no"},
        [
            "Ei kokoonnuta pyhäpäivinä.",
            "Inga träffar på helgdagar.",
            "No sessions on public holidays.",
        ],
    ),
    ({"meets_on_holidays": "yes"}, ["", "", ""]),
]


def said(spec: Spec) -> list[str]:
    draft = factories.activity(published=False, schedules=[spec]).versions.get()
    schedule = draft.schedules.get()
    return in_each_language(lambda: " | ".join(wording.rule_in_words(schedule)))


@pytest.mark.django_db
@pytest.mark.parametrize(("spec", "expected"), RULES)
def test_rules(spec: Spec, expected: list[str]) -> None:
    assert said(spec) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("more", "expected"), EXCEPTIONS)
def test_exceptions_follow_the_rule(more: Spec, expected: list[str]) -> None:
    rules = said(weekly("mo"))

    assert said(weekly("mo") | more) == [
        f"{rule} | {text}" if text else rule
        for rule, text in zip(rules, expected, strict=True)
    ]
