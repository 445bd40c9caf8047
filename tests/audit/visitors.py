"""What people without an account, or not signed in, come to."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import get_language

from accounts.throttle import Limit
from events.models import Mail
from feedback import forms, views
from freshness.links import confirm_token, reminders_token
from portal.errors import LAST_RESORT, error_page
from tests.audit.person import Person
from tests.audit.telling import TOO_LONG, Stories, Story, mistakes, opens
from tests.audit.world import long
from tests.browser.pages import KINDS, STATES
from tests.browser.world import World as Public

PASSWORD = "password"
GOOD = "a long sentence to keep"
ERRORS = (400, 403, 404, 410, 414, 429, 500, 503)


def public(address: Any) -> Story:
    def story(person: Person) -> None:
        world: Public = person.world.public
        person.go(address(world, get_language() or "fi"))

    return story


def failing(status: int) -> Story:
    def story(person: Person) -> HttpResponse:
        asked = RequestFactory().get(reverse("search:home"))
        return error_page(asked, status, minutes=7)

    return story


def without_its_token(person: Person) -> Any:
    strict = Client(enforce_csrf_checks=True)
    return strict.post(reverse("account_login"), {"login": "x"})


def signed_out_meanwhile(person: Person) -> None:
    given = person.world.site.arguments["workspace:edit"]
    path = reverse("workspace:edit", kwargs=given)
    person.send(path, {"title_fi": long(120), "do": "continue"})


def too_often(person: Person) -> None:
    with (
        patch.object(views, "FROM_ONE_ADDRESS", Limit(0, 3600)),
        patch.object(forms, "FASTEST", 0),
    ):
        mistakes("feedback:report", "stamp", reason="time")(person)


def too_many_passwords(person: Person) -> None:
    person.open("account_login")
    for _try in range(7):
        person.press("login", login="ada@example.org", password="wrong")


def second_step(person: Person) -> None:
    mona = person.world.people["moderator"]
    assert mona
    person.open("account_login")
    person.press("login", login=mona.email, password=PASSWORD)


def wrong_code(person: Person) -> None:
    second_step(person)
    person.press("code", code="000000")


def mailed(person: Person, name: str) -> None:
    text = Mail.objects.filter(name=name).latest("pk").text
    line = next(line for line in text.splitlines() if line.startswith("http"))
    person.go(line.removeprefix(settings.SITE_URL))


def new_password(person: Person) -> None:
    person.open("account_reset_password")
    person.press("email", email="ada@example.org")
    mailed(person, "account_password_reset_key")


def short_password(person: Person) -> None:
    new_password(person)
    person.press("password1", password1="short")


def confirming(person: Person) -> None:
    typed = {"name": "Uusi", "email": "uusi@example.org", "password1": GOOD}
    person.open("account_signup")
    person.press("email", **typed)
    assert EmailAddress.objects.filter(email=typed["email"]).exists()
    mailed(person, "account_email_confirmation_signup")


def confirm(who: str, *, again: bool = False) -> Story:
    def story(person: Person) -> None:
        entry, user = person.world.public.sewing, person.world.people[who]
        assert entry.check_due_on
        assert user
        asked = entry.check_due_on - timedelta(days=again)
        token = confirm_token(entry, user, asked)
        person.open("freshness:confirm", token=token)

    return story


def reminders(who: str, *, handed_over: bool = False) -> Story:
    def story(person: Person) -> None:
        user = person.world.people[who]
        assert user
        person.open("freshness:reminders", token=reminders_token(user))
        if handed_over:
            person.press("organisation")

    return story


def expired(person: Person) -> None:
    with patch("freshness.views.read_confirm", side_effect=_expired):
        person.open("freshness:confirm")


def _expired(token: str) -> None:
    from accounts.links import LinkExpired

    raise LinkExpired


def by_number(which: str) -> Story:
    return lambda person: person.go(
        person.world.public.path(getattr(person.world, which), get_language() or "fi")
    )


VISITORS: Stories = {
    **{
        kind: ("anonymous", public(address))
        for kind, address in (KINDS | STATES).items()
    },
    **{f"error {status}": ("anonymous", failing(status)) for status in ERRORS},
    "error of errors": ("anonymous", lambda person: HttpResponse(LAST_RESORT)),
    "form without its token": ("anonymous", without_its_token),
    "signed out meanwhile": ("anonymous", signed_out_meanwhile),
    "long entry": ("anonymous", by_number("long")),
    "long search": ("anonymous", opens("search:activities", f"?q={long(90)}")),
    "search too long": ("anonymous", opens("search:activities", f"?q={long(400)}")),
    "no organisations": ("anonymous", opens("search:organisations", "?q=xyzzy")),
    "municipality without entries": (
        "anonymous",
        lambda person: person.open("search:municipality", slug="tampere"),
    ),
    "sign-in, empty": (
        "anonymous",
        mistakes("account_login", "login", login="", password=""),
    ),
    "sign-in, wrong": (
        "anonymous",
        mistakes("account_login", "login", login="ada@example.org", password="wrong"),
    ),
    "sign-in, too often": ("anonymous", too_many_passwords),
    "second step": ("anonymous", second_step),
    "second step, wrong": ("anonymous", wrong_code),
    "sign-up, empty": (
        "anonymous",
        mistakes("account_signup", "email", name="", email="", password1=""),
    ),
    "sign-up, long": (
        "anonymous",
        mistakes(
            "account_signup",
            "email",
            name=long(300),
            email=long(100),
            password1="short",
        ),
    ),
    "reset, empty": (
        "anonymous",
        mistakes("account_reset_password", "email", email=""),
    ),
    "reset, wrong": (
        "anonymous",
        mistakes("account_reset_password", "email", email=long(90)),
    ),
    "new password": ("anonymous", new_password),
    "new password, short": ("anonymous", short_password),
    "new password, old link": ("anonymous", opens("account_reset_password_from_key")),
    "confirm address": ("anonymous", confirming),
    "confirm address, old link": ("anonymous", opens("account_confirm_email")),
    "missed, from a search": (
        "anonymous",
        opens("feedback:missed", "?q=kudonta&municipality=049&language=ar"),
    ),
    "missed, empty": ("anonymous", mistakes("feedback:missed", "what", what="")),
    "missed, long": (
        "anonymous",
        mistakes("feedback:missed", "what", what=TOO_LONG, where=TOO_LONG),
    ),
    "report, empty": ("anonymous", mistakes("feedback:report", "stamp")),
    "report, long": (
        "anonymous",
        mistakes(
            "feedback:report", "stamp", reason="other", text=TOO_LONG, email=long(80)
        ),
    ),
    "report, page open for long": (
        "anonymous",
        mistakes("feedback:report", "stamp", reason="time", stamp="x"),
    ),
    "report, too often": ("anonymous", too_often),
    "confirm, done": ("anonymous", confirm("owner", again=True)),
    "confirm, refused": ("anonymous", confirm("newcomer")),
    "confirm, too late": ("anonymous", expired),
    "confirm, broken link": ("anonymous", opens("freshness:confirm", token="x")),
    "reminders, nobody else": ("anonymous", reminders("beginner")),
    "reminders, no organisation": ("anonymous", reminders("newcomer")),
    "reminders, handed over": ("anonymous", reminders("owner", handed_over=True)),
    "invitation": ("anonymous", opens("organisations:invitation")),
    "invitation, over": ("anonymous", opens("organisations:invitation", token="x")),
    "moderators’ invitation": ("anonymous", opens("moderation:invitation")),
    "moderators’ invitation, over": (
        "anonymous",
        opens("moderation:invitation", token="x"),
    ),
}
