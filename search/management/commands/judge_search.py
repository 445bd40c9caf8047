"""Show how good the answers to judged queries are, on the activities of the demo."""

from pathlib import Path
from statistics import fmean
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from activities.models import Activity
from search.judging import Judged, judge, read


class Command(BaseCommand):
    help = "Run judged queries over the demo and print the first ten for each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="query, language, what is wanted; parted by tabs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        judged = [judge(one) for one in read(options["file"])]
        for one in judged:
            self._print(one)
        precision = fmean(one.precision for one in judged)
        most = max(judged, key=lambda one: one.times)
        fair = fmean(one.fair_precision for one in judged)
        self.stdout.write(f"Precision of the first five: {precision:.3f}")
        self.stdout.write(f"Of the first five, or as many as are wanted: {fair:.3f}")
        self.stdout.write(f"Most: {most.times:.1f} x, {most.judgement.query}")

    def _print(self, judged: Judged) -> None:
        query, language, _wanted = judged.judgement
        found = f"{judged.total} found, {len(judged.relevant)} wanted"
        self.stdout.write(f"{judged.precision:.1f}  {query} ({language}): {found}")
        titles = Activity.objects.select_related("public_version").in_bulk(judged.first)
        for pk in judged.first:
            mark = "+" if pk in judged.relevant else "-"
            self.stdout.write(f"     {mark} {titles[pk].public_version}")
