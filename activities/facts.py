"""What the search knows of an entry: plain data, as a document keeps it."""

from typing import NotRequired, TypedDict

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
# By the start of a meeting, in hours: from the first, before the second.
TIMES = {"morning": (0, 12), "afternoon": (12, 17), "evening": (17, 24)}
# Value of the search -> field of a version.
ACCESS = {
    "wheelchair": "wheelchair",
    "toilet": "accessible_toilet",
    "loop": "induction_loop",
    "parking": "accessible_parking",
    "quiet": "quiet_space",
}
# The meetings of so many days are kept, and the first one after them.
MEETINGS_AHEAD = 120


class Facts(TypedDict):
    """All that a search needs of one public entry. Dates are ISO 8601 strings.

    What the clock changes is not in it, only when it changes: the search judges that
    when it is asked, in Europe/Helsinki.
    """

    id: int
    kind: str
    # The last day on which it may be listed: then its check is overdue by
    # HIDDEN_AFTER, or the last of its schedules is over, whichever comes first.
    listed_until: str
    checked_on: str
    # Seconds since 1970 UTC, with their fraction.
    published_at: float
    # Parameter of the search -> the values for which the entry is in the first tier.
    # A place counts for its region, an easy language for its language, a needed level
    # for every higher one. Not in it: age, day, time.
    values: dict[str, list[str]]
    # Second tiers: of a place, of a target group, and where nothing is stated.
    anywhere: bool
    open_to_others: bool
    min_age: int | None
    max_age: int | None
    level_stated: bool
    # (day, time of day, last date or None): pairs that hold together for one time of
    # one schedule, until that time is over for good; each pair once. One of DAYS and
    # one of TIMES.
    meets: list[tuple[str, str, str | None]]
    # The last day on which it is always open, "" where there is no last day. Without
    # this key it never is.
    always_until: NotRequired[str]
    # (start, end) of meetings that take place, in seconds since 1970 UTC, in order of
    # their start: from the day before the document was built for MEETINGS_AHEAD days,
    # and the first one after these. The next one is the first whose end has not come.
    # Cancelled ones and those that begin on a day of a break are not in it; nothing is
    # that begins more than recurrence.HORIZON ahead.
    meetings: list[tuple[int, int]]
    # (latitude, longitude): its own, or the seats of its municipalities.
    places: list[tuple[float, float]]
    # Field of textanalysis.matching.WEIGHTS -> tokens, with spaces between them: one
    # text is read several times faster than a list of many.
    tokens: dict[str, str]
