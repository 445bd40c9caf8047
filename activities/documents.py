"""Documents: written in the transaction of the change that they tell about.

Whoever writes takes the counter first and reads then: the lock on its row makes writers
stand in line, so that the last one to commit has also read last. See
docs/adr/020-documents.md.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from secrets import token_hex

from django.db import transaction
from django.db.models import Max, QuerySet, Value
from django.utils import timezone

from activities.models import Activity, Document, Index, Version
from activities.prepared import prepare
from activities.public_facts import facts_of
from activities.soundness import amiss
from activities.words import Words
from textanalysis.analysis import VERSION

# Loaded and written together; writers wait for one block at most.
BLOCK = 500
TOMBSTONES_KEPT = dt.timedelta(days=30)
WRITTEN = ("counter", "kind", "facts", "cards", "removed_at", "built_on")

Report = Callable[[int, int], None]


@contextmanager
def kept_true(ids: Iterable[int]) -> Iterator[None]:
    """Change entries in this block, and their documents are written at its end."""
    with transaction.atomic():
        counter = Index.objects.step()
        yield
        if counter is not None:
            _write(ids, counter)


def write(activities: QuerySet[Activity], *, names: bool = False) -> None:
    """Tell of entries that have changed already in this transaction.

    `names`: a name of a place, a term or an organisation has changed. Does nothing
    before the first build.
    """
    with transaction.atomic():
        counter = Index.objects.step(names=names)
        if counter is not None:
            _write(activities.values_list("pk", flat=True), counter)


def rebuild(report: Report | None = None) -> None:
    """Write every document anew, then start a new epoch.

    Stopped at any moment it leaves documents that are right, each in itself; before
    the first epoch nobody reads them.
    """
    index, _new = Index.objects.get_or_create(pk=1)
    if index.analyser != VERSION:
        analyse_again()
    _in_blocks(_all_ids(), _write, report)
    Index.objects.start_epoch(token_hex(8), VERSION)


def start_epoch() -> None:
    """Have every reader load everything again; before the first build nobody reads."""
    for analyser in Index.objects.ready().values_list("analyser", flat=True):
        Index.objects.start_epoch(token_hex(8), analyser)


def refresh(report: Report | None = None) -> None:
    """Bring in line with today what differs, such as the dates ahead; and forget old
    tombstones.
    """
    _in_blocks(_all_ids(), _write_changed, report)
    forget(timezone.now() - TOMBSTONES_KEPT)


def mend(report: Report | None = None) -> int:
    """Write what is missing or damaged, and return how much that was.

    Any number of processes may do so at once: each looks again when it is its turn.
    """
    found = sorted(amiss())
    _in_blocks(found, _write_amiss, report)
    return len(found)


@transaction.atomic
def forget(before: dt.datetime) -> None:
    """Remove tombstones; who has not read them yet must load everything again."""
    if Index.objects.step() is None:
        return
    old = Document.objects.tombstones().filter(removed_at__lt=before)
    last = old.aggregate(last=Max("counter"))["last"]
    if last is not None:
        old.delete()
        Index.objects.update(forgotten_up_to=last)


def analyse_again() -> None:
    """Make the tokens of what is public with the analyser of now; an approval does."""
    public = Version.objects.exclude(public_for=None).order_by("pk")
    for version in public.iterator(chunk_size=BLOCK):
        version.keep_tokens()


def _all_ids() -> list[int]:
    """Of what has a document, or should have one."""
    present = Document.objects.present().values_list("pk", flat=True)
    documented = Activity.objects.documented().values_list("pk", flat=True)
    return sorted({*documented, *present})


def _in_blocks(
    ids: Sequence[int],
    write_block: Callable[[Sequence[int], int], None],
    report: Report | None,
) -> None:
    """Each of its own transaction. Does nothing before the first build."""
    for first in range(0, len(ids), BLOCK):
        block = ids[first : first + BLOCK]
        with transaction.atomic():
            counter = Index.objects.step()
            if counter is None:
                return
            write_block(block, counter)
        if report:
            report(first + len(block), len(ids))


def _write(ids: Iterable[int], counter: int) -> None:
    remaining = iter(ids)
    while block := list(islice(remaining, BLOCK)):
        documents = _documents(block, counter)
        _store(documents)
        _bury(set(block) - {one.pk for one in documents}, counter)


def _write_amiss(ids: Sequence[int], counter: int) -> None:
    _write(sorted(amiss(ids)), counter)


def _write_changed(ids: Sequence[int], counter: int) -> None:
    documents = _documents(ids, counter)
    stored = Document.objects.present().in_bulk(ids)
    _store([one for one in documents if _differs(one, stored.get(one.pk))])
    _bury(stored.keys() - {one.pk for one in documents}, counter)


def _documents(ids: Sequence[int], counter: int) -> list[Document]:
    """Of those among them that have one."""
    rows = Activity.objects.documented().filter(pk__in=ids)
    activities = list(rows.with_document().order_by("pk"))
    words = Words(activities)
    return [
        Document(
            activity_id=one.pk,
            counter=counter,
            kind=one.kind,
            facts=facts_of(one, words.of(one)),
            cards=prepare(one),
            built_on=timezone.localdate(),
        )
        for one in activities
    ]


def _store(documents: Sequence[Document]) -> None:
    """As values of their own rows: Django would send each column to PostgreSQL as an
    array of texts, where quoting JSON takes half of the whole work.
    """
    for one in documents:
        one.cards = Value(one.cards, Document._meta.get_field("cards"))
    Document.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["activity_id"],
        update_fields=WRITTEN,
    )


def _bury(ids: Iterable[int], counter: int) -> None:
    if gone := list(ids):
        Document.objects.present().filter(pk__in=gone).update(
            counter=counter, removed_at=timezone.now(), facts={}, cards={}
        )


def _differs(new: Document, old: Document | None) -> bool:
    if old is None:
        return True
    return (old.kind, old.facts, old.cards) != (
        new.kind,
        *(json.loads(json.dumps(part)) for part in (new.facts, new.cards)),
    )
