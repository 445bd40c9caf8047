"""Who sends forms in the drill: editors with an entry to copy, and moderators."""

from collections.abc import Iterator
from typing import NamedTuple

from deploy.drill.asking import Client
from tests import codes, factories

PASSWORD = "password"


class Start(NamedTuple):
    """Addresses of the people, the entry of each editor, pages of visitors, and the
    last entry and version that are older than the drill.
    """

    editors: list[tuple[str, int]]
    moderators: list[str]
    pages: list[str]
    searches: Iterator[str]
    entry: int
    version: int


def prepare(number: int) -> Start:
    """So many editors and moderators, who may sign in."""
    from benchmarks.addresses import searches
    from organisations.models import Membership
    from regions.models import ModerationArea, ModeratorAssignment

    area = ModerationArea.objects.in_force().get(municipalities__code="091")
    editors, moderators = [], []
    for one in range(number):
        moderator = factories.second_step(factories.person(f"Drill-moderator-{one}"))
        ModeratorAssignment.objects.create(user=moderator, area=area)
        moderators.append(moderator.email)
        editor = factories.person(f"Drill-editor-{one}")
        organisation = factories.organisation(f"Harjoitus {one} ry")
        Membership.objects.create(user=editor, organisation=organisation)
        entry = factories.activity("Kerho", published=False, organisation=organisation)
        editors.append((editor.email, entry.pk))
    last = entry.versions.get()
    return Start(editors, moderators, _pages(), searches(), entry.pk, last.pk)


def _pages() -> list[str]:
    """Entries and other pages of visitors, in the three languages."""
    from django.urls import reverse
    from django.utils.translation import override

    from activities.models import Activity

    found = []
    for language in ("fi", "sv", "en"):
        with override(language):
            for name in ("home", "organisations"):
                found.append(reverse(f"search:{name}"))
            for entry in Activity.objects.public().order_by("pk")[:100]:
                found.append(entry.get_absolute_url())
    return found


def sign_in(client: Client, address: str, steps: int) -> None:
    """As people do: by the form, and by the second form for those with two steps."""
    from benchmarks.crowd import at

    form = client.form(at("account_login"), "login")
    assert form, "No form to sign in with"
    form |= {"login": [address], "password": [PASSWORD]}
    status, place = client.post(at("account_login"), form)
    if steps == 2:
        assert place == at("mfa_authenticate"), (status, place[:300])
        form = client.form(place, "code")
        assert form, "No form for the second step"
        form |= {"code": [codes.code(lasting=5)]}
        status, place = client.post(at("mfa_authenticate"), form)
    assert status == 302, (address, status, place[:300])
