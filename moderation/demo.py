"""Something to do for each of the demo people who may sign in."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.demo import demo_people
from accounts.models import User
from activities.copying import copy_for_next_season
from activities.models import Activity
from feedback.models import Report
from organisations.models import JoinRequest, Membership, Organisation
from regions.models import ModerationArea, ModeratorAssignment, Municipality

OWN = "Kallionrinteen monikulttuuriyhdistys ry (esimerkki)"
OTHER = "Itäkaaren naistentalo ry (esimerkki)"
NEW = {
    "name_fi": "Uusi alku Vantaa ry (esimerkki)",
    "name_sv": "En ny start i Vanda rf (esimerkki)",
    "name_en": "A New Start in Vantaa (esimerkki)",
}
DAY = dt.timedelta(days=1)


class NoDemoError(Exception):
    """The demo listings are not there: load them first."""


@transaction.atomic
def fill() -> dict[str, User]:
    """The demo people by role, with work waiting; a second time it adds nothing.

    Raises NoDemoError when the demo organisations are not there.
    """
    people = demo_people()
    own = Organisation.objects.filter(name_fi=OWN).first()
    other = Organisation.objects.filter(name_fi=OTHER).first()
    if own is None or other is None:
        raise NoDemoError
    if not own.memberships.filter(user=people["owner"]).exists():
        newcomer = _newcomer()
        _for_members(own, people, newcomer)
        _for_moderators(other, people, newcomer)
    return people


def _newcomer() -> User:
    found = User.objects.filter(email="demo-newcomer@example.org").first()
    return found or User.objects.create_user(
        "demo-newcomer@example.org", name="Jaana Jonottaja"
    )


def _for_members(own: Organisation, people: dict[str, User], newcomer: User) -> None:
    """A returned draft, a due check, a report, and somebody who asks to join."""
    owner, editor = people["owner"], people["editor"]
    roles = Membership.Role
    own.memberships.admit(own, owner, roles.OWNER, by=owner)
    own.memberships.admit(own, editor, roles.EDITOR, by=owner)
    area = ModerationArea.objects.in_force().get(
        municipalities=own.home_municipality_id
    )
    ModeratorAssignment.objects.create(user=people["moderator"], area=area)
    returned, due, reported = Activity.objects.public().offered_by(own)[:3]
    draft = returned.published_version.new_draft(editor)
    draft.submit(editor)
    draft.return_to_editor(
        people["moderator"],
        {"schedules": "Onko ryhmä auki myös joululomalla? Kirjoita tauko tähän."},
    )
    Activity.objects.filter(pk=due.pk).update(check_due_on=timezone.localdate())
    _report(reported, "Ovessa lukee, että ryhmä alkaa nyt klo 18.", days_ago=2)
    JoinRequest(
        user=newcomer, organisation=own, message="Ohjaan teidän kuoroanne."
    ).ask()


def _for_moderators(
    other: Organisation, people: dict[str, User], newcomer: User
) -> None:
    """A changed entry, a new organisation with its first one, and an old report."""
    changed, reported = Activity.objects.public().offered_by(other)[:2]
    draft = changed.published_version.new_draft(newcomer)
    title = f"{draft.title_fi} – myös lauantaisin"
    draft.save_draft(newcomer, draft.revision, {"title_fi": title[:120]})
    draft.submit(newcomer)
    new = Organisation(
        kind=Organisation.Kind.ASSOCIATION,
        home_municipality=Municipality.objects.get(code="092"),
        email="uusialku@example.org",
        **NEW,
    )
    new.enter(newcomer)
    first = copy_for_next_season(changed, newcomer)
    Activity.objects.filter(pk=first.activity_id).update(organisation=new)
    first.refresh_from_db()
    first.submit(newcomer)
    old = _report(reported, "Puhelimeen ei vastaa kukaan.", days_ago=9)
    old.escalate()


def _report(activity: Activity, text: str, *, days_ago: int) -> Report:
    return Report.objects.create(
        activity=activity,
        reason=Report.Reason.OTHER,
        text=text,
        language="fi",
        created_at=timezone.now() - days_ago * DAY,
    )
