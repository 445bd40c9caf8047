"""How long something has waited, in days on which authorities work."""

import datetime as dt

from django.utils import timezone

from activities.recurrence import is_holiday

DAY = dt.timedelta(days=1)


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def working_days_since(moment: dt.datetime, today: dt.date | None = None) -> int:
    """Working days after the day of `moment`, today included; 0 on the same day."""
    last = today or timezone.localdate()
    first = timezone.localdate(moment)
    days = ((first + n * DAY) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def waited_since(days: int, today: dt.date | None = None) -> dt.datetime:
    """What came before this moment has waited at least so many working days."""
    day = today or timezone.localdate()
    left = days
    while left:
        left -= is_working_day(day)
        day -= DAY
    # Everything on `day` has waited that long: up to the midnight that ends it.
    return timezone.make_aware(dt.datetime.combine(day + DAY, dt.time()))
