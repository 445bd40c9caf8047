"""Who does not want reminders hands them to another, never to nobody."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Activity
from events.models import Event, Mail
from freshness.keepers import Keepers, NobodyElse, hand_over, take_back
from freshness.links import reminders_token
from freshness.models import HandOver
from organisations.models import Membership, Organisation
from tests import factories
from tests.freshness.conftest import Days, join, link_in, remind
from tests.guards import Page

pytestmark = pytest.mark.django_db


def url_of(user: User) -> str:
    with override("en"):
        return reverse("freshness:reminders", args=[reminders_token(user)])


def choose(client: Client, user: User, organisation: Organisation, taker: User) -> None:
    fields = {
        "organisation": organisation.pk,
        f"o{organisation.pk}-taker": taker.pk,
    }
    assert client.post(url_of(user), fields).status_code == 302


def test_works(client: Client, entry: Activity, ada: User, ben: User) -> None:
    mail = remind()[0]
    url = link_in(mail, after=mail.text[-200:])
    page = Page(client.get(url).content.decode())
    assert len(page.headings) == 1
    assert not client.cookies

    choose(client, ada, entry.organisation, ben)

    assert Keepers(entry.organisation).of(entry) == [ben]
    assert Mail.objects.get(name="remind_handed").user == ben
    assert (
        "Ben gets the reminders instead of you."
        in client.get(url_of(ada)).content.decode()
    )
    event = Event.objects.about(entry.organisation).get(verb="hand-over-reminders")
    assert event.actor == ada


def test_get_changes_nothing(
    client: Client, kotikulma: Organisation, ada: User, ben: User
) -> None:
    client.get(url_of(ada))

    assert not HandOver.objects.exists()


def test_owners_are_offered_first(
    client: Client, kotikulma: Organisation, ada: User, ben: User
) -> None:
    dora = factories.person("Dora")
    join(dora, kotikulma, "owner")

    assert Keepers(kotikulma).others(ada) == [dora, ben]
    assert hand_over(kotikulma, ada, None) == dora


def test_nobody_else_is_said_and_they_stay(
    client: Client, entry: Activity, ada: User
) -> None:
    html = client.get(url_of(ada)).content.decode()
    assert "There is nobody else" in html
    assert "<button" not in html

    client.post(url_of(ada), {"organisation": entry.organisation.pk})

    assert Keepers(entry.organisation).of(entry) == [ada]


def test_not_back_to_who_gave_them(
    client: Client, entry: Activity, ada: User, ben: User
) -> None:
    choose(client, ada, entry.organisation, ben)
    choose(client, ben, entry.organisation, ada)

    assert "There is nobody else" in client.get(url_of(ben)).content.decode()
    assert Keepers(entry.organisation).of(entry) == [ben]
    with pytest.raises(NobodyElse):
        hand_over(entry.organisation, ben, ada)


def test_when_the_taker_leaves_somebody_else_gets_them(
    entry: Activity, ada: User, ben: User
) -> None:
    hand_over(entry.organisation, ada, ben)
    dora = factories.person("Dora")
    join(dora, entry.organisation)
    Membership.objects.filter(user=ben).delete()
    assert Keepers(entry.organisation).of(entry) == [dora]

    Membership.objects.filter(user=dora).delete()
    assert Keepers(entry.organisation).of(entry) == [ada]


def test_handed_on_and_on(entry: Activity, ada: User, ben: User) -> None:
    dora = factories.person("Dora")
    join(dora, entry.organisation)
    hand_over(entry.organisation, ada, ben)
    hand_over(entry.organisation, ben, dora)

    assert Keepers(entry.organisation).of(entry) == [dora]


def test_two_who_hand_over_to_each_other_at_once_both_keep_them(
    entry: Activity, ada: User, ben: User
) -> None:
    for giver, taker in ((ada, ben), (ben, ada)):
        HandOver.objects.create(
            organisation=entry.organisation, giver=giver, taker=taker
        )

    assert Keepers(entry.organisation).of(entry) == [ada]


def test_taken_back(client: Client, entry: Activity, ada: User, ben: User) -> None:
    hand_over(entry.organisation, ada, ben)

    client.post(url_of(ada), {"organisation": entry.organisation.pk})
    take_back(entry.organisation, ada)

    assert Keepers(entry.organisation).of(entry) == [ada]
    assert (
        Event.objects.about(entry.organisation)
        .filter(verb="take-back-reminders")
        .count()
        == 1
    )


def test_each_organisation_for_itself(
    client: Client, entry: Activity, ada: User, ben: User, cleo: User
) -> None:
    elsewhere = cleo.memberships.get().organisation
    join(ada, elsewhere)
    choose(client, ada, elsewhere, cleo)

    assert Keepers(entry.organisation).taker_for(ada) == ada
    assert Keepers(elsewhere).taker_for(ada) == cleo


@pytest.mark.usefixtures("ben")
@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_bad_input(
    client: Client, entry: Activity, ada: User, cleo: User, who: str
) -> None:
    """Only members can be chosen, and only in organisations of one's own."""
    taker = cleo if who == "stranger" else factories.person("Muu")
    choose(client, ada, entry.organisation, taker)
    choose(client, ada, cleo.memberships.get().organisation, cleo)
    client.post(url_of(ada), {"organisation": "x"})

    assert not HandOver.objects.exists()


def test_no_organisation(client: Client, ada: User) -> None:
    Membership.objects.all().delete()

    assert "You belong to no organisation" in client.get(url_of(ada)).content.decode()


def test_bad_links(client: Client, go_to: Days, ada: User) -> None:
    url = url_of(ada)
    assert client.get(url[:-5] + "/").status_code == 404
    go_to(731)
    assert client.get(url).status_code == 410


def test_closed_account(client: Client, ada: User) -> None:
    url = url_of(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert client.get(url).status_code == 404


def test_wrong_method(client: Client, ada: User) -> None:
    assert client.put(url_of(ada)).status_code == 405
