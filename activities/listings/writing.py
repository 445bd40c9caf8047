"""Synthetic listings into the database, a block at a time."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from activities import documents
from activities.listings.chance import chance_of, zipf
from activities.listings.content import Links, content, further_texts, links
from activities.listings.copying import insert, insert_rows, new, number
from activities.listings.facts import FATES, facts
from activities.listings.meetings import Meetings, meetings
from activities.listings.organisations import MARK, organisation
from activities.listings.surroundings import Surroundings, Town
from activities.models import (
    Activity,
    Schedule,
    ScheduleBreak,
    ShortText,
    Slot,
    Version,
)
from activities.models.choices import VersionState
from organisations.models import Organisation

# Listings and organisations of one transaction; some organisations have many listings.
BLOCK = 500
ORGANISATIONS = BLOCK // 20
OFFERED_BY = zipf(range(ORGANISATIONS))


@dataclass(frozen=True)
class Listing:
    """Everything of a listing that is to be written, not saved yet."""

    activity: Activity
    version: Version
    links: Links
    meetings: list[Meetings]
    further_texts: list[tuple[int, str]]


def synthetic() -> QuerySet[Organisation]:
    return Organisation.objects.filter(name_fi__endswith=MARK)


def written() -> int:
    """How many synthetic listings there are."""
    return Activity.objects.filter(organisation__in=synthetic()).count()


def write(
    first: int, last: int, seed: int, around: Surroundings, today: dt.date
) -> Iterator[int]:
    """Write the listings with these numbers; gives the last number of each block
    when it is committed.
    """
    while first <= last:
        block = (first - 1) // BLOCK
        end = min(last, (block + 1) * BLOCK)
        with transaction.atomic():
            offered_by = _organisations(block, seed, around)
            listings = [
                _listing(chance_of(seed, "listing", n), offered_by, around, today)
                for n in range(first, end + 1)
            ]
            _save(listings)
            pks = [one.activity.pk for one in listings]
            documents.write(Activity.objects.filter(pk__in=pks))
        yield end
        first = end + 1


def _organisations(
    block: int, seed: int, around: Surroundings
) -> Sequence[Organisation]:
    start, end = block * ORGANISATIONS, (block + 1) * ORGANISATIONS
    known = list(synthetic().order_by("pk")[start:end])
    new = [organisation(seed, number + 1, around) for number in range(start, end)]
    return known or Organisation.objects.bulk_create(new)


def _listing(
    chance: Random,
    offered_by: Sequence[Organisation],
    around: Surroundings,
    today: dt.date,
) -> Listing:
    organiser = offered_by[OFFERED_BY.one(chance)]
    town = _town(chance, organiser, around)
    format_id, form = around.formats.one(chance)
    fate = FATES.one(chance)
    activity = new(
        Activity, organisation_id=organiser.pk, **facts(chance, town, today, fate)
    )
    version = new(Version, number=1, **content(chance, town, form))
    if fate != "draft":
        version.state = VersionState.APPROVED
        version.submitted_at = version.approved_at = activity.published_at
        version.tokens = version.own_tokens()
    linked = links(chance, around, town, version.welcome)
    return Listing(
        activity,
        version,
        {**linked, "formats": [format_id]},
        list(meetings(chance, today, ended=fate == "ended")),
        list(further_texts(chance, around)),
    )


def _town(chance: Random, organiser: Organisation, around: Surroundings) -> Town:
    """Mostly the home of the organisation."""
    if chance.random() < 0.75:
        return around.town_by_id[organiser.home_municipality_id]
    return around.towns.one(chance)


def _save(listings: list[Listing]) -> None:
    activities = [one.activity for one in listings]
    versions = [one.version for one in listings]
    number(activities)
    number(versions)
    for activity, version in zip(activities, versions, strict=True):
        version.activity_id = activity.pk
        if version.state == VersionState.APPROVED:
            activity.public_version_id = version.pk
    # The database looks at these two, which point to each other, at the end.
    insert(Activity, activities)
    insert(Version, versions)
    _save_links(listings)
    _save_meetings(listings)
    further = [
        new(ShortText, version_id=one.version.pk, language_id=language, text=text)
        for one in listings
        for language, text in one.further_texts
    ]
    insert(ShortText, further)


def _save_links(listings: list[Listing]) -> None:
    for name in listings[0].links:
        field: Any = Version._meta.get_field(name)
        columns = field.m2m_column_name(), field.m2m_reverse_name()
        rows = ((one.version.pk, pk) for one in listings for pk in one.links[name])
        insert_rows(field.remote_field.through, columns, rows)


def _save_meetings(listings: list[Listing]) -> None:
    planned = [plan for one in listings for plan in one.meetings]
    number([plan.schedule for plan in planned])
    for one in listings:
        for plan in one.meetings:
            plan.schedule.version_id = one.version.pk
            for slot in plan.slots:
                slot.schedule_id = plan.schedule.pk
            for pause in plan.breaks:
                pause.schedule_id = plan.schedule.pk
    insert(Schedule, [plan.schedule for plan in planned])
    insert(Slot, [slot for plan in planned for slot in plan.slots])
    insert(ScheduleBreak, [pause for plan in planned for pause in plan.breaks])
