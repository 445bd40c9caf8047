from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.demo import code
from accounts.models import User


class Command(BaseCommand):
    help = "Print the sign-in code that the app of a demo person would show now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="such as demo-moderator@example.org")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("There are demo people only where DEBUG is on.")
        user = User.objects.filter(email=email.lower()).first()
        shown = code(user) if user else None
        if shown is None:
            raise CommandError("There is no demo person with a code by this address.")
        self.stdout.write(shown)
