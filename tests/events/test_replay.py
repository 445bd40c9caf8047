"""The log alone tells the state of things, and finds what went round it."""

import pytest

from accounts.models import User
from activities.models import Activity
from events.replay import disagreement, replayed
from tests import factories

pytestmark = pytest.mark.django_db


def test_log_has_the_last_value_of_each_column(ada: User) -> None:
    activity = factories.activity(published=False)
    activity.set_full(ada, True)
    activity.withdraw(ada)
    activity.bring_back(ada)

    assert replayed(activity) == {"full": True, "withdrawn_at": None}
    assert disagreement(activity) == {}


def test_change_past_the_log_is_found(ada: User) -> None:
    activity = factories.activity(published=False)
    activity.set_full(ada, True)
    Activity.objects.filter(pk=activity.pk).update(full=False)

    assert disagreement(activity) == {"full": (True, False)}
