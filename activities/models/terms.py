"""The words an activity is found by: themes, target groups, formats, languages."""

from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.public_facts import tell
from regions.named import Named


class Term(Named):
    description = models.CharField(max_length=300, blank=True)
    description_fi: str
    description_sv: str
    description_en: str

    class Meta(Named.Meta):
        abstract = True


class Theme(Term):
    """What an activity is about."""


class TargetGroup(Term):
    """For whom an activity is made."""


class Format(Term):
    """How people take part: a language café, a peer group, advice …"""


class Language(Named):
    """A language that activities are held in; `code` is its BCP 47 tag."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National language")
        LIVING = "living", _("Living language")
        MINORITY = "minority", _("Minority language")
        SIGN = "sign", _("Sign language")
        EASY = "easy", _("Easy language")

    class Direction(models.TextChoices):
        LEFT_TO_RIGHT = "ltr", _("From left to right")
        RIGHT_TO_LEFT = "rtl", _("From right to left")

    autonym = models.CharField(max_length=60)
    direction = models.CharField(
        max_length=3, choices=Direction, default=Direction.LEFT_TO_RIGHT
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LIVING)

    @property
    def dir(self) -> str:
        """As HTML names it."""
        return self.direction


class TermWordQuerySet(models.QuerySet["TermWord"]):
    def synonyms(self) -> Self:
        return self.filter(relation=TermWord.Relation.SYNONYM)


class TermWord(models.Model):
    """A word that people type for a term. It is searched by, and never shown."""

    class Relation(models.TextChoices):
        SYNONYM = "synonym", _("Means the term itself")
        RELATED = "related", _("Narrower, or beside it")

    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.CASCADE, related_name="words"
    )
    target_group = models.ForeignKey(
        TargetGroup,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="words",
    )
    format = models.ForeignKey(
        Format, null=True, blank=True, on_delete=models.CASCADE, related_name="words"
    )
    language_code = models.CharField(max_length=20)
    word = models.CharField(max_length=100)
    relation = models.CharField(max_length=7, choices=Relation)

    objects = TermWordQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(theme__isnull=False, target_group=None, format=None)
                    | Q(theme=None, target_group__isnull=False, format=None)
                    | Q(theme=None, target_group=None, format__isnull=False)
                ),
                name="a_word_belongs_to_one_term",
                violation_error_message=_("Choose one term for the word."),
            ),
        ]

    def __str__(self) -> str:
        return self.word

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """The term that it leaves is told of too."""
        before = TermWord.objects.filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        for word in filter(None, (before, self)):
            word.tell_its_term()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        self.tell_its_term()
        return deleted

    def tell_its_term(self) -> None:
        term = self.theme or self.target_group or self.format
        if term is not None:
            tell(type(term), term.pk)
