"""What the search keeps of each public entry, and how its readers see changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Self, TypeVar, cast

from django.db import models
from django.db.models import F, Q

Verb = TypeVar("Verb", bound=Callable[..., Any])


def public_change(verb: Verb) -> Verb:
    """A verb of an entry that the public sees: its document changes with it, in one
    transaction.
    """

    @wraps(verb)
    def with_document(entry: models.Model, *args: Any, **kwargs: Any) -> Any:
        # The writer of documents needs the models, and here they are not there yet.
        from activities.documents import kept_true

        with kept_true([entry.pk]):
            return verb(entry, *args, **kwargs)

    return cast(Verb, with_document)


class IndexQuerySet(models.QuerySet["Index"]):
    def ready(self) -> Self:
        """Built at least once to the end."""
        return self.exclude(epoch="")

    def step(self, *, names: bool = False) -> int | None:
        """Count one more change, and let nobody else count before this transaction
        ends: so that whoever commits later has the larger number.

        None where nothing was ever built. What was read before the call may be old.
        `names`: a name changed too.
        """
        later = F("counter") + 1
        change = (
            {"counter": later, "names_counter": later} if names else {"counter": later}
        )
        if not self.update(**change):
            return None
        return self.values_list("counter", flat=True).get()

    def start_epoch(self, epoch: str, analyser: str) -> None:
        """Every reader loads everything again."""
        later = F("counter") + 1
        self.update(epoch=epoch, analyser=analyser, counter=later, names_counter=later)


class Index(models.Model):
    """One row, or none before the first build.

    A reader has to load everything again when the epoch is another one, when the
    counter is smaller than its own, and when its own is smaller than `forgotten_up_to`.
    Otherwise documents with a counter above its own are all that has changed.
    """

    # Random, new with each build; "" while the first build goes on: not ready.
    epoch = models.CharField(max_length=32, default="", blank=True)
    counter = models.BigIntegerField(default=0)
    # The counter when a place, a term or an organisation last changed its name, came
    # or went: whoever keeps their names reads them again.
    names_counter = models.BigIntegerField(default=0)
    # The largest counter of a tombstone that has been removed.
    forgotten_up_to = models.BigIntegerField(default=0)
    # textanalysis.analysis.VERSION when the tokens were made.
    analyser = models.CharField(max_length=200, default="", blank=True)

    objects = IndexQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "index"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="there_is_one_index")
        ]

    def __str__(self) -> str:
        return f"{self.epoch}/{self.counter}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def tombstones(self) -> Self:
        return self.exclude(removed_at=None)

    def after(self, counter: int) -> Self:
        """What has changed, tombstones included."""
        return self.filter(counter__gt=counter)


class Document(models.Model):
    """One entry that is published and not withdrawn, or the tombstone of one.

    `facts` is an `activities.facts.Facts`; `cards` has a prepared card for each of fi,
    sv and en. Both are empty in a tombstone. No foreign key: a tombstone outlives its
    entry.
    """

    activity_id = models.BigIntegerField(primary_key=True)
    counter = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)
    cards = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True, blank=True)
    built_on = models.DateField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["activity_id"]

    def __str__(self) -> str:
        return str(self.activity_id)
