from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from moderation.page_kinds import page_kinds


class Command(BaseCommand):
    help = (
        "Print an address of every kind of page, for an audit: the kind, who "
        "reaches it (nothing: everyone) and the address, with tabs between."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--language",
            action="append",
            choices=[code for code, _name in settings.LANGUAGES],
            help="Only in this language; may be given again.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for code in options["language"] or dict(settings.LANGUAGES):
            with override(code):
                for page in page_kinds():
                    address = f"{settings.SITE_URL}{page.path}"
                    self.stdout.write(f"{page.kind}\t{page.who}\t{address}")
