"""What people come to in their own account."""

from django.urls import reverse

from tests import factories
from tests.audit.person import Person
from tests.audit.telling import Stories, Story, mistakes, opens


def confirming_again(**typed: str) -> Story:
    """What matters most asks once more who they are."""

    def story(person: Person) -> None:
        person.forget()
        person.open("account_close")
        if typed:
            person.press(*typed, **typed)

    return story


def saved(person: Person) -> None:
    person.open("account_home")
    person.press("name", name="Ada")


def new_address(person: Person) -> None:
    person.open("account_email")
    person.press("email", email="ada@elsewhere.example", action_add="")


def two_steps(name: str, **typed: str) -> Story:
    def story(person: Person) -> None:
        user = person.world.people["owner"]
        assert user
        factories.second_step(user)
        person.say_who()
        person.send(reverse("mfa_generate_recovery_codes"), {})
        person.open(name)
        if typed:
            person.press(*typed, **typed)

    return story


ACCOUNT: Stories = {
    "account, empty": ("owner", mistakes("account_home", "name", name="")),
    "account, saved": ("owner", saved),
    "account, long": ("wordy", opens("account_home")),
    "new address, empty": (
        "owner",
        mistakes("account_email", "email", email="", action_add=""),
    ),
    "new address, waiting": ("owner", new_address),
    "new password, empty": (
        "owner",
        mistakes("account_change_password", "oldpassword"),
    ),
    "new password, wrong": (
        "owner",
        mistakes(
            "account_change_password", "oldpassword", oldpassword="x", password1="x"
        ),
    ),
    "who are you": ("owner", confirming_again()),
    "who are you, wrong": ("owner", confirming_again(password="wrong")),
    "who are you, code": ("moderator", confirming_again()),
    "close account": ("owner", opens("account_close")),
    "close account, free": ("newcomer", opens("account_close")),
    "app": ("owner", opens("mfa_activate_totp")),
    "app, wrong": ("owner", mistakes("mfa_activate_totp", "code", code="000000")),
    "app, remove": ("owner", two_steps("mfa_deactivate_totp")),
    "two steps": ("owner", two_steps("mfa_index")),
    "recovery codes": ("owner", two_steps("mfa_view_recovery_codes")),
    "recovery codes, new": ("owner", two_steps("mfa_generate_recovery_codes")),
    "passkey": ("owner", opens("mfa_add_webauthn")),
    "devices": ("owner", opens("account_sessions")),
}
