"""Administrators are told when mail does not get through, once a day at most."""

import logging
from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from events.models import Mail
from events.outbox import post

logger = logging.getLogger(__name__)


def tell_administrators() -> None:
    """What waits for more than a day, and what was given up since they were told."""
    overdue = Mail.objects.overdue().about_others().count()
    if overdue:
        _tell("admin_mail_waiting", overdue)
    told = Mail.objects.filter(name="admin_mail_failed").order_by("-pk").first()
    since = told.created_at if told else datetime.min.replace(tzinfo=UTC)
    failed = Mail.objects.failed_since(since).about_others().count()
    if failed:
        _tell("admin_mail_failed", failed)


def _tell(name: str, count: int) -> None:
    """Says how many, never whose: `manage.py mail_status` names them."""
    today = timezone.localdate()
    administrators = get_user_model()._default_manager.filter(
        is_superuser=True, is_active=True
    )
    told = [
        post(name, person, {"count": count}, key=f"{name}:{today}:{person.pk}")
        for person in administrators
    ]
    if any(told):
        logger.error("%s: %s mails. Run manage.py mail_status.", name, count)
