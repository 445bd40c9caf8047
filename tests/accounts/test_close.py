"""Closing one's account oneself: nothing names the person any more."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.own_data import CannotClose, close
from activities.models import Version
from events.models import Event, Mail
from events.outbox import post
from events.transitions import StateChanged
from feedback.models import Report
from freshness.models import HandOver
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from tests import factories
from tests.accounts.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db
PAGE = "account_close"


def test_works(ada: User, sure: SignIn) -> None:
    client = sure(ada)
    old = ada.email

    html = client.post(reverse(PAGE), follow=True).content.decode()

    assert "Your account has been deleted." in html
    ada.refresh_from_db()
    assert (ada.name, ada.is_active, str(ada)) == ("", False, "Closed account")
    assert client.get(reverse("account_home")).status_code == 302
    assert Event.objects.about(ada).filter(verb="close-account").exists()
    (mail,) = Mail.objects.filter(address=old)
    assert (mail.name, mail.user) == ("account_closed", None)


def test_anonymous(client: Client) -> None:
    assert client.post(reverse(PAGE)).status_code == 302


def test_asks_who_it_is(ada: User, client: Client) -> None:
    """A telephone that lies about signed in is not enough."""
    client.force_login(ada)

    response = client.post(reverse(PAGE))

    assert response.status_code == 302
    assert reverse("account_reauthenticate") in response["Location"]
    ada.refresh_from_db()
    assert ada.is_active


def test_looking_closes_nothing(ada: User, sure: SignIn) -> None:
    html = sure(ada).get(reverse(PAGE)).content.decode()

    assert "Delete my account" in html
    ada.refresh_from_db()
    assert ada.is_active


def test_cannot_sign_in_again(ada: User, browser: Client) -> None:
    old = ada.email
    close(ada)

    data = {"login": old, "password": PASSWORD}
    assert browser.post(reverse("account_login"), data).status_code == 200

    # The address is free for a new account.
    assert not User.objects.filter(email=old).exists()
    assert not EmailAddress.objects.filter(email=old).exists()


def test_names_them_nowhere(ada: User, kotikulma: Organisation) -> None:
    """Searched in every text column of every table."""
    old, name = ada.email, "Aadolfina Kuutamo"
    User.objects.filter(pk=ada.pk).update(name=name)
    ada.refresh_from_db()
    factories.second_step(ada)
    other = factories.organisation("Muu ry")
    JoinRequest(organisation=other, user=ada, message=f"I am {name}").ask()
    inviter = factories.person("Ines")
    Membership.objects.create(organisation=other, user=inviter, role="owner")
    Invitation(organisation=other, email=old, invited_by=inviter).send()
    entry = factories.activity("Kuoro", organisation=other)
    Report.objects.create(activity=entry, reason="other", text="Väärin.", email=old)
    post("account_password_changed", ada, {"contact": "x@example.org"})

    close(ada)

    assert rows_with(old) == {"events.Mail": 1}
    assert rows_with(name) == {}
    assert not Authenticator.objects.filter(user=ada).exists()
    assert not Mail.objects.filter(user=ada).exists()


def rows_with(text: str) -> dict[str, int]:
    """How many rows of each model hold a text in any column of letters or JSON."""
    found = {}
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        wanted = models.Q(pk__in=[])
        for column in columns:
            wanted |= models.Q(**{f"{column}__icontains": text})
        if count := model._default_manager.filter(wanted).count():
            found[model._meta.label] = count
    return found


def test_leaves_what_was_written(ada: User) -> None:
    entry = factories.activity(title="Kielikahvila")
    Version.objects.filter(activity=entry).update(author=ada)

    close(ada)

    entry.refresh_from_db()
    assert entry.public_version
    assert entry.public_version.author == ada


def test_last_owner_names_another_first(
    ada: User, ben: User, sure: SignIn, kotikulma: Organisation
) -> None:
    Membership.objects.all().delete()
    Membership.objects.create(organisation=kotikulma, user=ada, role="owner")
    Membership.objects.create(organisation=kotikulma, user=ben)

    html = sure(ada).post(reverse(PAGE), follow=True).content.decode()

    assert reverse("organisations:leave", args=[kotikulma.pk]) in html
    ada.refresh_from_db()
    assert ada.is_active


def test_owner_alone_may_go_and_moderators_hear(
    ada: User, mona: User, kotikulma: Organisation
) -> None:
    Membership.objects.exclude(user=ada).delete()
    Membership.objects.update_or_create(
        organisation=kotikulma, user=ada, defaults={"role": "owner"}
    )

    close(ada)

    assert not kotikulma.memberships.exists()
    assert Mail.objects.get(name="organisation_left").user == mona


def test_moderators_are_released_first(mona: User) -> None:
    with pytest.raises(CannotClose):
        close(mona)

    mona.refresh_from_db()
    assert mona.is_active
    assert mona.closed_at is None


def test_twice(ada: User) -> None:
    again = User.objects.get(pk=ada.pk)
    close(ada)

    with pytest.raises(StateChanged):
        close(again)


def test_reminders_go_back(ada: User, ben: User, kotikulma: Organisation) -> None:
    ben.memberships.update(role="owner")
    HandOver.objects.create(organisation=kotikulma, giver=ben, taker=ada)

    close(ada)

    assert not HandOver.objects.exists()
