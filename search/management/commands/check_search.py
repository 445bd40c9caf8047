"""Whether words find the texts that they should, through the code of the search."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from activities import kin
from search.cases import Judged, judge, read
from textanalysis.kin import Kin


class Command(BaseCommand):
    help = (
        "Judge cases: 1 or 0 (to be found or not), query, text and maybe a kind, with "
        "tabs between them. Fails below the shares that are asked for."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--min-recall", type=float, default=0.0, metavar="SHARE")
        parser.add_argument("--min-precision", type=float, default=0.0, metavar="SHARE")
        parser.add_argument(
            "--kind",
            action="append",
            help="judge the shares of this kind only; may be given several times",
        )
        parser.add_argument(
            "--but-kind",
            action="append",
            help="leave a kind out of the shares; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        judged = self._judged(options["files"])
        kinds = sorted({case.kind for case in judged.cases})
        for kind in kinds:
            self._show(kind or "without a kind", judged.of_kind(kind))
        self._show("all", judged)
        for case in judged.missed:
            self.stdout.write(f"{case.kind or '-'}\t{case}")
        left = {*(options["kind"] or kinds)} - {*(options["but_kind"] or ())}
        chosen = Judged(
            [case for case in judged.cases if case.kind in left],
            [case for case in judged.missed if case.kind in left],
        )
        if left != {*kinds}:
            self._show("judged", chosen)
        if chosen.recall < options["min_recall"]:
            raise CommandError(f"Recall is below {options['min_recall']}.")
        if chosen.precision < options["min_precision"]:
            raise CommandError(f"Precision is below {options['min_precision']}.")

    def _judged(self, files: list[Path]) -> Judged:
        try:
            return judge((case for file in files for case in read(file)), _kin())
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _show(self, name: str, judged: Judged) -> None:
        self.stdout.write(
            f"{name:16} recall {judged.recall:.3f}  precision {judged.precision:.3f}"
            f"  {len(judged.cases)} cases, {len(judged.missed)} missed"
        )


def _kin() -> Kin:
    """Also where there is no database yet."""
    try:
        return kin.table()
    except DatabaseError:
        return kin.first_table()
