"""Words that find each other, where no rule of the language says so."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from events.public_facts import tell


class KinWords(models.Model):
    """A family of words; whoever types one finds what has another.

    An administrator adds to them. Searches use them from the next one on: documents
    stay as they are.
    """

    words = models.CharField(
        _("Words that find each other"),
        max_length=300,
        unique=True,
        help_text=_("Two words or more, with commas between them."),
    )

    class Meta:
        ordering = ["words"]
        verbose_name_plural = "kin words"

    def __str__(self) -> str:
        return self.words

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        tell(type(self), self.pk)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        pk = self.pk
        deleted = super().delete(*args, **kwargs)
        tell(type(self), pk)
        return deleted

    @property
    def family(self) -> list[str]:
        return [word.strip() for word in self.words.split(",") if word.strip()]
