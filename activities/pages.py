"""What the page of an entry says, in the active language."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import wording
from activities.cards import Badge, Tag, audience, badges, states, tags
from activities.models import Activity, ShortText, Version
from activities.recurrence import HELSINKI, Occurrence, upcoming
from activities.structured_data import structured_data
from activities.texts import Text, text_of

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Meeting:
    """A coming date as it is shown."""

    starts: dt.datetime
    day: str
    times: str
    is_off: bool
    reason: Text


@dataclass(frozen=True)
class Page:
    title: Text
    organisation: Text
    summary: Text
    description: Text
    plain: Text
    short_texts: list[ShortText]
    badges: list[Badge]
    states: list[Badge]
    rules: list[str]
    rhythm: list[str]
    meetings: list[Meeting]
    next: Meeting | None
    languages: list[Tag]
    audience: str
    ages: str
    level: str
    conditions: list[str]
    eligibility_note: Text
    price: str
    price_note: Text
    joining: list[str]
    registration_note: Text
    child_care: str
    access: list[str]
    venue: Text
    image_alt: Text
    address: str
    directions: Text
    municipalities: list[str]
    map_url: str
    calendar_url: str
    contact_hours: Text
    checked: str
    ended: str
    other_language: str
    newest_language: str
    structured_data: dict[str, Any]


def page_of(activity: Activity) -> Page:
    version = activity.published_version
    coming = upcoming(activity, limit=3)
    meetings = [_meeting(one) for one in coming]
    schedules = version.schedules.all()
    text = _texts(version)
    return Page(
        **text,
        organisation=text_of(activity.organisation, "name"),
        short_texts=list(version.short_texts.all()),
        badges=badges(activity, version),
        states=states(activity),
        rules=[line for one in schedules for line in wording.rule_in_words(one)],
        rhythm=[line for one in schedules for line in wording.rhythm(one)],
        meetings=meetings,
        next=next((one for one in meetings if not one.is_off), None),
        languages=tags(version),
        audience=audience(version),
        ages=ages(version),
        level=_label(version, "proficiency"),
        conditions=conditions(version),
        price=price(version),
        joining=joining(activity, version),
        child_care=_label(version, "child_care"),
        access=access(version),
        address=_address(version),
        municipalities=[str(m.name) for m in version.municipalities.all()],
        map_url=_map_url(version),
        calendar_url=_calendar_url(activity, coming),
        contact_hours=text_of(activity, "contact_hours"),
        checked=wording.date(activity.checked_on) if activity.checked_on else "",
        ended=wording.date(activity.ended_on) if activity.ended_on else "",
        other_language=text["title"].lang if text["title"].is_fallback else "",
        newest_language=_newest_language(version, text.values()),
        structured_data=structured_data(activity, coming),
    )


def _texts(version: Version) -> dict[str, Text]:
    return {
        name: text_of(version, name)
        for name in (
            "title",
            "summary",
            "description",
            "plain",
            "eligibility_note",
            "price_note",
            "registration_note",
            "venue",
            "directions",
            "image_alt",
        )
    }


def _newest_language(version: Version, texts: Iterable[Text]) -> str:
    """Of the source, when a shown translation is older than it."""
    outdated = any(text.is_outdated for text in texts)
    return version.source_language if outdated else ""


def _meeting(one: Occurrence) -> Meeting:
    local = one.starts.astimezone(HELSINKI)
    ends = one.ends.astimezone(HELSINKI).time() if one.ends else None
    day = f"{wording.weekday(local.weekday())} {wording.short_date(local.date())}"
    return Meeting(
        starts=local,
        day=day,
        times=wording.times(local.time(), ends),
        is_off=one.cancelled is not None,
        reason=text_of(one.cancelled, "reason") if one.cancelled else Text("", "fi"),
    )


def ages(version: Version) -> str:
    low, high = version.min_age, version.max_age
    if low is not None and high is not None:
        return _("{min}–{max} years").format(min=low, max=high)
    if low is not None:
        return _("{min} years and over").format(min=low)
    return _("Up to {max} years").format(max=high) if high is not None else ""


def conditions(version: Version) -> list[str]:
    """Who can come, line by line: what is not stated is left out."""
    groups = [str(group.name) for group in version.target_groups.all()]
    stated = [ages(version), _label(version, "proficiency")]
    eligibility = _labels(version, "residence_permit", "employment", "degree", "papers")
    return [
        line for line in [*groups, *stated, *eligibility, duration(version)] if line
    ]


def duration(version: Version) -> str:
    count = version.duration_count
    if count is None or not version.duration_unit:
        return ""
    texts = {
        "days": ngettext("{count} day", "{count} days", count),
        "weeks": ngettext("{count} week", "{count} weeks", count),
        "months": ngettext("{count} month", "{count} months", count),
        "times": ngettext("{count} session", "{count} sessions", count),
    }
    time = texts[version.duration_unit].format(count=count)
    return _("How long it lasts: {time}").format(time=time)


def price(version: Version) -> str:
    """Free, or the amount and what it is for; empty when it is not stated."""
    if version.price != "paid" or version.price_amount is None:
        return _label(version, "price")
    texts = {
        "": _("Price {amount}"),
        "time": _("{amount} each time"),
        "month": _("{amount} a month"),
        "term": _("{amount} a term"),
        "course": _("{amount} for the whole course"),
    }
    digits = 0 if version.price_amount == int(version.price_amount) else 2
    amount = formats.number_format(
        version.price_amount, decimal_pos=digits, force_grouping=True
    )
    return texts[version.price_per].format(amount=_("€{number}").format(number=amount))


def joining(activity: Activity, version: Version) -> list[str]:
    if activity.full:
        return [_("The group is full. Ask if there is a waiting list.")]
    last = version.registration_by
    if version.registration == "needed" and last and last >= timezone.localdate():
        return [_("Sign up by {date}.").format(date=wording.date(last))]
    return _labels(version, "registration")


def access(version: Version) -> list[str]:
    """Yes and no as they are stated; what is unknown is not said."""
    stated = [
        (
            version.wheelchair,
            _("Step-free entrance."),
            _("The entrance is not step-free."),
        ),
        (
            version.accessible_toilet,
            _("Accessible toilet"),
            _("No accessible toilet"),
        ),
        (version.induction_loop, _("Hearing loop"), _("No hearing loop")),
        (
            version.accessible_parking,
            _("Accessible parking"),
            _("No accessible parking"),
        ),
        (version.quiet_space, _("Quiet space"), _("No quiet space")),
    ]
    return [{YES: yes, NO: no}[answer] for answer, yes, no in stated if answer]


def _label(version: Version, field: str) -> str:
    return str(getattr(version, f"get_{field}_display")())


def _labels(version: Version, *fields: str) -> list[str]:
    return [label for field in fields if (label := _label(version, field))]


def _address(version: Version) -> str:
    towns = ", ".join(str(m.name) for m in version.municipalities.all())
    line = f"{version.postcode} {towns}" if version.postcode else ""
    return ", ".join(part for part in (version.address, line) if part)


def _map_url(version: Version) -> str:
    """A map that shows the address; people choose to go there, we load nothing."""
    if not version.address:
        return ""
    return settings.MAP_URL + urlencode({"query": _address(version)})


def _calendar_url(activity: Activity, coming: list[Occurrence]) -> str:
    if not coming:
        return ""
    prefix = "training_" if activity.kind == "training" else ""
    return reverse(f"activities:{prefix}calendar", args=[activity.pk])
