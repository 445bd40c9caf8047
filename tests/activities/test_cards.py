"""What a card shows of an entry."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils.translation import override

from accounts.models import User
from activities.cards import Badge, Card, badges, card
from activities.models import Activity, Version
from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import Spec, hours, monthly, on_dates, weekly
from tests.guards import same_queries

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def sunday(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def card_of(entry: Activity, language: str = "fi") -> Card:
    with override(language):
        return card(Activity.objects.with_card().get(pk=entry.pk))


def shown(language: str = "fi", **fields: Any) -> Card:
    return card_of(factories.activity(**fields), language)


def test_says_what_and_whose_and_links_to_the_page() -> None:
    entry = factories.activity("Kielikahvila", title_sv="Språkcafé")
    found = card_of(entry, "sv")

    assert (found.id, str(found.title)) == (entry.pk, "Språkcafé")
    assert found.url == f"/sv/verksamhet/{entry.pk}-sprakcafe/"
    assert (str(found.summary), found.summary.lang) == ("Puhumme suomea.", "fi")
    assert (str(found.organisation), found.organisation.lang) == ("Kotikulma ry", "fi")
    assert found.notes == []


@pytest.mark.parametrize(
    ("language", "note"),
    [("sv", "Textens språk: finska"), ("en", "Language of the text: Finnish")],
)
def test_a_title_in_another_language_is_noted(language: str, note: str) -> None:
    assert shown(language).notes == [note]


WEEK = {"ma": "maanantai", "ti": "tiistai", "ke": "keskiviikko"}


@pytest.mark.parametrize(
    ("specs", "days", "times"),
    [
        ([weekly("mo")], ["ma"], "17–19"),
        ([weekly("we", "mo")], ["ma", "ke"], "17–19"),
        ([hours(mo="9:00-12:00", tu="9:00-12:00")], ["ma", "ti"], "9–12"),
        ([weekly("mo"), weekly("tu")], ["ma", "ti"], "17–19"),
        # Where the weeks or the times differ, one pill would tell too little.
        ([hours(mo="9:00-12:00", tu="10:00-12:00")], [], ""),
        ([weekly("mo", interval=2, start_date=MONDAY)], [], ""),
        ([monthly(1, "mo")], [], ""),
        ([on_dates(MONDAY)], [], ""),
        ([weekly("mo"), factories.by_agreement()], [], ""),
        ([factories.by_agreement()], [], ""),
        # What is over says nothing any more.
        ([weekly("mo", end_date=dt.date(2026, 11, 21)), weekly("tu")], ["ti"], "17–19"),
        ([on_dates(dt.date(2026, 11, 2)), weekly("tu")], ["ti"], "17–19"),
    ],
)
def test_the_days_of_every_week(specs: list[Spec], days: list[str], times: str) -> None:
    found = shown(schedules=specs).weeks[0]

    assert [(day.abbr, day.name) for day in found.days] == [
        (day, WEEK[day]) for day in days
    ]
    assert found.times == times


def test_the_weeks_change_when_one_of_several_schedules_is_over() -> None:
    advent, spring = dt.date(2026, 12, 20), dt.date(2027, 5, 31)
    specs = [
        weekly("mo", end_date=spring),
        weekly("tu", end_date=advent),
        weekly("mo"),
    ]

    found = [
        ([day.abbr for day in one.days], one.last)
        for one in shown(schedules=specs).weeks
    ]

    # Monday goes on after spring: nothing changes then.
    assert found == [(["ma", "ti"], advent), (["ma"], None)]


def test_nothing_is_left_when_all_schedules_are_over() -> None:
    specs = [weekly("mo", end_date=MONDAY), weekly("tu", end_date=MONDAY)]

    found = shown(schedules=specs).weeks

    assert [(len(one.days), one.last) for one in found] == [(2, MONDAY), (0, None)]


@pytest.mark.parametrize(
    ("towns", "fields", "place"),
    [
        (["091"], {}, "Helsinki"),
        (["091"], {"district": "Kallio"}, "Helsinki, Kallio"),
        (["049", "091"], {"district": "Kallio"}, "Espoo, Helsinki"),
        (["049", "091", "092"], {}, "Espoo, Helsinki, Vantaa"),
        (["049", "091", "092", "205"], {}, "Espoo, Helsinki, 2 muuta"),
        ([], {"nationwide": True}, "Koko Suomi"),
        ([], {"online": True}, "Verkossa"),
        (["091"], {"online": True}, "Helsinki · Verkossa"),
        (["091"], {"nationwide": True}, "Helsinki · Koko Suomi"),
    ],
)
def test_where(towns: list[str], fields: dict[str, Any], place: str) -> None:
    assert shown(terms={"municipalities": towns}, **fields).place == place


def test_the_name_of_the_town_follows_the_language() -> None:
    assert shown("sv").place == "Helsingfors"


@pytest.mark.parametrize(
    ("fields", "online"),
    [
        ({}, False),
        ({"online": True}, False),
        ({"online": True, "on_site": False}, True),
    ],
)
def test_only_online(fields: dict[str, Any], online: bool) -> None:
    assert shown(**fields).online is online


@pytest.mark.parametrize(
    ("welcome", "groups", "audience"),
    [
        ("all", [], "Avoin kaikille"),
        ("all", ["women"], "Avoin kaikille"),
        ("first", ["women"], "Ensisijaisesti: Women"),
        ("only", ["women", "young"], "Vain: Women, Young"),
    ],
)
def test_for_whom(welcome: str, groups: list[str], audience: str) -> None:
    found = shown(welcome=welcome, terms={"target_groups": groups})

    assert found.audience == audience


def test_for_whom_when_it_does_not_say() -> None:
    entry = factories.activity(terms={"target_groups": ["women"]})
    Version.objects.update(welcome="")
    assert card_of(entry).audience == "Women"

    entry.published_version.target_groups.clear()
    assert card_of(entry).audience == ""


def test_languages_by_their_own_names_and_each_once() -> None:
    terms = {"languages": ["ar", "fi"], "interpreted_languages": ["fi", "so"]}
    found = card_of(factories.activity(terms=terms))

    tags = {tag.autonym: (tag.code, tag.dir) for tag in found.languages}
    assert tags == {
        "العربية": ("ar", "rtl"),
        "suomi": ("fi", "ltr"),
        "Soomaali": ("so", "ltr"),
    }
    assert len(found.languages) == 3


def badges_of(entry: Activity) -> list[Badge]:
    return badges(entry, entry.published_version)


def test_badges_put_states_before_attractions(ada: User) -> None:
    entry = factories.activity(price="free", check_due_on=dt.date(2026, 10, 1))
    entry.set_full(ada, full=True)
    entry.set_break(ada, dt.date(2026, 12, 1))

    assert badges_of(entry) == [
        Badge("Tauolla 1.12.2026 asti", "warm", "clock"),
        Badge("Täynnä", "bad", "alert"),
        Badge("Vahvistamatta", "none", "alert"),
        Badge("Maksuton", "warm", "check"),
    ]


@pytest.mark.parametrize("price", ["", "paid", "ask"])
def test_no_badges_without_a_reason(price: str) -> None:
    assert badges_of(factories.activity(price=price)) == []


def test_a_break_that_is_over_has_no_badge(ada: User) -> None:
    entry = factories.activity()
    entry.set_break(ada, dt.date(2026, 11, 21))

    assert badges_of(entry) == []


def test_only_what_was_public_has_a_card() -> None:
    draft = factories.activity(published=False)

    with pytest.raises(Version.DoesNotExist):
        card(draft)


def test_cards_need_no_more_queries_for_more_of_them() -> None:
    def show() -> list[Card]:
        return [card(one) for one in Activity.objects.public().with_card()]

    def add(count: int) -> None:
        for _number in range(count):
            terms = {"languages": ["fi", "ar"], "target_groups": ["women"]}
            factories.activity(terms=terms, schedules=[weekly("mo"), monthly(1, "tu")])

    same_queries(show, add)
