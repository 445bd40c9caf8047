from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import PASSWORD, TWO_STEPS
from moderation.demo import NoDemoError, fill


class Command(BaseCommand):
    help = "Let the demo people sign in, with work that waits for each; print how."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo people have a known password: only with DEBUG on.")
        try:
            people = fill()
        except NoDemoError:
            self.stdout.write("There is no demo here, and so no demo people.")
            return
        self.stdout.write(f"Sign in with the password: {PASSWORD}")
        for role, user in people.items():
            second = ", and a code" if role in TWO_STEPS else ""
            self.stdout.write(f"  {user.email} ({role}{second})")
        self.stdout.write(
            "For the code: DEBUG=1 .venv/bin/python manage.py demo_code "
            f"{people['moderator'].email}"
        )
