"""How to reach the organiser: changed at once, and never kept in the log."""

import json

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from activities.models import Activity
from events.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Activity:
    return factories.activity()


def stored() -> Activity:
    return Activity.objects.get()


CONTACTS = {
    "contact_name": "Aino Malli",
    "phone": "040 123 4567",
    "email": "aino@example.org",
    "website": "https://example.org/kahvila",
    "contact_hours_fi": "arkisin 9–15",
    "contact_hours_sv": "vardagar 9–15",
    "contact_hours_en": "weekdays 9:00–15:00",
}


def test_contacts_change_at_once(entry: Activity, ben: User) -> None:
    entry.change_contacts(ben, **CONTACTS)

    now = stored()
    assert {name: getattr(now, name) for name in CONTACTS} == CONTACTS


def test_the_log_never_holds_contacts(entry: Activity, ben: User) -> None:
    entry.change_contacts(ben, **CONTACTS)
    entry.change_contacts(ben, phone="050 765 4321", email="")

    logged = json.dumps(
        list(Event.objects.values_list("before", "after")), ensure_ascii=False
    )
    for value in [*CONTACTS.values(), "050 765 4321"]:
        assert value not in logged
    events = Event.objects.about(entry).filter(verb="change-contacts")
    assert [event.after for event in events] == [
        {"changed": ["email", "phone"]},
        {"changed": sorted(CONTACTS)},
    ]
    assert [event.before for event in events] == [{}, {}]


@pytest.mark.parametrize(
    "bad", [{"email": "aino"}, {"website": "example"}, {"phone": "0" * 41}]
)
def test_bad_contacts_are_refused(
    entry: Activity, ben: User, bad: dict[str, str]
) -> None:
    entry.change_contacts(ben, **CONTACTS)

    with pytest.raises(ValidationError) as raised:
        entry.change_contacts(ben, **bad)
    assert raised.value.message_dict.keys() == bad.keys()
    assert stored().email == "aino@example.org"
    assert Event.objects.about(entry).filter(verb="change-contacts").count() == 1


def test_nothing_but_contacts_goes_past_the_moderator(
    entry: Activity, ben: User
) -> None:
    with pytest.raises(TypeError, match="kind"):
        entry.change_contacts(ben, kind="training")
    assert stored().kind == "activity"
