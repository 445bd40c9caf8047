"""What happened to a synthetic listing: when it was published and checked …"""

import datetime as dt
from random import Random

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from activities.listings.chance import shares
from activities.listings.surroundings import Town
from activities.listings.wording import words_in
from activities.models.activity import HIDDEN_AFTER, UNCONFIRMED_AFTER

# Nineteen in twenty are public.
FATES = shares(
    {
        "": 850,
        "full": 50,
        "break": 20,
        "unconfirmed": 30,
        "hidden": 15,
        "ended": 15,
        "withdrawn": 10,
        "taken_down": 5,
        "draft": 5,
    }
)
KINDS = shares({"activity": 96, "training": 4})
INTERVALS = shares({6: 5, 12: 3, 3: 2})
DAY = dt.timedelta(days=1)


def facts(chance: Random, town: Town, today: dt.date, fate: str) -> dict[str, object]:
    """The columns of an activity, but for its organisation and version."""
    words = words_in(town.languages[0])
    fields: dict[str, object] = {
        "kind": KINDS.one(chance),
        "contact_name": words.one("people", chance),
        "email": "testi@example.org",
        f"contact_hours_{words.language}": words.one("contact_hours", chance),
        "full": fate == "full",
    }
    if chance.random() < 0.8:
        fields["phone"] = f"040 000 {chance.randint(0, 9999):04}"
    if chance.random() < 0.5:
        fields["website"] = "https://example.org/testi"
    if fate == "break":
        fields["break_until"] = today + DAY * chance.randint(5, 60)
    return fields | _history(chance, today, fate)


def _history(chance: Random, today: dt.date, fate: str) -> dict[str, object]:
    months = INTERVALS.one(chance)
    if fate == "draft":
        return {"check_interval": months}
    checked_on = _checked_on(chance, today, months, fate)
    midnight = timezone.make_aware(dt.datetime.combine(checked_on, dt.time()))
    published_at = midnight - dt.timedelta(minutes=chance.randint(60, 1_000_000))
    history: dict[str, object] = {
        "check_interval": months,
        "checked_on": checked_on,
        "check_due_on": checked_on + relativedelta(months=months),
        "published_at": published_at,
    }
    if fate == "withdrawn":
        history["withdrawn_at"] = midnight
    if fate == "taken_down":
        history |= {"taken_down_at": midnight, "taken_down_reason": "Testi."}
    return history


def _checked_on(chance: Random, today: dt.date, months: int, fate: str) -> dt.date:
    late = {"unconfirmed": UNCONFIRMED_AFTER, "hidden": HIDDEN_AFTER}.get(fate)
    if late is None:
        return today - DAY * chance.randint(0, months * 30)
    due_on = today - late - DAY * chance.randint(1, 25)
    return due_on - relativedelta(months=months)
