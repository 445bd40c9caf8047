"""Words that people searched for and found nothing, counted by day."""

from django.db import models


class FruitlessSearch(models.Model):
    word = models.CharField(max_length=60)
    date = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-date", "-count", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "date"], name="a_fruitless_word_on_a_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.date}: {self.count}"
