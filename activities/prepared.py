"""Cards drawn once and kept, so that a page only fills in what the day changes.

Everything in a prepared card was escaped by the template that drew it. There is one way
to draw a card: pages that keep none prepare theirs on the spot.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypedDict, TypeGuard

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from activities import cards, wording
from activities.models import Activity
from activities.moulds import Mould, joined, mould, slot
from activities.recurrence import HELSINKI, next_occurrence
from activities.texts import LANGUAGES

# A weekly rhythm says enough about a next meeting that comes within a week.
SOON = dt.timedelta(days=7)
# The sprite's name changes with each release, so that no kept card may hold it.
ICONS = slot("icons")
FILLED_LATER = ("weeks", "when", "notes", "badges", "pick")
YOURS = " tag--yours"


class Card(TypedDict):
    """In one language; plain data, as a document keeps it. Dates are ISO 8601, or ""
    where there is no first or last one.
    """

    html: str
    slots: list[str]
    pick: str
    # (last day, pills of the weekdays).
    weeks: list[tuple[str, str]]
    # What stands instead of a date always, or where there is none.
    always: str
    by_agreement: str
    # (first day, last day, badge).
    badges: list[tuple[str, str, str]]


def is_card(kept: object) -> TypeGuard[Card]:
    """Whether it can be drawn: nobody has taken away a part of it."""
    if not isinstance(kept, dict) or not Card.__required_keys__ <= kept.keys():
        return False
    try:
        drawn: str = kept["html"] % (("",) * len(kept["slots"]))
    except (TypeError, ValueError):
        return False
    return drawn.endswith(">") and bool(kept["weeks"])


# (start, end) in seconds since 1970 UTC.
Meetings = Iterable[tuple[int, int]]


def prepare(activity: Activity) -> dict[str, Card]:
    """The card in each language of the pages, from an activity of `with_card()`."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = prepared(cards.card(activity))
    return found


def prepared(card: cards.Card) -> Card:
    """In the active language."""
    tags = [
        mould("components/tag.html", "mark", "name", lang=tag.code, dir=tag.dir).fill(
            mark=slot(f"tag-{tag.code}"), name=tag.autonym
        )
        for tag in card.languages
    ]
    shape = mould(
        "components/card.html",
        *("url", "title", "organisation", "summary", "lines", "tags"),
        *FILLED_LATER,
        title_lang=card.title.lang,
        organisation_lang=card.organisation.lang,
        summary_lang=card.summary.lang if card.summary else "",
        has_tags=bool(tags),
    )
    html = shape.fill(
        url=card.url,
        title=card.title,
        organisation=card.organisation,
        summary=card.summary,
        lines=joined(_lines(card)),
        tags=joined(tags),
        **{name: slot(name) for name in FILLED_LATER},
    )
    kept = Mould.of(_kept(html))
    return Card(
        html=kept.html,
        slots=list(kept.slots),
        pick=_kept(_pick(card)),
        weeks=[(_iso(weeks.last), _kept(_weeks(weeks))) for weeks in card.weeks],
        always=card.always,
        by_agreement=card.by_agreement,
        badges=[
            (_iso(one.first), _iso(one.last), _kept(_badge(one.badge)))
            for one in card.standings
        ],
    )


def _lines(card: cards.Card) -> Iterator[SafeString]:
    if card.place:
        icon = "wifi" if card.online else "pin"
        yield _line(icon, soft=False).fill(content=card.place)
    if card.audience:
        yield _line("people").fill(content=card.audience)
    yield from (_line("info").fill(content=note) for note in card.notes)


def _line(icon: str, soft: bool = True) -> Mould:
    return mould("components/line.html", "content", icon=icon, soft=soft)


def _pick(card: cards.Card) -> SafeString:
    shape = mould("components/pick.html", "id", "title", lang=card.title.lang)
    return shape.fill(id=card.id, title=card.title)


def _weeks(weeks: cards.Weeks) -> SafeString:
    days = tuple(weeks.days)
    return mould("components/weeks.html", days=days, times=weeks.times).fill()


def _badge(badge: cards.Badge) -> SafeString:
    shape = mould("components/badge.html", "content", kind=badge.kind, icon=badge.icon)
    return shape.fill(content=badge.label)


@cache
def _icons() -> str:
    return static("icons.svg")


def _kept(html: str) -> str:
    return html.replace(f'"{_icons()}#', f'"{ICONS}#')


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


class Extra(NamedTuple):
    """What a search adds to a card: notes as plain texts, the languages that the
    visitor asked for, and whether it may be put on the shortlist.
    """

    notes: Sequence[str] = ()
    asked: Collection[str] = ()
    pick: bool = False


PLAIN = Extra()


class Ready(NamedTuple):
    """A card as it is from one moment until before another, in seconds since 1970 UTC:
    only what a search adds is missing.
    """

    since: float
    until: float
    html: str
    slots: tuple[str, ...]
    pick: str

    def with_(self, extra: Extra) -> SafeString:
        values = {"pick": self.pick} if extra.pick else {}
        if extra.notes:
            values["notes"] = _notes(get_language() or "", tuple(extra.notes))
        for code in extra.asked:
            values[f"tag-{code}"] = YOURS
        value = values.get
        return SafeString(self.html % tuple([value(name, "") for name in self.slots]))


def ready(card: Card, now: dt.datetime, meetings: Meetings) -> Ready:
    """In the active language. `meetings` are those that take place, in order."""
    moment = now.timestamp()
    coming = next((one for one in meetings if one[1] > moment), None)
    today, day, midnight = _day(now)
    language = get_language() or ""
    weeks = next(html for last, html in card["weeks"] if not last or day <= last)
    when = _when(language, card, coming, today, weekly=bool(weeks))
    badges = (
        html
        for first, last, html in card["badges"]
        if first <= day and (not last or day <= last)
    )
    icons = _icons()
    values = {
        "weeks": weeks,
        "when": _clock(language, when, soft=bool(weeks)) if when else "",
        "badges": "".join(badges).replace(ICONS, icons),
        "icons": icons,
    }
    html, slots = _partly(card["html"], card["slots"], values)
    until = min(midnight, coming[1]) if coming else midnight
    return Ready(moment, until, html, slots, card["pick"].replace(ICONS, icons))


def _partly(
    html: str, slots: Sequence[str], values: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    """A format string that is filled in part, and the slots that are left."""
    safe = {name: value.replace("%", "%%") for name, value in values.items()}
    filled = html.replace("%%", "%%%%") % tuple([safe.get(n, "%s") for n in slots])
    return filled, tuple([name for name in slots if name not in safe])


def draw(
    card: Card, now: dt.datetime, meetings: Meetings, extra: Extra = PLAIN
) -> SafeString:
    """The card at a moment, in the active language."""
    return ready(card, now, meetings).with_(extra)


@lru_cache(maxsize=256)
def _notes(_language: str, notes: tuple[str, ...]) -> str:
    """Kept by language: the icon's name may change with it."""
    return "".join(_line("info").fill(content=note) for note in notes)


@lru_cache(maxsize=1024)
def _clock(_language: str, when: str, *, soft: bool) -> str:
    """Kept by language, as the icon's name may change with it."""
    return _line("clock", soft).fill(content=when)


@lru_cache(maxsize=8)
def _day(now: dt.datetime) -> tuple[dt.date, str, float]:
    """In Helsinki, also in ISO 8601, and when it ends; the same for a whole page."""
    today = now.astimezone(HELSINKI).date()
    midnight = dt.datetime.combine(today + dt.timedelta(days=1), dt.time(), HELSINKI)
    return today, today.isoformat(), midnight.timestamp()


def ready_today(activity: Activity) -> Ready:
    """Of an activity of `with_card()` as it is now, in the active language."""
    card = prepared(cards.card(activity))
    coming = next_occurrence(activity)
    meetings = []
    if coming:
        ends = coming.over_at.timestamp()
        meetings = [(int(coming.starts.timestamp()), int(ends))]
    return ready(card, timezone.now(), meetings)


def draw_today(activity: Activity, extra: Extra = PLAIN) -> SafeString:
    """The card of an activity of `with_card()` as it is now, in the active language."""
    return ready_today(activity).with_(extra)


def _when(
    language: str,
    card: Card,
    coming: tuple[int, int] | None,
    today: dt.date,
    *,
    weekly: bool,
) -> str:
    """The next date, unless the rhythm says it already; or why there is none."""
    if card["always"]:
        return card["always"]
    if coming is None:
        return card["by_agreement"]
    return _next(language, coming[0], today, weekly)


@lru_cache(maxsize=4096)
def _next(language: str, start: int, today: dt.date, weekly: bool) -> str:
    """Kept by language: many cards of a page meet on the same days."""
    local = dt.datetime.fromtimestamp(start, HELSINKI)
    day = wording.short_weekday(local.weekday())
    date = wording.short_date(local.date())
    if not weekly:
        at = wording.clock(local.time(), None)
        return _("Next: {weekday} {date}, {at}").format(weekday=day, date=date, at=at)
    if local.date() - today <= SOON:
        return ""
    return _("Next: {weekday} {date}").format(weekday=day, date=date)
