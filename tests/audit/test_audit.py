"""What `make audit` audits: states that are reached, and nothing left behind."""

import pytest

from accounts.models import User
from tests.audit.__main__ import LOADS
from tests.audit.recording import Records
from tests.audit.world import Audited
from tests.guards import Page

pytestmark = pytest.mark.django_db


def test_states_are_reached_and_taken_back() -> None:
    records = Records(Audited(), "confirm address")
    people = User.objects.count()

    for at in range(len(records.states["sv"])):
        records.number(at, "sv")

    good, old = (Page(one.body.decode()) for one in records.pages)
    assert (good.language, old.language) == ("sv", "sv")
    assert good.headings == ["Bekräfta din e-postadress"]
    assert [one.name for one in records.pages] == [
        "confirm address",
        "confirm address, old link",
    ]
    assert records.pages[0].body != records.pages[1].body
    assert User.objects.count() == people


def test_three_rounds_in_a_row_have_every_language_and_scripts_or_none() -> None:
    for first in range(len(LOADS)):
        three = [LOADS[(first + turn) % len(LOADS)] for turn in range(3)]
        assert {language for language, _scripts in three} == {"fi", "sv", "en"}
        assert {scripts for _language, scripts in three} == {True, False}
