"""What must always hold: said to people by full_clean(), held by the database."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import override

from activities.models import (
    Activity,
    CancelledDate,
    Decision,
    Schedule,
    ScheduleBreak,
    ShortText,
    Slot,
    TermWord,
    Version,
)
from tests import factories

pytestmark = pytest.mark.django_db
FIRST, LATER = dt.date(2026, 11, 23), dt.date(2026, 12, 7)
NINE = dt.time(9)


def draft() -> Version:
    found = Version.objects.filter(number=1).first()
    return found or factories.activity(published=False).versions.get()


def schedule() -> Schedule:
    return draft().schedules.get()


def version_with(**fields: object) -> Version:
    one = draft()
    for name, value in fields.items():
        setattr(one, name, value)
    return one


def schedule_with(**fields: object) -> Schedule:
    return Schedule(version=draft(), **({"rule": "weekly"} | fields))


def second_open_version() -> Version:
    return Version(activity=draft().activity, number=2, title_fi="Kahvila")


def public_but_unchecked() -> Activity:
    one = draft().activity
    one.public_version = draft()
    return one


def cancelled_again(starts_at: dt.time | None) -> CancelledDate:
    of = draft().activity
    CancelledDate.objects.create(activity=of, date=FIRST, starts_at=starts_at)
    return CancelledDate(activity=of, date=FIRST, starts_at=starts_at)


def second_short_text() -> ShortText:
    arabic = factories.language("ar")
    draft().short_texts.create(language=arabic, text="مقهى")
    return ShortText(version=draft(), language=arabic, text="مقهى")


def same_time_again(date: dt.date | None) -> Slot:
    Slot.objects.create(schedule=schedule(), weekday=0, date=date, starts_at=NINE)
    return Slot(schedule=schedule(), weekday=0, date=date, starts_at=NINE)


def broken_word(**terms: object) -> TermWord:
    return TermWord(language_code="fi", word="jumppa", relation="synonym", **terms)


DATES = "The last date is before the first. Check the dates."
AGES = "The youngest age is above the oldest. Check the ages."
PLACE = "The place on the map is not in Finland. Check the address."
CANCELLED = "This date has been cancelled already."
WEEKS = "Choose from 1 to 26 weeks."
FIRST_DATE = "Write the first date, so that we know which weeks are meant."
WEEK = "Choose the week of the month."
ONE_TERM = "Choose one term for the word."

BROKEN: dict[str, tuple[Callable[[], models.Model], str]] = {
    "second open version": (
        second_open_version,
        "Somebody is already writing a new version. Open that one.",
    ),
    "ages": (lambda: version_with(min_age=18, max_age=17), AGES),
    "too far south": (lambda: version_with(latitude=58.9, longitude=25.0), PLACE),
    "too far east": (lambda: version_with(latitude=60.1, longitude=32.1), PLACE),
    "half a place": (lambda: version_with(latitude=60.1, longitude=None), PLACE),
    "public unchecked": (public_but_unchecked, "Say when the details were checked."),
    "cancelled date": (lambda: cancelled_again(None), CANCELLED),
    "cancelled time": (lambda: cancelled_again(NINE), CANCELLED),
    "short text": (
        second_short_text,
        "There is already a short text in this language.",
    ),
    "rejection": (
        lambda: Decision(
            version=draft(), by=factories.person("Mona"), verdict="reject"
        ),
        "Write the reason. The editor needs it.",
    ),
    "period": (lambda: schedule_with(start_date=LATER, end_date=FIRST), DATES),
    "no interval": (lambda: schedule_with(interval=0, start_date=FIRST), WEEKS),
    "interval": (lambda: schedule_with(interval=27, start_date=FIRST), WEEKS),
    "interval without date": (lambda: schedule_with(interval=2), FIRST_DATE),
    "interval of months": (
        lambda: schedule_with(rule="monthly", week=1, interval=2, start_date=FIRST),
        FIRST_DATE,
    ),
    "monthly": (lambda: schedule_with(rule="monthly"), WEEK),
    "weekly in a week": (lambda: schedule_with(week=1), WEEK),
    "weekly time": (lambda: same_time_again(None), "This time is there already."),
    "dated time": (lambda: same_time_again(FIRST), "This date is there already."),
    "break": (
        lambda: ScheduleBreak(schedule=schedule(), first_date=LATER, last_date=FIRST),
        DATES,
    ),
    "word of none": (lambda: broken_word(), ONE_TERM),
    "word of two": (
        lambda: broken_word(
            theme=factories.theme("sport"), format=factories.format_of("course")
        ),
        ONE_TERM,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_says_what_to_do(name: str) -> None:
    make, message = BROKEN[name]
    one = make()

    with override("en"):
        with pytest.raises(ValidationError) as raised:
            one.validate_constraints()
        assert raised.value.messages == [message]


@pytest.mark.parametrize("name", BROKEN)
def test_full_clean_refuses_it(name: str) -> None:
    one = BROKEN[name][0]()

    with pytest.raises(ValidationError):
        one.full_clean()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_it(name: str) -> None:
    one = BROKEN[name][0]()

    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_every_constraint_is_tried() -> None:
    """A new constraint with a message belongs into the list above."""
    tried = {type(make()) for make, _message in BROKEN.values()}
    mine = {Activity, CancelledDate, Decision, Schedule, ScheduleBreak, ShortText}

    assert tried == mine | {Slot, TermWord, Version}


@pytest.mark.parametrize(
    "fields",
    [
        {"min_age": 18, "max_age": 18},
        {"min_age": 18},
        {"max_age": 6},
        {"latitude": 60.17, "longitude": 24.94},
        {"latitude": 69.9, "longitude": 27.0},
    ],
)
def test_what_is_right_is_taken(fields: dict[str, float]) -> None:
    one = version_with(**fields)
    one.full_clean()
    one.save()

    assert Version.objects.filter(pk=one.pk, **fields).exists()


def test_the_same_version_number_once() -> None:
    again = Version(activity=draft().activity, number=1, state="rejected")

    with pytest.raises(ValidationError):
        again.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_the_day_of_the_week_is_one_of_seven() -> None:
    with override("en"):
        one = Slot(schedule=schedule(), weekday=7, starts_at=NINE)
        with pytest.raises(ValidationError) as raised:
            one.validate_constraints()
        assert raised.value.messages == ["Choose the day of the week."]
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_a_date_gives_its_own_weekday() -> None:
    """Whatever was typed: 7 December 2026 is a Monday."""
    one = Slot(schedule=schedule(), weekday=5, date=LATER, starts_at=dt.time(10))
    one.full_clean()
    assert one.weekday == 0

    other = Slot.objects.create(
        schedule=schedule(), weekday=5, date=FIRST, starts_at=dt.time(10)
    )
    other.refresh_from_db()
    assert other.weekday == 0


@pytest.mark.parametrize("postcode", ["0010", "001000", "0010a", "٠٠١٠٠", "00100\n"])
def test_a_postcode_has_five_digits(postcode: str) -> None:
    with override("en"):
        with pytest.raises(ValidationError) as raised:
            version_with(postcode=postcode).full_clean()
        assert (
            "We cannot find this postcode. It has five digits."
            in raised.value.message_dict["postcode"]
        )


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("title_fi", 120),
        ("summary_sv", 300),
        ("description_en", 5000),
        ("plain_fi", 2000),
    ],
)
def test_texts_have_a_length(field: str, longest: int) -> None:
    version_with(**{field: "ä" * longest}).full_clean()

    with pytest.raises(ValidationError) as raised:
        version_with(**{field: "ä" * (longest + 1)}).full_clean()
    assert field in raised.value.message_dict


def test_a_short_text_is_short() -> None:
    one = ShortText(version=draft(), language=factories.language("ar"), text="م" * 300)
    one.full_clean()
    one.text += "م"

    with pytest.raises(ValidationError) as raised:
        one.full_clean()
    assert set(raised.value.message_dict) == {"text"}


def test_a_price_is_not_negative() -> None:
    with pytest.raises(ValidationError) as raised:
        version_with(price="paid", price_amount=-1).full_clean()
    assert set(raised.value.message_dict) == {"price_amount"}
