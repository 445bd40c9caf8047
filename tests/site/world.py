"""Objects of Kotikulma ry and of Uusimaa, for asking every address about them."""

import datetime as dt
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from activities.models import Activity, Version
from feedback.models import Report
from freshness.links import confirm_token, reminders_token
from moderation.models import ModeratorInvitation
from moderation.people import token_of
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from regions.models import Absence, ModerationArea
from tests import factories


@dataclass(frozen=True)
class World:
    people: dict[str, User | None]
    # Keyword arguments by the name of an address, "*:pk" by namespace.
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)
    signed_in: dict[str, SimpleCookie] = field(default_factory=dict)

    def cookies_of(self, role: str) -> SimpleCookie:
        """Of one session for each role, which nothing may end for good."""
        if role not in self.signed_in:
            client = Client()
            if user := self.people[role]:
                client.force_login(user)
            self.signed_in[role] = client.cookies
        return self.signed_in[role]


def build(people: dict[str, User | None]) -> World:
    owner, editor = people["owner"], people["editor"]
    mona, root = people["moderator"], people["administrator"]
    assert owner
    assert editor
    assert mona
    assert root
    organisation = Organisation.objects.get(name_fi="Kotikulma ry")
    public, waiting, draft = _entries(owner)
    join = JoinRequest(user=factories.person("Dina"), organisation=organisation)
    join.save()
    invitation = Invitation(
        organisation=organisation, email="eva@example.org", invited_by=owner
    )
    invitation.save()
    invited = ModeratorInvitation.objects.create(email="mia@example.org", by=root)
    invited.areas.add(ModerationArea.objects.get(code="uus"))
    absence = Absence.objects.create(
        user=mona,
        first_date=timezone.localdate(),
        last_date=timezone.localdate(),
    )
    report = Report.objects.create(activity=public, reason="other", text="Väärin.")
    assert public.check_due_on
    pending = factories.organisation("Uusi ry", state="pending")
    membership = Membership.objects.get(user=editor, organisation=organisation)
    pk = {"pk": organisation.pk}
    confirm = confirm_token(public, owner, public.check_due_on)
    return World(
        people,
        {
            "activities:*": {"pk": public.pk, "slug": public.slug},
            "search:region": {"slug": factories.region("01").slug},
            "search:municipality": {"slug": factories.town("091").slug},
            "search:suggestions": {"field": "what"},
            "search:theme": {"slug": factories.theme("finnish").slug},
            "search:target_group": {"slug": factories.target_group("women").slug},
            "search:language": {"slug": factories.language("fi").slug},
            "search:organisation": {**pk, "slug": organisation.slug},
            "search:organisation_by_number": pk,
            "feedback:report": {"pk": public.pk},
            "feedback:reported": {"pk": public.pk},
            "feedback:answer": {"pk": report.pk},
            "freshness:confirm": {"token": confirm},
            "freshness:reminders": {"token": reminders_token(owner)},
            "organisations:*": pk,
            "organisations:member": {"pk": membership.pk},
            "organisations:remove": {"pk": membership.pk},
            "organisations:answer": {"pk": join.pk},
            "organisations:withdraw": {"pk": join.pk},
            "organisations:revoke": {"pk": invitation.pk},
            "organisations:invitation": {"token": invitation.token},
            "workspace:*": {"pk": public.pk, "number": 1, "step": "what"},
            "workspace:edit": {"pk": draft.activity_id, "step": "what"},
            "workspace:preview": {"pk": draft.activity_id},
            "workspace:submit": {"pk": draft.activity_id},
            "workspace:discard": {"pk": draft.activity_id},
            "workspace:take_back": {"pk": waiting.activity_id},
            "moderation:*": {"pk": public.pk, "kind": "version"},
            "moderation:version": {"pk": waiting.pk},
            "moderation:take": {"pk": waiting.pk, "kind": "version"},
            "moderation:release": {"pk": waiting.pk, "kind": "version"},
            "moderation:organisation": {"pk": pending.pk},
            "moderation:join_request": {"pk": join.pk},
            "moderation:report": {"pk": report.pk},
            "moderation:person": {"pk": mona.pk},
            "moderation:withdraw_invitation": {"pk": invited.pk},
            "moderation:invitation": {"token": token_of(invited)},
            "moderation:remove_absence": {"pk": absence.pk},
        },
    )


def _entries(owner: User) -> tuple[Activity, Version, Version]:
    """One public, one waiting for approval, one that is being written."""
    public = factories.activity("Kielikahvila")
    waiting = factories.activity("Läksykerho", published=False).versions.get()
    waiting.submit(owner)
    draft = factories.activity("Kudontapiiri", published=False).versions.get()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    public.cancel_date(owner, tomorrow)
    return public, waiting, draft


def arguments_of(world: World, name: str, needed: frozenset[str]) -> dict[str, Any]:
    """What `reverse` needs for an address."""
    space = name.partition(":")[0]
    known = world.arguments.get(name) or world.arguments.get(f"{space}:*", {})
    given = {**OTHERS, **known}
    return {argument: given[argument] for argument in needed}


OTHERS = {
    "section": "pages",
    "name": "language",
    "slug": "x",
    "pk": 1,
    "key": "x",
    "uidb36": "1",
}
