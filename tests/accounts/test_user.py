"""People are known by their e-mail address, in small letters."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override

from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_address_is_stored_in_small_letters() -> None:
    user = User.objects.create_user("Ada.Lind@Example.ORG", "secret", name="Ada Lind")

    assert User.objects.get().email == "ada.lind@example.org"
    assert (user.language, user.is_active, user.is_staff) == ("fi", True, False)
    assert not user.is_superuser


def test_the_password_is_kept_as_a_hash() -> None:
    user = User.objects.create_user("ada@example.org", "secret", name="Ada")

    assert "secret" not in user.password
    assert user.check_password("secret")


def test_without_a_password_nobody_signs_in() -> None:
    user = User.objects.create_user("ada@example.org", name="Ada")

    assert not user.has_usable_password()


@pytest.mark.parametrize("typed", ["ada@example.org", "ADA@example.org"])
def test_signs_in_however_the_address_is_typed(typed: str) -> None:
    user = User.objects.create_user("ada@example.org", "secret", name="Ada")

    assert authenticate(username=typed, password="secret") == user
    assert authenticate(username=typed, password="Secret") is None


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("fi", "Tällä sähköpostiosoitteella on jo tunnus. Kirjaudu sisään."),
        ("sv", "Det finns redan ett konto med den här e-postadressen. Logga in."),
        ("en", "There is already an account with this email address. Sign in."),
    ],
)
def test_one_account_for_an_address(language: str, message: str) -> None:
    factories.person("Ada")

    with override(language):
        with pytest.raises(ValidationError) as raised:
            User.objects.create_user("ADA@example.org", name="Other")
        assert raised.value.message_dict == {"email": [message]}


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@example.org"])
def test_an_address_that_cannot_be_one(email: str) -> None:
    with pytest.raises(ValidationError) as raised:
        User.objects.create_user(email, name="Ada")
    assert set(raised.value.message_dict) == {"email"}


def test_the_database_holds_it_too() -> None:
    user = factories.person("Ada")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=user.email, name="Other")])
    assert User.objects.get().email == "ada@example.org"


def test_says_so_when_it_is_not_in_small_letters() -> None:
    user = User(email="Ada@example.org", name="Ada", password="!")

    with override("en"):
        with pytest.raises(ValidationError) as raised:
            user.validate_constraints()
        assert raised.value.messages == ["Write the address in small letters."]


def test_an_administrator_is_made_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "secret")
    call_command(
        "createsuperuser",
        "--noinput",
        "--email=root@example.org",
        "--name=Root",
        verbosity=0,
    )

    root = User.objects.get(email="root@example.org")
    assert root.is_staff
    assert root.is_superuser
    assert root.name == "Root"


def test_is_called_by_name() -> None:
    assert str(factories.person("Ada")) == "Ada"
    assert str(User(email="nobody@example.org")) == "nobody@example.org"
