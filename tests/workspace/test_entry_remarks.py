"""What a moderator wrote stands at its field or step, and is never out of sight."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Version
from tests import factories
from workspace.remarks import step_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(ada: User, mona: User) -> Version:
    draft = factories.activity(published=False).versions.get()
    draft.submit(ada)
    comments = {
        "summary_fi": "Kenelle?",
        "price": "Maksaako?",
        "title_sv": "Kontrollera.",
    }
    draft.return_to_editor(mona, comments, "Kiitos, melkein valmis.")
    return draft


def page(client: Client, user: User, draft: Version, step: str) -> str:
    client.force_login(user)
    with override("en"):
        url = reverse("workspace:edit", args=[draft.activity_id, step])
    return str(client.get(url).content.decode())


def test_comment_leads_to_its_field(
    client: Client, ada: User, returned: Version
) -> None:
    found = page(client, ada, returned, "what")

    assert '<a href="#id_summary_fi">In short</a>: Kenelle?' in found
    assert "Kiitos, melkein valmis." in found


def test_comments_of_other_steps_lead_there(
    client: Client, ada: User, returned: Version
) -> None:
    found = page(client, ada, returned, "when")

    with override("en"):
        how = reverse("workspace:edit", args=[returned.activity_id, "how"])
        languages = reverse("workspace:edit", args=[returned.activity_id, "languages"])
    assert f'<a href="{how}">How to join</a>: Maksaako?' in found
    assert f'<a href="{languages}">Translations</a>: Kontrollera.' in found
    assert "Kiitos, melkein valmis." in found


def test_nothing_once_it_was_sent_again(
    client: Client, ada: User, mona: User, returned: Version
) -> None:
    returned.submit(ada)
    returned.take_back(ada)

    assert "Kenelle?" not in page(client, ada, returned, "what")


@pytest.mark.parametrize(
    ("column", "step"),
    [
        ("title_fi", "what"),
        ("title_sv", "languages"),
        ("image", "what"),
        ("image_alt_fi", "what"),
        ("welcome", "for-whom"),
        ("eligibility_note_fi", "for-whom"),
        ("schedules", "when"),
        ("venue_fi", "where"),
        ("municipalities", "where"),
        ("price", "how"),
        ("price_amount", "how"),
        ("registration_note_fi", "how"),
        ("short_texts_ar", "languages"),
    ],
)
def test_every_column_has_its_step(column: str, step: str) -> None:
    assert step_of(column, "fi") == step
