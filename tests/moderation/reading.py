"""What the moderators' tests share: sent versions, and forms as browsers send them."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from activities.models import Version
from tests import factories
from tests.confirming import confirmed


def sent(title: str = "Kielikahvila", **fields: Any) -> Version:
    """A version that waits for a moderator, of an entry that was never public."""
    activity = factories.activity(title, published=False, **fields)
    version = activity.versions.get()
    author = factories.person("Ada")
    Version.objects.filter(pk=version.pk).update(author=author)
    version.refresh_from_db()
    version.submit(author)
    return version


def page(name: str, *args: object) -> str:
    """The address in English, whose words the tests know."""
    with override("en"):
        return reverse(f"moderation:{name}", args=args)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return confirmed(client)


def typed(client: Client, url: str, **values: Any) -> dict[str, Any]:
    """What the page's form sends: what it carries hidden, and these values."""
    form = client.get(url).context["form"]
    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    return hidden | values
