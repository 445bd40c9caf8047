"""Test data in few words: places, terms, people, and entries in any state."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from activities.models import (
    Activity,
    Format,
    Language,
    Schedule,
    ScheduleBreak,
    Slot,
    TargetGroup,
    Theme,
    Version,
)
from moderation.models import ReasonTemplate
from organisations.models import Organisation
from regions.models import (
    AreaMunicipality,
    ModerationArea,
    ModeratorAssignment,
    Municipality,
    Region,
)
from regions.named import Named
from tests import quick
from tests.named import AUTONYMS, REGIONS, TOWNS
from tests.quick import NamedType

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
Spec = dict[str, Any]


def region(code: str) -> Region:
    names = dict(zip(("name_fi", "name_sv", "name_en"), REGIONS[code], strict=True))
    return _named(Region, code, **names)


def town(code: str) -> Municipality:
    if found := quick.named(Municipality, code):
        return found
    fi, sv, en, region_code, latitude, longitude = TOWNS[code]
    names = {"name_fi": fi, "name_sv": sv, "name_en": en}
    seat = {"seat_latitude": latitude, "seat_longitude": longitude}
    return _named(Municipality, code, region=region(region_code), **names, **seat)


def area(code: str, *towns: str, name: str = "") -> ModerationArea:
    """A moderation area of the division in force, with these municipalities."""
    names = {f"name_{tongue}": name or code for tongue in ("fi", "sv", "en")}
    one, _new = ModerationArea.objects.get_or_create(
        division=settings.MODERATION_DIVISION, code=code, defaults=names
    )
    for code in towns:
        AreaMunicipality.objects.get_or_create(area=one, municipality=town(code))
    return one


def moderator(name: str, of: ModerationArea, **fields: Any) -> User:
    user = second_step(person(name))
    ModeratorAssignment.objects.get_or_create(user=user, area=of, **fields)
    return user


def language(code: str) -> Language:
    autonym, direction = AUTONYMS.get(code, (code, "ltr"))
    return _named(Language, code, autonym=autonym, direction=direction)


def theme(code: str, **fields: Any) -> Theme:
    return _named(Theme, code, **fields)


def target_group(code: str, **fields: Any) -> TargetGroup:
    return _named(TargetGroup, code, **fields)


def format_of(code: str, **fields: Any) -> Format:
    return _named(Format, code, **fields)


def _named(model: type[NamedType], code: str, **fields: Any) -> NamedType:
    if found := quick.named(model, code):
        return found
    names = {f"name_{tongue}": code.capitalize() for tongue in ("fi", "sv", "en")}
    return quick.save(model(code=code, **(names | fields)))


def person(name: str, **fields: Any) -> User:
    email = f"{name.lower()}@example.org"
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    user = User.objects.create_user(email, "password", name=name, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return second_step(user) if user.is_staff or user.is_superuser else user


def second_step(user: User) -> User:
    """They sign in with an app too, as moderators and administrators must."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, TOTP_SECRET)
    return user


def reason() -> ReasonTemplate:
    """One of the common reasons, also where a test has emptied the database."""
    texts = {
        f"{field}_{tongue}": f"{field} {tongue}"
        for field in ("name", "text")
        for tongue in ("fi", "sv", "en")
    }
    one, _new = ReasonTemplate.objects.get_or_create(code="test", defaults=texts)
    return one


def organisation(name: str = "Kotikulma ry", **fields: Any) -> Organisation:
    """An approved one, unless `state` says otherwise."""
    found = Organisation.objects.filter(name_fi=name).first()
    if found is not None:
        return found
    fields = {"kind": "association", "state": "approved"} | fields
    fields.setdefault("home_municipality", town("091"))
    one = Organisation(name_fi=name, **fields)
    one.clean_fields()
    one.save()
    return one


def activity(
    title: str = "Kielikahvila",
    *,
    terms: Mapping[str, Iterable[str]] | None = None,
    schedules: Iterable[Spec] | None = None,
    published: bool = True,
    **fields: Any,
) -> Activity:
    """A public activity in Helsinki, in Finnish, on Mondays 17–19, open to all.

    `terms` and other `fields` of the version or the activity replace these.
    """
    facts = {name: fields.pop(name) for name in list(fields) if name in FACTS}
    one = Activity(**({"organisation": organisation()} | facts))
    one.clean_fields(exclude=FOREIGN)
    one.save()
    linked = {**LINKED, **(terms or {})}
    specs = [weekly("mo")] if schedules is None else list(schedules)
    fields = {"number": 1, "title_fi": title} | USUAL | fields
    usual = published and quick.is_usual(fields, linked, specs)
    draft = _draft(one, fields, linked, specs, approved=usual)
    if usual:
        quick.publish(one, draft, _id_of("Ada"), _id_of("Mona"))
    elif published:
        publish(draft)
    if published:
        if facts.keys() & quick.POINTERS:
            Activity.objects.filter(pk=one.pk).update(**facts)
        one.refresh_from_db()
    return one


FACTS = {field.name for field in Activity._meta.get_fields()} - {"versions"}
# Keys that a factory sets are right: nobody needs to look for their rows.
FOREIGN = {
    "activity",
    "author",
    "organisation",
    "public_version",
    "schedule",
    "version",
}
USUAL = {"welcome": "all", "summary_fi": "Puhumme suomea."}
LINKED: dict[str, Iterable[str]] = {
    "themes": ["finnish"],
    "formats": ["language-cafe"],
    "languages": ["fi"],
    "municipalities": ["091"],
}
LINKS: dict[str, Callable[[str], Named]] = {
    "themes": theme,
    "formats": format_of,
    "target_groups": target_group,
    "languages": language,
    "interpreted_languages": language,
    "municipalities": town,
}


def _id_of(name: str) -> int:
    email = f"{name.lower()}@example.org"
    return quick.find(User, "email", email) or person(name).pk


def version(
    of: Activity,
    title: str = "Kielikahvila",
    *,
    terms: Mapping[str, Iterable[str]] | None = None,
    schedules: Iterable[Spec] | None = None,
    **fields: Any,
) -> Version:
    """A draft that can be submitted."""
    number = of.versions.count() + 1
    fields = {"number": number, "title_fi": title} | USUAL | fields
    specs = [weekly("mo")] if schedules is None else schedules
    return _draft(of, fields, {**LINKED, **(terms or {})}, specs)


def _draft(
    of: Activity,
    fields: Spec,
    linked: Mapping[str, Iterable[str]],
    specs: Iterable[Spec],
    *,
    approved: bool = False,
) -> Version:
    draft = Version(activity=of, **fields)
    draft.clean_fields(exclude=FOREIGN)
    if approved:
        quick.approved(draft)
    draft.save()
    for name, codes in linked.items():
        quick.link(draft, name, codes, LINKS[name])
    for spec in specs:
        schedule(draft, spec)
    return draft


def publish(draft: Version) -> None:
    draft.submit(person("Ada"))
    draft.approve(person("Mona"))


def weekly(*days: str, time: str = "17:00-19:00", **fields: Any) -> Spec:
    return {"rule": "weekly", "slots": [(day, time) for day in days], **fields}


def monthly(week: int, day: str, time: str = "17:00-19:00", **fields: Any) -> Spec:
    return {"rule": "monthly", "week": week, "slots": [(day, time)], **fields}


def on_dates(*dates: dt.date, time: str = "17:00-19:00") -> Spec:
    return {"rule": "dates", "slots": [(date, time) for date in dates]}


def hours(**times: str) -> Spec:
    """`hours(mo="9:00-12:00", tu="16:00-18:00")`"""
    return {"rule": "hours", "slots": list(times.items())}


def by_agreement() -> Spec:
    return {"rule": "agreement"}


def always() -> Spec:
    return {"rule": "always"}


def schedule(of: Version, spec: Spec) -> Schedule:
    fields = {k: v for k, v in spec.items() if k not in ("slots", "breaks")}
    one = Schedule(version=of, **fields)
    one.clean_fields(exclude=FOREIGN)
    one.save()
    for when, time in spec.get("slots", []):
        starts, _dash, ends = time.partition("-")
        slot = Slot(
            schedule=one,
            weekday=0 if isinstance(when, dt.date) else DAYS.index(when),
            date=when if isinstance(when, dt.date) else None,
            starts_at=_time(starts),
            ends_at=_time(ends) if ends else None,
        )
        slot.clean_fields(exclude=FOREIGN)
        slot.save()
    for first, last in spec.get("breaks", []):
        ScheduleBreak.objects.create(schedule=one, first_date=first, last_date=last)
    return one


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(f"{text:0>5}")


def day(offset: int) -> dt.date:
    """So many days from today in Helsinki."""
    return timezone.localdate() + dt.timedelta(days=offset)
