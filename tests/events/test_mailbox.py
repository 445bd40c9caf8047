"""A developer reads the mails of the site in the browser, and nobody else does."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from events.mailbox import mailbox, mailbox_mail
from events.models import Mail
from tests.guards import Page, read_only

pytestmark = pytest.mark.django_db


def test_works(rf: RequestFactory, mail: Mail) -> None:
    with read_only():
        html = mailbox(rf.get("/dev/mailbox/")).content.decode()
    page = Page(html)

    assert page.headings == ["Mailbox"]
    assert not page.inline
    assert f'href="{mail.pk}/"' in html
    assert mail.address in html


def test_newest_is_first(rf: RequestFactory, mail: Mail) -> None:
    mail.pk, mail.message_id, mail.subject = None, "<other>", "The second"
    mail.save(force_insert=True)

    html = mailbox(rf.get("/dev/mailbox/")).content.decode()

    first, second = Mail.objects.all()
    assert html.index(f'href="{first.pk}/"') < html.index(f'href="{second.pk}/"')
    assert first.subject == "The second"


def test_empty(rf: RequestFactory) -> None:
    assert "No mail yet" in mailbox(rf.get("/dev/mailbox/")).content.decode()


def test_links_of_a_mail_work(rf: RequestFactory, mail: Mail) -> None:
    mail.text = "<b>Hei</b>\n\nVahvista:\nhttp://localhost:8000/fi/x/?a=1&b=2\n"
    mail.save()

    with read_only():
        html = mailbox_mail(rf.get("/"), mail.pk).content.decode()
    page = Page(html)

    assert page.headings == [mail.subject]
    assert not page.inline
    assert "&lt;b&gt;Hei" in html
    link = '<a class="btn" href="http://localhost:8000/fi/x/?a=1&amp;b=2">Vahvista</a>'
    assert link in html


def test_bad_id(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        mailbox_mail(rf.get("/"), 404)


def test_wrong_method(rf: RequestFactory) -> None:
    assert mailbox(rf.post("/")).status_code == 405
    assert mailbox_mail(rf.post("/"), 1).status_code == 405


def test_not_in_production(client: Client, mail: Mail) -> None:
    assert client.get("/dev/mailbox/").status_code == 404
    assert client.get(f"/dev/mailbox/{mail.pk}/").status_code == 404
