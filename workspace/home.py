"""The first page of an editor: what waits for them, and everything that is theirs."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.signed_in import user_of
from activities.models import Activity
from activities.texts import Text, text_of
from events.receipts import new_token
from feedback.models import Report
from organisations.models import Invitation, JoinRequest, Organisation
from workspace.filters import EntryFilterSet
from workspace.needs import calm, entries_of, needing, with_rows
from workspace.rows import rows_of

PER_PAGE = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    organisations = Organisation.objects.of(user).order_by("name_fi", "pk")
    context = {
        "organisations": organisations,
        "several": len(organisations) > 1,
        "open_ones": [one for one in organisations if not one.is_closed],
        "asked": user.join_requests.open().select_related("organisation"),
        "invitations": _invitations(user),
        "requests": _requests(user),
        "reports": _reports(user),
    }
    if not organisations:
        return render(request, "workspace/welcome.html", context)
    return render(request, "workspace/home.html", context | _entries(request, user))


def _entries(request: HttpRequest, user: User) -> dict[str, object]:
    entries = entries_of(user)
    organisations = Organisation.objects.of(user).order_by("name_fi", "pk")
    filters = EntryFilterSet(request.GET, entries, organisations)
    asking = needing(entries)
    total, waiting = entries.count(), asking.count()
    listed = filters.qs if filters.is_active else calm(filters.qs)
    page = Paginator(with_rows(listed), PER_PAGE).get_page(request.GET.get("page"))
    first = page.number == 1 and not filters.is_active
    return {
        "filters": filters if total > PER_PAGE or filters.is_active else None,
        "is_filtered": filters.is_active,
        "needs": rows_of(with_rows(asking)[:PER_PAGE]) if first else [],
        "needs_count": waiting,
        "needs_more": waiting > PER_PAGE,
        "rows": rows_of(page.object_list),
        "page": page,
        "total": total,
        "token": new_token(),
    }


def _invitations(user: User) -> list[Invitation]:
    """To this address; a link in the mail, and here, leads to the same page."""
    mine = Invitation.objects.open().filter(email=user.email.lower())
    return list(mine.select_related("organisation", "invited_by"))


def _requests(user: User) -> list[JoinRequest]:
    mine = JoinRequest.objects.decidable_by(user)
    own = mine.filter(organisation__memberships__user=user)
    return list(own.select_related("user", "organisation").distinct())


def _reports(user: User) -> list[tuple[Report, Text]]:
    """Mistakes that visitors found, with the name of the entry."""
    mine = Report.objects.open().about(Activity.objects.editable_by(user))
    reports = mine.select_related("activity__public_version").order_by("pk")
    return [(one, text_of(one.activity.published_version, "title")) for one in reports]
