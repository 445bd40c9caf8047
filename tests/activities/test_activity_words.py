"""The words that say which entries are meant."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from activities.models import Activity, Schedule
from activities.recurrence import HELSINKI
from tests import factories
from tests.factories import Spec, on_dates, weekly

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture(autouse=True)
def today(time_machine: time_machine.TimeMachineFixture) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI))


def titles(word: str, *args: object) -> list[str]:
    found = getattr(Activity.objects, word)(*args)
    return [str(one.public_version.title_fi) for one in found if one.public_version]


def listed() -> list[str]:
    return titles("public")


@pytest.mark.parametrize("state", ["pending", "rejected", "suspended"])
def test_nothing_of_an_organisation_that_is_not_approved(state: str) -> None:
    elsewhere = factories.organisation("Odottava ry", state=state)
    factories.activity("Piilossa", organisation=elsewhere)
    factories.activity("Näkyvissä")

    assert titles("published") == listed() == ["Näkyvissä"]


def test_nothing_that_was_never_approved(ada: User, mona: User) -> None:
    factories.activity("Luonnos", published=False)
    waiting = factories.activity("Odottaa", published=False).versions.get()
    waiting.submit(ada)
    rejected = factories.activity("Hylätty", published=False).versions.get()
    rejected.submit(ada)
    rejected.reject(mona, "Yksittäinen tapahtuma.")

    assert not Activity.objects.published().exists()
    assert not Activity.objects.public().exists()


def test_what_is_taken_down_has_no_page(mona: User) -> None:
    factories.activity("Poistettu").take_down(mona, "Epäselvä.")

    assert titles("published") == listed() == []


def test_what_is_withdrawn_has_a_page_and_is_not_listed(ada: User) -> None:
    factories.activity("Peruttu").withdraw(ada)

    assert titles("published") == ["Peruttu"]
    assert listed() == []


def test_what_is_full_or_on_a_break_is_listed(ada: User) -> None:
    entry = factories.activity("Tauolla")
    entry.set_full(ada, full=True)
    entry.set_break(ada, day(30))

    assert listed() == ["Tauolla"]


@pytest.mark.parametrize(
    ("due", "overdue", "unconfirmed", "hidden"),
    [
        (0, False, False, False),
        (-1, True, False, False),
        (-30, True, False, False),
        (-31, True, True, False),
        (-60, True, True, False),
        (-61, True, True, True),
    ],
)
def test_how_long_ago_it_should_have_been_checked(
    due: int, overdue: bool, unconfirmed: bool, hidden: bool
) -> None:
    entry = factories.activity("Kahvila", check_due_on=day(due))

    assert (titles("overdue") == ["Kahvila"]) is overdue
    assert entry.is_unconfirmed is unconfirmed
    assert entry.is_hidden is hidden
    assert titles("checked") == listed() == ([] if hidden else ["Kahvila"])
    assert titles("published") == ["Kahvila"]


def test_what_was_never_public_needs_no_check() -> None:
    draft = factories.activity(published=False)

    assert not draft.is_unconfirmed
    assert not draft.is_hidden
    assert not Activity.objects.overdue().exists()


@pytest.mark.parametrize(
    ("specs", "ended"),
    [
        ([weekly("mo")], None),
        ([weekly("mo", end_date=day(0))], None),
        ([weekly("mo", end_date=day(-1))], -1),
        ([weekly("mo", end_date=day(-9)), weekly("tu", end_date=day(-3))], -3),
        ([weekly("mo", end_date=day(-9)), weekly("tu")], None),
        ([weekly("mo", start_date=day(9))], None),
        ([on_dates(day(-9), day(-5))], -5),
        ([on_dates(day(-9), day(0))], None),
        ([on_dates(day(-5)), weekly("mo", end_date=day(-7))], -5),
        ([on_dates(day(-5)), factories.by_agreement()], None),
        ([factories.by_agreement() | {"end_date": day(-2)}], -2),
        ([factories.always()], None),
        # A period beside chosen dates means nothing: the dates are chosen.
        ([on_dates(day(5)) | {"end_date": day(-1)}], None),
        ([on_dates(day(-5)) | {"end_date": day(30)}], -5),
    ],
)
def test_when_it_has_ended(specs: list[Spec], ended: int | None) -> None:
    entry = factories.activity("Kahvila", schedules=specs)

    assert entry.ended_on == (None if ended is None else day(ended))
    assert titles("not_ended") == listed() == (["Kahvila"] if ended is None else [])


def test_a_draft_has_not_ended() -> None:
    over = weekly("mo", end_date=day(-3))
    draft = factories.activity(schedules=[over], published=False)

    assert draft.ended_on is None


offsets = st.none() | st.integers(-3, 3)
rules = st.sampled_from(["weekly", "hours", "monthly", "dates", "agreement", "always"])


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    plans=st.lists(
        st.tuples(
            rules, offsets, st.lists(st.integers(-3, 3), min_size=1, unique=True)
        ),
        max_size=3,
    )
)
def test_page_and_list_agree_on_what_has_ended(
    plans: list[tuple[str, int | None, list[int]]],
) -> None:
    Schedule.objects.all().delete()
    entry = Activity.objects.first() or factories.activity()
    for rule, end, dates in plans:
        spec: Spec = {"rule": rule, "week": 1 if rule == "monthly" else None}
        spec["end_date"] = None if end is None else day(end)
        if rule == "dates":
            spec["slots"] = [(day(offset), "17:00-19:00") for offset in dates]
        factories.schedule(entry.published_version, spec)

    fresh = Activity.objects.get()
    assert (fresh.ended_on is None) is Activity.objects.not_ended().exists()


def test_of_one_kind() -> None:
    factories.activity("Kahvila")
    factories.activity("Koulutus", kind="training")

    assert titles("of_kind", "activity") == ["Kahvila"]
    assert titles("of_kind", "training") == ["Koulutus"]


def test_offered_by_an_organisation(cleo: User) -> None:
    elsewhere = cleo.memberships.get().organisation
    factories.activity("Meidän")
    factories.activity("Naapurin", organisation=elsewhere)

    assert titles("offered_by", elsewhere) == ["Naapurin"]


def test_editable_by_members_only(ada: User, ben: User, cleo: User, mona: User) -> None:
    factories.activity("Meidän")

    assert titles("editable_by", ada) == titles("editable_by", ben) == ["Meidän"]
    assert titles("editable_by", cleo) == titles("editable_by", mona) == []


def test_newest_first() -> None:
    now = timezone.now()
    factories.activity("Vanha", published_at=now - dt.timedelta(days=9))
    factories.activity("Uusi", published_at=now)
    factories.activity("Samaan aikaan", published_at=now)
    draft = factories.activity("Luonnos", published=False)

    assert titles("newest_first") == ["Uusi", "Samaan aikaan", "Vanha"]
    assert list(Activity.objects.newest_first())[-1] == draft


def similar(entry: Activity) -> list[str]:
    found = Activity.objects.public().similar_to(entry)
    return [one.published_version.title_fi for one in found]


def test_similar_ones_share_a_theme_or_a_format() -> None:
    entry = factories.activity(
        terms={"themes": ["sport"], "formats": ["course"], "municipalities": ["049"]}
    )
    both = {"themes": ["sport"], "formats": ["course"]}
    factories.activity("Molemmat", terms=both)
    factories.activity("Teema", terms={"themes": ["sport", "music"]})
    factories.activity("Muoto", terms={"themes": ["music"], "formats": ["course"]})
    factories.activity("Ei mikään", terms={"themes": ["music"]})

    assert sorted(similar(entry)) == ["Molemmat", "Muoto", "Teema"]


def test_similar_ones_nearest_first_then_freshest() -> None:
    entry = factories.activity(terms={"municipalities": ["049"]})
    factories.activity("Kajaani", terms={"municipalities": ["205"]})
    factories.activity("Verkossa", terms={"municipalities": []}, online=True)
    factories.activity("Helsinki", terms={"municipalities": ["091"]})
    factories.activity("Suomi", terms={"municipalities": []}, nationwide=True)
    factories.activity(
        "Espoo vanha", terms={"municipalities": ["049"]}, checked_on=day(-9)
    )
    factories.activity("Espoo", terms={"municipalities": ["049", "205"]})

    assert similar(entry) == [
        "Espoo",
        "Espoo vanha",
        "Helsinki",
        "Verkossa",
        "Suomi",
        "Kajaani",
    ]


def test_similar_ones_are_of_the_same_kind_and_not_itself() -> None:
    entry = factories.activity()
    factories.activity("Koulutus", kind="training")

    assert similar(entry) == []
