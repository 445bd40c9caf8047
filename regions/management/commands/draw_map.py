from typing import Any

from django.core.management.base import BaseCommand

from regions.loading import read_rows
from regions.maps import draw
from regions.reference import DATA


class Command(BaseCommand):
    help = "Print the map of Finland: manage.py draw_map > static/finland.svg"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(draw(read_rows(DATA / "municipalities.csv")), ending="")
