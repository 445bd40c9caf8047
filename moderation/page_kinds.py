"""One address for every kind of page and role, of what is in the database.

For whoever looks at all pages: an audit of accessibility, or a person before a release.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from activities.models import Activity, Version
from activities.models.activity import HIDDEN_AFTER, UNCONFIRMED_AFTER
from activities.models.choices import Kind
from feedback.models import Report
from freshness.links import confirm_token, reminders_token
from moderation.access import activities_in, areas_of, towns_of, versions_in
from organisations.models import JoinRequest, Membership, Organisation
from regions.models import ModeratorAssignment
from workspace.steps import STEPS

VISITOR = (
    "search:home",
    "search:activities",
    "search:trainings",
    "search:shortlist",
    "search:organisations",
    "search:regions",
    "search:municipalities",
    "search:languages",
    "search:themes",
    "search:target_groups",
    "for_organisations",
    "professionals",
    "about",
    "accessibility",
    "privacy",
    "rules",
    "feedback:missed",
    "feedback:told",
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
)
SEARCHES = {
    "search with filters": "?q=kahvi&municipality=049&language=ar&target=women",
    "search with mistakes": "?q=kilikahvila&age=200&unknown=1",
    "search for a place": "?where=Lehto",
    "search without results": "?q=xyzzy&region=18",
}
SIGNED_IN = (
    "account_home",
    "account_email",
    "account_change_password",
    "account_sessions",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
)
OWNER = ("workspace:home", "workspace:new", "organisations:find", "organisations:new")


class Page(NamedTuple):
    """`who`: the e-mail address of a person who reaches it; empty for visitors."""

    who: str
    kind: str
    path: str


def page_kinds() -> Iterator[Page]:
    """In the active language; a kind of which the database has no example is left out.

    After a visitor's pages an owner's, a moderator's and an administrator's.
    """
    for name in VISITOR:
        yield _page("", name)
    for kind, query in SEARCHES.items():
        yield Page("", kind, reverse("search:activities") + query)
    yield from _landing_pages()
    yield from _entries()
    published = Activity.objects.published()
    owners = Membership.objects.owners().filter(
        organisation__in=published.values("organisation")
    )
    if owner := owners.select_related("organisation").first():
        yield from _of_everyone(owner.user)
        yield from _of_an_owner(owner)
    assignments = ModeratorAssignment.objects.in_force().filter(
        user__is_superuser=False
    )
    if assignment := assignments.select_related("user").first():
        yield from _of_everyone(assignment.user)
        yield from _of_a_moderator(assignment.user)
    if root := User.objects.filter(is_superuser=True, is_active=True).first():
        yield from _of_everyone(root)
        yield from _of_a_moderator(root)
        for name in ("moderation:log", "moderation:people"):
            yield _page(root.email, name)
        if assignment:
            yield _page(root.email, "moderation:person", assignment.user_id)


def _page(who: str, name: str, *arguments: Any, state: str = "") -> Page:
    return Page(who, f"{name} {state}".strip(), reverse(name, args=arguments))


def _landing_pages() -> Iterator[Page]:
    placed = Version.objects.filter(activity__in=Activity.objects.public())
    for name, column in (
        ("municipality", "municipalities"),
        ("theme", "themes"),
        ("language", "languages"),
        ("target_group", "target_groups"),
    ):
        if found := placed.exclude(**{column: None}).order_by("pk").first():
            one = getattr(found, column).first()
            yield _page("", f"search:{name}", one.slug)
    if found := placed.exclude(municipalities=None).order_by("pk").first():
        region = found.municipalities.get_queryset()[0].region
        yield _page("", "search:region", region.slug)
    if found := placed.order_by("pk").first():
        organisation = found.activity.organisation
        yield _page("", "search:organisation", organisation.pk, organisation.slug)
    yield _page("", "search:facet", "language")


def _entries() -> Iterator[Page]:
    """The public page of an entry in each of its states."""
    today = timezone.localdate()
    published, public = Activity.objects.published(), Activity.objects.public()
    overdue = {"check_due_on__lt": today - UNCONFIRMED_AFTER}
    states = {
        "": public.filter(kind=Kind.ACTIVITY, full=False, break_until=None),
        "full": public.filter(full=True),
        "on a break": public.filter(break_until__gte=today),
        "unconfirmed": public.filter(**overdue),
        "hidden": published.filter(check_due_on__lt=today - HIDDEN_AFTER),
        "ended": published.checked().exclude(pk__in=published.not_ended().values("pk")),
    }
    for state, entries in states.items():
        if found := entries.order_by("pk").first():
            yield _entry(found, state)
    if training := public.filter(kind=Kind.TRAINING).order_by("pk").first():
        yield _entry(training, "training")
    if found := public.order_by("pk").first():
        yield _page("", "feedback:report", found.pk)
        yield _page("", "feedback:reported", found.pk)
        yield Page(
            "", "shortlist of one", f"{reverse('search:shortlist')}?id={found.pk}"
        )


def _entry(activity: Activity, state: str) -> Page:
    return Page("", f"entry {state}".strip(), activity.get_absolute_url())


def _of_everyone(user: User) -> Iterator[Page]:
    for name in SIGNED_IN:
        yield _page(user.email, name)


def _of_an_owner(owner: Membership) -> Iterator[Page]:
    who, organisation = owner.user.email, owner.organisation
    for name in OWNER:
        yield _page(who, name)
    for name in ("members", "edit", "invite", "leave"):
        yield _page(who, f"organisations:{name}", organisation.pk)
    elsewhere = Organisation.objects.approved().exclude(memberships__user=owner.user)
    if other := elsewhere.order_by("pk").first():
        yield _page(who, "organisations:join", other.pk)
    others = Membership.objects.successors_of(owner)
    if member := others.first():
        yield _page(who, "organisations:member", member.pk)
        yield _page(who, "organisations:remove", member.pk)
    requests = JoinRequest.objects.open().filter(organisation=organisation)
    if asked := requests.first():
        yield _page(who, "organisations:answer", asked.pk)
    yield from _of_entries(owner)


def _of_entries(owner: Membership) -> Iterator[Page]:
    who, organisation = owner.user.email, owner.organisation
    own = Activity.objects.published().offered_by(organisation).order_by("pk")
    if reported := Report.objects.filter(activity__in=own).first():
        yield _page(who, "feedback:answer", reported.pk)
    entry = own[0]
    for name in ("activity", "history", "versions", "compare"):
        yield _page(who, f"workspace:{name}", entry.pk)
    drafts = Version.objects.drafts().filter(activity__organisation=organisation)
    if draft := drafts.order_by("pk").first():
        for step in STEPS:
            yield _page(
                who, "workspace:edit", draft.activity_id, step.slug, state=step.slug
            )
        yield _page(who, "workspace:preview", draft.activity_id)
    if entry.check_due_on:
        token = confirm_token(entry, owner.user, entry.check_due_on)
        yield _page("", "freshness:confirm", token)
    yield _page("", "freshness:reminders", reminders_token(owner.user))


def _of_a_moderator(user: User) -> Iterator[Page]:
    who, areas = user.email, areas_of(user)
    for name in ("moderation:queue", "moderation:entries", "moderation:absence"):
        yield _page(who, name)
    here = Organisation.objects.filter(
        home_municipality__in=towns_of(areas).values("pk")
    )
    reports = Report.objects.exclude(escalated_at=None).in_areas(areas)
    found: dict[str, QuerySet[Any]] = {
        "version": versions_in(Version.objects.awaiting_review(), areas),
        "activity": activities_in(Activity.objects.published(), areas),
        "organisation": here.awaiting_review(),
        "join_request": JoinRequest.objects.open().filter(organisation__in=here),
        "report": reports,
    }
    for name, rows in found.items():
        if one := rows.order_by("pk").first():
            yield _page(who, f"moderation:{name}", one.pk)
