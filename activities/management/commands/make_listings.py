"""Fill the site with synthetic listings, to measure with."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from activities.listings.organisations import MARK
from activities.listings.surroundings import Surroundings
from activities.listings.writing import synthetic, write, written
from activities.management.commands.load_demo import MARK as EXAMPLE
from activities.models import Activity
from organisations.models import Organisation

SEED = 2026
EVERY = 5_000


class Command(BaseCommand):
    help = (
        "Write synthetic listings until there are COUNT, for benchmarks. Each block of "
        "500 is committed by itself: stop it at any time, and the same command goes on "
        "where it stopped. The same seed gives the same listings, dated from today."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, help="how many listings there shall be")
        parser.add_argument(
            "--seed",
            type=int,
            default=SEED,
            help=f"another random set (default {SEED})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_real_data()
        around = Surroundings.load()
        if not around.is_complete:
            raise CommandError("Run first: manage.py load_reference_data")
        first, last = written() + 1, options["count"]
        if first > 1:
            self.stdout.write(f"There are {first - 1} synthetic listings already.")
        try:
            self._write(first, last, options["seed"], around)
        except KeyboardInterrupt as stop:
            raise CommandError(
                f"Stopped: {written()} synthetic listings are complete. The same "
                "command goes on from there."
            ) from stop
        offered = Activity.objects.filter(organisation__in=synthetic())
        self.stdout.write(
            f"Public now: {offered.public().count()} of {offered.count()}"
        )

    def _write(self, first: int, last: int, seed: int, around: Surroundings) -> None:
        started = time.monotonic()
        for number in write(first, last, seed, around, timezone.localdate()):
            if number % EVERY == 0 or number == last:
                seconds = time.monotonic() - started
                self.stdout.write(f"Listings: {number} of {last} ({seconds:.0f} s)")


def _refuse_real_data() -> None:
    """Benchmarks go beside examples, never beside what people wrote."""
    invented = Q()
    for name in ("name_fi", "name_sv", "name_en"):
        for mark in (MARK, EXAMPLE):
            invented |= Q((f"{name}__contains", mark))
    if Organisation.objects.exclude(invented).exists():
        raise CommandError(
            "There are real organisations here. Synthetic listings go into a database "
            "of their own."
        )
