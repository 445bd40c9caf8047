"""Somebody who has never seen the portal enters a whole activity, step by step."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity
from tests import factories
from tests.workspace.entering import draft_of, named, save

pytestmark = pytest.mark.django_db


def test_a_newcomer_enters_an_activity(client: Client, ada: User) -> None:
    theme, cafe = factories.theme("finnish"), factories.format_of("language-cafe")
    finnish = factories.language("fi")
    client.force_login(ada)
    page = client.get(named("new"))
    start = page.context["form"].initial
    organisation = str(ada.memberships.get().organisation_id)
    first = {"organisation": organisation, "kind": "activity", "source_language": "fi"}
    client.post(named("new"), first | {"token": start["token"]})
    entry = Activity.objects.get()
    steps: dict[str, dict[str, Any]] = {
        "what": {
            "title_fi": "Kielikahvila torstaisin",
            "summary_fi": "Juomme kahvia ja puhumme suomea.",
            "themes": [str(theme.pk)],
            "formats": [str(cafe.pk)],
        },
        "for-whom": {"welcome": "all", "languages": [str(finnish.pk)]},
        "when": {
            "s0-rule": "weekly",
            "s0t0-days": ["3"],
            "s0t0-starts": "17",
            "s0t0-ends": "19",
            "s0-breaks": "24.12.",
        },
        "where": {"place": "Helsinki", "address": "Hämeentie 12", "on_site": "on"},
        "how": {"price": "free", "registration": "none", "phone": "040 123 4567"},
        "languages": {"title_sv": "Språkcafé", "summary_sv": "Vi talar finska."},
    }
    for step, typed in steps.items():
        assert save(client, entry, step, **typed).status_code == 302, step
    draft = draft_of(entry)
    page = client.get(named("preview", entry.pk))
    assert page.context["gaps"] == []
    assert all(step.is_done for step in page.context["steps"][:5])
    client.post(named("submit", entry.pk), {"revision": str(draft.revision)})
    assert draft_of(entry).state == "submitted"
