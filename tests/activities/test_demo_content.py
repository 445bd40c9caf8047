"""The demo data shows everything that the site can show (and nothing real)."""

import datetime as dt
import re
from collections import Counter

import pytest
from django.db.models import Q, TextChoices
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from activities.models import (
    Activity,
    CancelledDate,
    Language,
    Schedule,
    ScheduleBreak,
    ShortText,
    Slot,
    Version,
    choices,
)
from activities.submission import missing
from organisations.models import Organisation
from regions.models import Municipality, Region

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.xdist_group("demo data"),
]
MARK = "(esimerkki)"


def values(field: str) -> set[object]:
    return set(Version.objects.values_list(field, flat=True))


def test_is_as_much_as_was_promised(demo: str) -> None:
    held = Language.objects.filter(versions_held_in__isnull=False).distinct()
    interpreted = Language.objects.exclude(versions_interpreted_into=None)
    regions = Region.objects.filter(municipalities__versions__isnull=False)
    towns = Municipality.objects.exclude(versions=None).distinct()

    assert Activity.objects.count() >= 200
    assert Organisation.objects.count() >= 60
    assert regions.distinct().count() == 19
    assert towns.count() >= 55
    assert held.count() >= 25
    assert interpreted.exists()
    assert f"Activities: {Activity.objects.count()}" in demo


def test_is_in_three_languages() -> None:
    total = Version.objects.count()
    written = {
        code: Version.objects.exclude(**{f"title_{code}": ""})
        .exclude(**{f"title_{code}": None})
        .exclude(**{f"summary_{code}": None})
        .count()
        for code in ("fi", "sv", "en")
    }

    assert written["fi"] == total
    assert written["sv"] >= total / 3
    assert written["en"] >= total / 2
    # Life is uneven: not everything is translated.
    assert written["sv"] < total
    assert written["en"] < total


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("welcome", choices.Welcome),
        ("proficiency", choices.Proficiency),
        ("price", choices.Price),
        ("price_per", choices.PricePer),
        ("registration", choices.Registration),
        ("child_care", choices.ChildCare),
        ("residence_permit", choices.ResidencePermit),
        ("employment", choices.Employment),
        ("degree", choices.Degree),
        ("papers", choices.Papers),
        ("duration_unit", choices.DurationUnit),
        ("wheelchair", choices.YesNo),
        ("accessible_toilet", choices.YesNo),
        ("induction_loop", choices.YesNo),
        ("accessible_parking", choices.YesNo),
        ("quiet_space", choices.YesNo),
        ("state", choices.VersionState),
    ],
)
def test_every_value_occurs(field: str, options: type[TextChoices]) -> None:
    assert set(options.values) <= values(field)


@pytest.mark.parametrize(
    "field", ["proficiency", "price", "registration", "child_care", "wheelchair"]
)
def test_something_is_not_stated(field: str) -> None:
    assert "" in values(field)


def test_both_kinds_of_entry_and_all_kinds_of_organisation() -> None:
    kinds = Counter(Activity.objects.values_list("kind", flat=True))
    offering = Organisation.objects.exclude(activities=None)

    assert set(kinds) == set(choices.Kind.values)
    assert set(offering.values_list("kind", flat=True)) == set(Organisation.Kind.values)
    assert set(Activity.objects.values_list("check_interval", flat=True)) == {3, 6, 12}


def test_every_state_of_an_entry() -> None:
    published = list(Activity.objects.published().with_page())
    today = timezone.localdate()
    ended = [today - one.ended_on for one in published if one.ended_on]

    assert any(one.full for one in published)
    assert any(one.is_on_break for one in published)
    assert any(one.is_unconfirmed and not one.is_hidden for one in published)
    assert any(one.is_hidden for one in published)
    assert any(one.withdrawn_at for one in published)
    assert Activity.objects.exclude(taken_down_at=None).exists()
    assert any(age <= dt.timedelta(days=90) for age in ended)
    assert any(age > dt.timedelta(days=90) for age in ended)
    assert Version.objects.returned().exists()
    assert Version.objects.awaiting_review().exists()
    assert Activity.objects.public().count() >= 180


def test_every_kind_of_schedule() -> None:
    schedules = Schedule.objects.all()

    assert set(schedules.values_list("rule", flat=True)) == set(Schedule.Rule.values)
    assert {1, 2} <= set(schedules.values_list("interval", flat=True))
    assert {1, -1} <= set(schedules.values_list("week", flat=True))
    assert set(schedules.values_list("meets_on_holidays", flat=True)) >= {
        "",
        "yes",
        "no",
    }
    assert schedules.exclude(end_date=None).exists()
    assert ScheduleBreak.objects.exists()
    assert CancelledDate.objects.exists()
    assert set(Slot.objects.values_list("weekday", flat=True)) == set(range(7))


@pytest.mark.parametrize(
    "where",
    [{"nationwide": True}, {"online": True, "on_site": False}, {"online": True}],
)
def test_every_kind_of_place(where: dict[str, bool]) -> None:
    assert Version.objects.filter(**where).exists()


def test_trainings_and_short_texts_in_other_languages() -> None:
    codes = set(ShortText.objects.values_list("language__code", flat=True))

    assert {"ar", "ru", "so"} <= codes
    assert Activity.objects.public().of_kind("training").count() >= 5


def test_what_was_sent_to_the_moderators_is_complete() -> None:
    for version in Version.objects.exclude(state="draft"):
        assert missing(version) == {}, version


def test_nothing_is_dated_in_the_future() -> None:
    now = timezone.now()

    assert not Version.objects.filter(
        Q(submitted_at__gt=now) | Q(approved_at__gt=now)
    ).exists()
    assert not Activity.objects.filter(
        Q(published_at__gt=now) | Q(checked_on__gt=timezone.localdate())
    ).exists()


def test_everything_is_marked_as_an_example() -> None:
    for organisation in Organisation.objects.all():
        for name in (organisation.name_fi, organisation.name_sv, organisation.name_en):
            assert not name or name.endswith(MARK), name
    entries = [*Activity.objects.all(), *Organisation.objects.all()]
    for entry in entries:
        assert re.fullmatch(r"|.+@example\.org", entry.email), entry.email
        assert re.fullmatch(r"|040 000 \d{4}", entry.phone), entry.phone
        assert re.fullmatch(r"|https://example\.org/?.*", entry.website), entry.website


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_of_all_sorts_can_be_drawn(client: Client, language: str) -> None:
    tried = Activity.objects.published().order_by("pk")[::12]
    answers = set()
    for entry in tried:
        with override(language):
            answers.add(client.get(entry.get_absolute_url()).status_code)

    assert len(tried) > 15
    assert 200 in answers
    assert answers <= {200, 410}
