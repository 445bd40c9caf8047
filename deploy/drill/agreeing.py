"""What one node approves, the next search on the other node finds."""

from random import choices
from string import ascii_letters, ascii_lowercase
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.approvals import let_wait
from benchmarks.crowd import at
from benchmarks.forms import Fields
from deploy.drill.cluster import Cluster
from deploy.drill.nodes import HTTPS, Node
from tests.serving import HOST, Answer, ask

if TYPE_CHECKING:
    from activities.models import Version


def unseen(cluster: Cluster, times: int = 10) -> list[str]:
    """The titles that a search did not find right after their approval, of so many; in
    turns on each node. Django must be set up with the cluster's environment.
    """
    # A word that no other entry has.
    word = "".join(choices(ascii_lowercase, k=12))
    moderator = Moderator()
    found = []
    for number, version in enumerate(let_wait(times, word)):
        here, there = cluster.nodes[number % 2], cluster.nodes[1 - number % 2]
        search = f"{at('search:activities')}?{urlencode({'q': version.title_fi})}"
        if _shows(there, search, version):
            raise AssertionError(f"{search} finds what nobody has approved")
        moderator.approve(here, version)
        if not _shows(there, search, version):
            found.append(str(version.title_fi))
    return found


def _shows(node: Node, search: str, version: "Version") -> bool:
    answer = ask(node.port, search, headers=HTTPS)
    link = f"{at('search:activities')}{version.activity_id}-"
    return link.encode() in answer.body


class Moderator:
    """One who is signed in, and decides on everything."""

    def __init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        from tests import factories

        user = factories.second_step(factories.person("Both-nodes", is_superuser=True))
        client = Client()
        client.force_login(user)
        self.token = "".join(choices(ascii_letters, k=32))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {
            settings.SESSION_COOKIE_NAME: session,
            settings.CSRF_COOKIE_NAME: self.token,
        }
        text = "; ".join(f"{name}={value}" for name, value in cookies.items())
        form = "application/x-www-form-urlencoded"
        self.headers = {
            **HTTPS,
            "Cookie": text,
            "Content-Type": form,
            "Referer": f"https://{HOST}/",
        }

    def approve(self, node: Node, version: "Version") -> None:
        path = at("moderation:version", version.pk)
        page = Fields()
        page.feed(self._ask(node, path).body.decode())
        (form,) = [some for some in page.forms if "revision" in dict(some)]
        sent = dict(form) | {"verdict": "approve", "csrfmiddlewaretoken": self.token}
        answer = self._ask(node, path, urlencode(sent).encode())
        if answer.status != 302:
            raise AssertionError(f"{path} answers {answer.status}")

    def _ask(self, node: Node, path: str, body: bytes | None = None) -> Answer:
        return ask(node.port, path, headers=self.headers, body=body)
