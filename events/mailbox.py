"""The mails of a developer's site at /dev/mailbox/ (DEBUG only): links in them work."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.delivery import blocks
from events.models import Mail

SHOWN = 50


@login_not_required
@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    return render(request, "mailbox.html", {"mails": Mail.objects.all()[:SHOWN]})


@login_not_required
@never_cache
@require_safe
def mailbox_mail(request: HttpRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(Mail, pk=pk)
    context = {"mail": mail, "blocks": list(blocks(mail.text))}
    return render(request, "mailbox_mail.html", context)
