"""The decision page: one page, one decision, on exactly what was read."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from activities.models import Activity, Decision, Version
from events.models import Event, Mail
from moderation.models import Claim
from organisations.models import Membership, Organisation
from tests import factories
from tests.moderation.reading import page, sent, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(ada: User) -> Version:
    return sent()


def decide(client: Client, version: Version, **values: Any) -> Any:
    url = page("version", version.pk)
    return client.post(url, typed(client, url, **values))


def test_approve(client: Client, mona: User, version: Version) -> None:
    response = decide(signed_in(client, mona), version, verdict="approve")

    assert response.status_code == 302
    assert response["Location"] == page("queue")
    version.refresh_from_db()
    assert version.state == "approved"
    assert Activity.objects.public().get().public_version == version
    mail = Mail.objects.get(name="entry_approved")
    assert mail.user == version.author
    assert mail.language == "fi"


def test_return_with_a_comment_at_a_field(
    client: Client, mona: User, version: Version
) -> None:
    values = {"verdict": "return", "comment-title_fi": "Missä?"}
    decide(signed_in(client, mona), version, **values)

    version.refresh_from_db()
    assert version.state == "draft"
    assert Decision.objects.get().comments == {"title_fi": "Missä?"}
    assert Mail.objects.filter(name="entry_returned").count() == 1


def test_return_with_a_general_remark(
    client: Client, mona: User, version: Version
) -> None:
    decide(signed_in(client, mona), version, verdict="return", reason="Hyvä alku.")

    decision = Decision.objects.get()
    assert (decision.reason, decision.comments) == ("Hyvä alku.", {})
    assert "Hyvä alku." in Mail.objects.get(name="entry_returned").text


def test_reject_with_a_common_reason_in_the_editors_language(
    client: Client, mona: User, ada: User, version: Version
) -> None:
    User.objects.filter(pk=ada.pk).update(language="sv")
    reason = factories.reason()
    assert reason is not None
    values = {"verdict": "reject", "template": reason.pk, "reason": "Eget ord."}
    decide(signed_in(client, mona), version, **values)

    decision = Decision.objects.get()
    assert decision.reason == f"{reason.text_sv}\n\nEget ord."
    assert reason.text_sv in Mail.objects.get(name="entry_rejected").text


@pytest.mark.parametrize(
    "values",
    [{}, {"verdict": "return"}, {"verdict": "reject"}, {"verdict": "x"}],
)
def test_bad_input_keeps_what_was_typed(
    client: Client, mona: User, version: Version, values: dict[str, str]
) -> None:
    long = {"comment-schedules": "x" * 1001}
    response = decide(signed_in(client, mona), version, **values | long)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert "x" * 1001 in response.content.decode()
    assert not Decision.objects.exists()


def test_somebody_who_moderates_elsewhere(
    client: Client, nils: User, version: Version
) -> None:
    url = page("version", version.pk)

    assert signed_in(client, nils).get(url).status_code == 404
    assert client.post(url, {"verdict": "approve"}).status_code == 404


def test_editor_of_the_entry_is_a_stranger_here(
    client: Client, ada: User, version: Version
) -> None:
    url = page("version", version.pk)

    assert signed_in(client, ada).get(url).status_code == 404
    assert client.post(url, {"verdict": "approve"}).status_code == 404


def test_visitor_is_asked_to_sign_in(client: Client, version: Version) -> None:
    assert client.get(page("version", version.pk)).status_code == 302


def test_nobody_decides_for_their_own_organisation(
    client: Client, mona: User, version: Version, kotikulma: Organisation
) -> None:
    Membership.objects.create(user=mona, organisation=kotikulma)
    url = page("version", version.pk)
    data = typed(signed_in(client, mona), url, verdict="approve")

    assert not client.get(url).context["can_decide"]
    assert client.post(url, data).status_code == 403
    assert not Decision.objects.exists()


def test_unknown_version_and_draft_that_was_never_sent(
    client: Client, mona: User, ada: User
) -> None:
    draft = factories.activity("Luonnos", published=False).versions.get()

    assert signed_in(client, mona).get(page("version", 99)).status_code == 404
    assert client.get(page("version", draft.pk)).status_code == 404


def test_wrong_method(client: Client, mona: User, version: Version) -> None:
    url = page("version", version.pk)

    assert signed_in(client, mona).put(url).status_code == 405


def test_administrators_see_all(client: Client, root: User, version: Version) -> None:
    assert signed_in(client, root).get(page("version", version.pk)).status_code == 200


def test_changed_while_it_was_read(
    client: Client, mona: User, ada: User, version: Version
) -> None:
    url = page("version", version.pk)
    values = {"verdict": "approve", "comment-title_fi": "Hyvä."}
    data = typed(signed_in(client, mona), url, **values)
    version.take_back(ada)
    version.save_draft(ada, version.revision, {"summary_fi": "Toinen teksti."})
    version.submit(ada)

    response = client.post(url, data)

    assert response.status_code == 409
    assert response.context["review"].changed_since == {"summary_fi"}
    assert "Hyvä." in response.content.decode()
    assert not Decision.objects.exists()
    again = response.context["form"]
    assert again["revision"].value() == str(version.revision)


def test_taken_back_while_it_was_read(
    client: Client, mona: User, ada: User, version: Version
) -> None:
    url = page("version", version.pk)
    data = typed(signed_in(client, mona), url, verdict="approve")
    version.take_back(ada)

    response = client.post(url, data)

    assert response.status_code == 409
    assert "Puhumme suomea." not in response.content.decode()


def test_two_moderators_never_decide_twice(
    client: Client, mona: User, root: User, version: Version
) -> None:
    url = page("version", version.pk)
    data = typed(signed_in(client, mona), url, verdict="reject", reason="Ei sovi.")
    version.approve(root)

    response = client.post(url, data)

    assert response.status_code == 409
    assert response.context["decided"].by == root
    assert Decision.objects.count() == 1


def test_who_reviews_it_decides(
    client: Client, mona: User, root: User, version: Version
) -> None:
    url = page("version", version.pk)
    data = typed(signed_in(client, mona), url, verdict="approve")
    Claim.objects.take(version, root)

    response = client.post(url, data)

    assert response.status_code == 409
    assert not response.context["can_decide"]
    assert not Decision.objects.exists()


def test_decision_gives_the_review_back(
    client: Client, mona: User, version: Version
) -> None:
    Claim.objects.take(version, mona)
    decide(signed_in(client, mona), version, verdict="approve")

    assert not Claim.objects.exists()


def test_pending_organisation_and_its_entry_on_one_page(
    client: Client, mona: User, ada: User, kotikulma: Organisation
) -> None:
    Organisation.objects.update(state="pending")
    version = sent()
    decide(signed_in(client, mona), version, verdict="both")

    kotikulma.refresh_from_db()
    version.refresh_from_db()
    assert (kotikulma.state, version.state) == ("approved", "approved")
    assert Activity.objects.public().exists()


def test_neither_is_approved_when_the_organisation_was_decided_meanwhile(
    client: Client, mona: User, ada: User, root: User, kotikulma: Organisation
) -> None:
    Organisation.objects.update(state="pending")
    version = sent()
    url = page("version", version.pk)
    data = typed(signed_in(client, mona), url, verdict="both")
    Organisation.objects.get().reject(root, "Ei yhdistys.")

    assert client.post(url, data).status_code == 409
    version.refresh_from_db()
    assert version.state == "submitted"
    assert not Event.objects.filter(verb="publish").exists()


def test_organisation_of_another_area_stays_pending(
    client: Client, mona: User, ada: User, kotikulma: Organisation
) -> None:
    far = factories.town("837")
    Organisation.objects.update(state="pending", home_municipality=far)
    version = sent()
    response = signed_in(client, mona).get(page("version", version.pk))
    verdicts = [name for name, _label in response.context["review"].verdicts()]

    assert verdicts == ["approve", "return", "reject"]


def test_differences_stand_beside_the_public_version(
    client: Client, mona: User, ada: User
) -> None:
    activity = factories.activity()
    draft = activity.published_version.new_draft(ada)
    draft.save_draft(ada, draft.revision, {"title_fi": "Kielikahvila iltaisin"})
    draft.submit(ada)
    response = signed_in(client, mona).get(page("version", draft.pk))

    changed = [one.column for one, _comment in response.context["changed"]]
    assert changed == ["title_fi"]
    assert "<ins>" in response.content.decode()
