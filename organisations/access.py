"""Who may see an organisation's own pages, and who may change what is on them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organisations.models import JoinRequest, Membership, Organisation


class Closed(PermissionDenied):
    """Rejected or suspended: the page for it says which, and why."""

    advice: str | Promise

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation.state)
        self.reason = organisation.state_reason
        self.advice = (
            _("The organisation was not approved. You can read its pages, not change.")
            if organisation.state == Organisation.State.REJECTED
            else _(
                "The organisation’s pages are hidden for now. "
                "Contact the moderator in your area."
            )
        )


def get_own_organisation(user: User, pk: int) -> Organisation:
    """For its members: to read, whatever its state."""
    own = Organisation.objects.of(user).select_related("home_municipality")
    return get_object_or_404(own, pk=pk)


def get_managed_organisation(user: User, pk: int) -> Organisation:
    """For its owners: to change. Raises Closed when it is rejected or suspended."""
    organisation = get_own_organisation(user, pk)
    if not organisation.memberships.owners().filter(user=user).exists():
        raise PermissionDenied
    if organisation.is_closed:
        raise Closed(organisation)
    return organisation


def get_managed_membership(user: User, pk: int) -> Membership:
    """For the owners of its organisation."""
    memberships = Membership.objects.select_related("user", "organisation")
    membership = get_object_or_404(memberships, pk=pk)
    membership.organisation = get_managed_organisation(user, membership.organisation_id)
    return membership


def get_answerable_request(user: User, pk: int) -> JoinRequest:
    """For the owners of its organisation; answered ones as well."""
    requests = JoinRequest.objects.select_related("user", "organisation")
    request = get_object_or_404(requests, pk=pk)
    request.organisation = get_managed_organisation(user, request.organisation_id)
    return request


def get_joinable_organisation(user: User, pk: int) -> Organisation:
    """For anybody signed in who is no member yet."""
    known = Organisation.objects.known().exclude(memberships__user=user)
    found = known.select_related("home_municipality").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
