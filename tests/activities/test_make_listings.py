"""`make_listings`: as many as asked for, as valid as if people had written them."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client

from activities.listings import writing
from activities.listings.wording import words_in
from activities.listings.writing import synthetic
from activities.models import Activity, Format, Schedule, Slot, Version
from activities.reference import DATA
from activities.submission import missing
from organisations.models import Organisation
from tests import factories, named

pytestmark = pytest.mark.django_db
FORMATS = ("language-cafe", "homework-club", "advice", "friend")


@pytest.fixture(autouse=True)
def terms() -> None:
    for code in named.TOWNS:
        factories.town(code)
    for code in ("finnish", "work", "sport", "together"):
        factories.theme(code)
    for code in FORMATS:
        factories.format_of(code)
    for code in ("women", "children", "jobseekers"):
        factories.target_group(code)
    for code in named.AUTONYMS:
        factories.language(code)


def make(count: int, **options: Any) -> str:
    out = StringIO()
    call_command("make_listings", count, stdout=out, **options)
    return out.getvalue()


def sample() -> list[Activity]:
    return list(Activity.objects.with_page().order_by("pk"))[::7]


def content() -> list[tuple[Any, ...]]:
    """What the listings say, without ids and moments of writing."""
    rows = Activity.objects.order_by("pk").values_list(
        "organisation__name_fi",
        "kind",
        "checked_on",
        "phone",
        "versions__title_fi",
        "versions__description_fi",
        "versions__price_amount",
        "versions__latitude",
        "versions__tokens",
    )
    links = Activity.objects.order_by("pk", "versions__themes__code").values_list(
        "versions__themes__code"
    )
    slots = Slot.objects.order_by("pk").values_list("weekday", "date", "starts_at")
    return [*rows, *links, *slots]


def test_writes_as_many_as_asked_for() -> None:
    told = make(600)

    public = Activity.objects.public().count()
    assert Activity.objects.count() == 600
    assert synthetic().count() == Organisation.objects.count() == 50
    assert 540 < public < 600
    assert told.splitlines()[-2].startswith("Listings: 600 of 600")
    assert told.splitlines()[-1] == f"Public now: {public} of 600"


def test_values_are_uneven() -> None:
    make(500)

    offered = Organisation.objects.annotate(offers=models.Count("activities"))
    sizes = sorted(offered.values_list("offers", flat=True))
    assert sizes[-1] > 80
    assert sizes[0] < 10


def test_every_listing_passes_the_checks_of_a_form() -> None:
    make(200)

    for activity in sample():
        version = activity.versions.get()
        found: list[models.Model] = [activity, activity.organisation, version]
        found += version.short_texts.all()
        for schedule in version.schedules.all():
            found += [schedule, *schedule.slots.all(), *schedule.breaks.all()]
        for one in found:
            one.full_clean()
        assert missing(version) == {}


def test_saving_changes_nothing() -> None:
    make(60)

    for activity in sample():
        for one in (activity, activity.versions.get()):
            before = type(one)._base_manager.filter(pk=one.pk).values().get()
            one.save()
            after = type(one)._base_manager.filter(pk=one.pk).values().get()
            assert before | {"saved_at": None} == after | {"saved_at": None}


def test_every_rule_occurs() -> None:
    make(500)

    rules = set(Schedule.objects.values_list("rule", flat=True))
    assert rules == set(Schedule.Rule.values)


def test_same_seed_gives_the_same() -> None:
    make(40)
    first = content()
    clear()
    make(40)
    again = content()
    clear()
    make(40, seed=7)

    assert again == first
    assert content() != first


def clear() -> None:
    Activity.objects.update(public_version=None)
    Version.objects.all().delete()
    Activity.objects.all().delete()
    Organisation.objects.all().delete()


def test_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    make(520)
    whole = content()
    clear()
    blocks = iter([writing._save])
    monkeypatch.setattr(writing, "_save", lambda listings: stop(blocks)(listings))
    with pytest.raises(CommandError, match="Stopped: 500 synthetic listings"):
        make(520)
    monkeypatch.undo()
    told = make(510)
    make(520)

    assert told.startswith("There are 500 synthetic listings already.")
    assert content() == whole


def stop(blocks: Any) -> Any:
    """What saves the next block, or Ctrl-C."""
    following = next(blocks, None)
    if following is None:
        raise KeyboardInterrupt
    return following


def test_stays_as_it_is_when_there_are_enough() -> None:
    make(30)
    make(20)

    assert Activity.objects.count() == 30


def test_others_can_write_afterwards() -> None:
    make(30)

    assert factories.activity("Kielikahvila").pk > 30


def test_refuses_to_mix_with_real_data() -> None:
    factories.organisation("Kotikulma ry")

    with pytest.raises(CommandError, match="real organisations"):
        make(10)

    assert Activity.objects.count() == 0


def test_goes_beside_the_demo() -> None:
    factories.organisation("Kotikulma ry (esimerkki)")
    make(10)

    assert Activity.objects.count() == 10


def test_asks_for_the_terms() -> None:
    Format.objects.all().delete()

    with pytest.raises(CommandError, match="load_reference_data"):
        make(10)


def test_pages_are_drawn(client: Client) -> None:
    make(30)

    for activity in Activity.objects.public():
        assert client.get(activity.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_format_has_titles(language: str) -> None:
    with (DATA / "formats.csv").open(encoding="utf-8") as file:
        codes = {row["slug"] for row in csv.DictReader(file)}

    assert set(words_in(language).titles) == codes
