"""From the lines of the log of views to counts in the database, each line once."""

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from activities.models import Activity
from feedback.models import FruitlessSearch
from freshness.models import CountedLog, ViewCount
from freshness.viewlog import lines_of

# A word that fewer people searched for on a day could tell who one of them is.
FEWEST_SEARCHES = 3
REMEMBERED_FOR = dt.timedelta(days=90)
LONGEST_WORD = 60
ID = re.compile(r"[1-9][0-9]{0,17}")
Views = Counter[tuple[dt.date, int]]
Words = Counter[tuple[dt.date, str]]


def count_log(path: Path) -> int:
    """Count what the log says and give the number of lines.

    The file is renamed first, so that whoever writes goes on in a new one. Its name is
    remembered in the transaction of its counts: one that was counted already, when
    removing it failed, is only removed.
    """
    if path.exists():
        path.rename(path.with_name(f"{path.name}.counting-{uuid.uuid4()}"))
    lines = 0
    for renamed in sorted(path.parent.glob(f"{path.name}.counting-*")):
        lines += _count_once(renamed)
        renamed.unlink(missing_ok=True)
    CountedLog.objects.filter(at__lt=timezone.now() - REMEMBERED_FOR).delete()
    return lines


def _count_once(renamed: Path) -> int:
    counted = CountedLog.objects.filter(name=renamed.name)
    if counted.exists():
        return 0
    lines = lines_of(renamed)
    try:
        with transaction.atomic():
            CountedLog.objects.create(name=renamed.name)
            views, words = read(lines)
            _add_views(views)
            _add_words(words)
    except IntegrityError:
        # Another process counted the same file meanwhile.
        if counted.exists():
            return 0
        raise
    return len(lines)


def read(lines: Iterable[str]) -> tuple[Views, Words]:
    """Lines that cannot be read, as after a full disk, count for nothing."""
    views: Views = Counter()
    words: Words = Counter()
    for line in lines:
        date, _space, rest = line.partition(" ")
        kind, _space, what = rest.partition(" ")
        try:
            day = dt.date.fromisoformat(date)
        except ValueError:
            continue
        if kind == "views" and ID.fullmatch(what):
            views[day, int(what)] += 1
        elif kind == "fruitless" and 0 < len(what) <= LONGEST_WORD:
            words[day, what] += 1
    return views, words


def _add_views(views: Views) -> None:
    known = set(
        Activity.objects.filter(pk__in={pk for _day, pk in views}).values_list(
            "pk", flat=True
        )
    )
    for (day, pk), count in sorted(views.items()):
        if pk in known:
            row, _new = ViewCount.objects.get_or_create(activity_id=pk, date=day)
            ViewCount.objects.filter(pk=row.pk).update(count=F("count") + count)


def _add_words(words: Words) -> None:
    for (day, word), count in sorted(words.items()):
        if count >= FEWEST_SEARCHES:
            row, _new = FruitlessSearch.objects.get_or_create(word=word, date=day)
            FruitlessSearch.objects.filter(pk=row.pk).update(count=F("count") + count)
