"""Whatever people write stays text: on every page, in data, calendars and mails."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Version
from activities.structured_data import structured_data
from activities.templatetags.structured_data import json_ld
from events.admin import site as administration
from events.delivery import html
from events.models import Mail
from tests import factories
from tests.guards import Page
from tests.site.addresses import addresses
from tests.site.world import World, arguments_of

pytestmark = pytest.mark.django_db
EVIL = "x\"'><xss onerror=evil(1)></script><xss>{{7*7}}{%x%}"
SHORT = "\"'><xss>"
OURS = ("accounts", "activities", "feedback", "moderation", "organisations", "regions")
# Their texts are drawn by pages; codes, addresses and signs are not free texts.
NOT_FREE = re.compile(
    r"code|slug|token|hash|state|language|postcode|email|phone|url|website|digest|zone"
    # It would sign everybody out.
    r"|password"
)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _value in attrs}
        if tag == "xss" or any(name.startswith("on") for name in names):
            self.found.append(tag)


def is_sound(page: str) -> bool:
    """Nothing of ours became an element, and no template ran."""
    inline = [one for one in Page(page).inline if " value=" not in one]
    return not Tags(page).found and not inline and "49{%" not in page


def free_texts() -> Iterator[tuple[type[models.Model], list[Any]]]:
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            fields = [
                one
                for one in model._meta.get_fields()
                if isinstance(one, models.CharField | models.TextField)
                and not (one.choices or one.unique or NOT_FREE.search(one.name))
            ]
            if fields:
                yield model, fields


def poison() -> set[str]:
    """Write it into every text of every row; give the names of the fields."""
    done = set()
    for model, fields in free_texts():
        for row in model._default_manager.all():
            one = model._default_manager.filter(pk=row.pk)
            for field in fields:
                # Names are unique; and what is too long would be refused in forms.
                text = f"{EVIL}{row.pk}"
                if (field.max_length or 999) < len(text):
                    text = SHORT
                if (field.max_length or 999) >= len(text) and written(one, field, text):
                    done.add(f"{model.__name__}.{field.name}")
    return done


def written(one: Any, field: models.Field[Any, Any], text: str) -> bool:
    try:
        with transaction.atomic():
            return bool(one.update(**{field.name: text}))
    except IntegrityError:
        # It would be refused in a form as well.
        return False


def test_stored(world: World) -> None:
    done = poison()
    assert {"Version.title_fi", "Organisation.name_fi", "User.name", "Report.text"} <= (
        done
    )
    call_command("build_documents", verbosity=0)

    for role, pages in (("anonymous", 15), ("owner", 25), ("administrator", 25)):
        seen = 0
        client = Client()
        if user := world.people[role]:
            client.force_login(user)
        for one in addresses():
            given = arguments_of(world, one.name, one.arguments)
            response = client.get(reverse(one.name, kwargs=given))
            kind = response.get("Content-Type", "")
            if user and not one.public:
                assert "no-store" in response["Cache-Control"], one.name
            # Where a formula might run. The portal writes no tables as files.
            assert not re.search("csv|sheet|excel|tab-sep", kind), one.name
            if response.status_code == 200 and "text/html" in kind:
                assert is_sound(response.text), (role, one.name)
                seen += "&lt;xss" in response.text
        # In so many pages it was there, as text.
        assert seen > pages, role


def test_administration(world: World) -> None:
    poison()
    client = Client()
    client.force_login(world.people["administrator"])  # type: ignore[arg-type]
    for table in administration._registry:
        name = f"admin:{table._meta.app_label}_{table._meta.model_name}"
        row = table._default_manager.first()
        assert is_sound(client.get(reverse(f"{name}_changelist")).text), name
        if row:
            page = client.get(reverse(f"{name}_change", args=[row.pk]))
            assert page.status_code == 200, name
            assert is_sound(page.text), name


def test_cards_and_data(world: World) -> None:
    poison()
    call_command("build_documents", verbosity=0)
    entry = Activity.objects.get(pk=world.arguments["activities:*"]["pk"])

    found = Client().get(reverse("search:activities"))
    assert "&lt;xss" in found.text
    assert is_sound(found.text)
    block = json_ld(structured_data(entry, []))
    assert "<xss" not in block
    assert "</script><" not in block.removesuffix("</script>")
    assert json.loads(block.partition(">")[2].removesuffix("</script>").strip())


def test_calendar_has_no_lines_of_others() -> None:
    nasty = "Kerho\r\nATTACH:https://evil.example\nX:;,\\"
    entry = factories.activity("Kerho", address="Katu 1\r\nATTENDEE:mailto:a@b.fi")
    entry.versions.update(title_fi=nasty, summary_fi=nasty)
    path = reverse("activities:calendar", args=[entry.pk])

    text = Client().get(path).text.replace("\r\n ", "")

    assert "BEGIN:VEVENT" in text
    names = {re.split("[:;]", line)[0] for line in text.split("\r\n")}
    assert not names & {"ATTACH", "ATTENDEE", "X"}
    assert "\n" not in text.replace("\r\n", "")


def test_mail_has_one_subject_and_no_markup(world: World) -> None:
    poison()
    owner, entry = world.people["owner"], world.arguments["activities:*"]["pk"]
    assert owner
    nasty = "Kerho\r\nBcc: a@evil.example\n\nHei"
    Version.objects.filter(activity=entry).update(title_fi=nasty)
    Mail.objects.all().delete()
    client = Client()
    client.force_login(owner)
    name = "Ada\r\nBcc: b@evil.example"
    client.post(reverse("account_home"), {"name": name, "language": "fi"})
    version = Activity.objects.get(pk=world.arguments["workspace:submit"]["pk"])
    version.versions.get().submit(owner)
    membership = world.arguments["organisations:member"]["pk"]
    owner.memberships.model.objects.get(pk=membership).remove(owner)

    mails = list(Mail.objects.all())
    assert mails
    for mail in mails:
        assert "\n" not in mail.subject
        assert "\r" not in mail.subject
        assert not Tags(html(mail)).found


@pytest.mark.parametrize("payload", [EVIL, "javascript:evil(1)"])
def test_reflected(world: World, payload: str) -> None:
    names = (
        "q",
        "where",
        "theme",
        "sort",
        "page",
        "near",
        "next",
        "kind",
        "x",
        payload,
    )
    client = Client()
    for one in addresses():
        if not one.public:
            continue
        path = reverse(one.name, kwargs=arguments_of(world, one.name, one.arguments))
        response = client.get(path, dict.fromkeys(names, payload))
        if "text/html" in response.get("Content-Type", ""):
            assert is_sound(response.text), one.name
    for path in ("/en/<xss>/", "/en/activities/<xss>/?<xss>"):
        assert is_sound(client.get(path).text)


def test_held_and_refused_forms(world: World) -> None:
    """What is shown again because it was wrong, or because the session was over."""
    for role in ("anonymous", "owner"):
        client = Client()
        if user := world.people[role]:
            client.force_login(user)
        for one in addresses():
            given = arguments_of(world, one.name, one.arguments)
            names = ("name", "email", "title_fi", "summary_fi", "what", "text", "login")
            data = dict.fromkeys((*names, "name_fi", "reason", EVIL), EVIL)
            with transaction.atomic():
                response = client.post(reverse(one.name, kwargs=given), data)
                transaction.set_rollback(True)
            if "text/html" in response.get("Content-Type", ""):
                assert is_sound(response.text), (role, one.name)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "java\tscript:alert(1)",
        "//evil.example",
        'https://a.fi/" onclick="x',
    ],
)
def test_addresses_are_of_the_web(url: str) -> None:
    entry = factories.activity("Kerho")
    version = entry.versions.get()
    for one, name in (
        (entry, "website"),
        (version, "registration_url"),
        (version, "online_url"),
        (entry.organisation, "website"),
    ):
        setattr(one, name, url)
        with pytest.raises(ValidationError) as refused:
            one.clean_fields()
        assert name in refused.value.message_dict
