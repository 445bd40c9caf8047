"""Organisations, their people, and how somebody becomes one of them."""

from organisations.models.invitation import Invitation
from organisations.models.join_request import JoinRequest
from organisations.models.membership import LastOwner, Membership
from organisations.models.organisation import Organisation

__all__ = ["Invitation", "JoinRequest", "LastOwner", "Membership", "Organisation"]
