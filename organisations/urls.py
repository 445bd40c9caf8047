from django.urls import path
from django.utils.translation import pgettext_lazy

from organisations.views import editing, finding, invitations, joining, members

app_name = "organisations"

urlpatterns = [
    path(pgettext_lazy("path", "find/"), finding.find, name="find"),
    path(pgettext_lazy("path", "new/"), editing.new, name="new"),
    path(pgettext_lazy("path", "new/alike/"), editing.alike, name="alike"),
    path("<int:pk>/", members.members, name="members"),
    path(pgettext_lazy("path", "<int:pk>/edit/"), editing.edit, name="edit"),
    path(pgettext_lazy("path", "<int:pk>/join/"), joining.join, name="join"),
    path(pgettext_lazy("path", "<int:pk>/leave/"), members.leave, name="leave"),
    path(pgettext_lazy("path", "<int:pk>/invite/"), invitations.invite, name="invite"),
    path(pgettext_lazy("path", "roles/<int:pk>/"), members.member, name="member"),
    path(
        pgettext_lazy("path", "roles/<int:pk>/remove/"), members.remove, name="remove"
    ),
    path(pgettext_lazy("path", "requests/<int:pk>/"), joining.answer, name="answer"),
    path(
        pgettext_lazy("path", "requests/<int:pk>/withdraw/"),
        joining.withdraw,
        name="withdraw",
    ),
    path(
        pgettext_lazy("path", "invitations/<int:pk>/revoke/"),
        invitations.revoke,
        name="revoke",
    ),
    path(
        pgettext_lazy("path", "invitations/<str:token>/"),
        invitations.invitation,
        name="invitation",
    ),
]
