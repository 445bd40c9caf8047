"""What a form has done already: pressing its button twice does it once."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction

from events.models import Receipt


def new_token() -> str:
    """For a hidden field of a form that creates something."""
    return str(uuid.uuid4())


def once(token: str, by: models.Model | None, act: Callable[[], str]) -> str:
    """Do something and give the address where to go on; a second time only the address.

    All of it is one transaction. A token that is not of our making counts as none.
    """
    number = _number(token)
    user: Any = by.pk if by else None
    if number is not None:
        try:
            with transaction.atomic():
                return _first(Receipt(token=number, user_id=user), act)
        except IntegrityError:
            # Outside of the transaction above: the other request has committed by now.
            done = Receipt.objects.filter(token=number, user=user).first()
            if done is not None:
                return done.address
    with transaction.atomic():
        return act()


def done(token: str, by: models.Model | None) -> str:
    """Where it led when it was done; "" if it was not: to ask before a form is judged.

    What the first press made would otherwise speak against the second.
    """
    number = _number(token)
    user: Any = by.pk if by else None
    if number is None:
        return ""
    found = Receipt.objects.filter(token=number, user=user).first()
    return found.address if found else ""


def _first(receipt: Receipt, act: Callable[[], str]) -> str:
    receipt.save(force_insert=True)
    receipt.address = act()
    receipt.save(update_fields=["address"])
    return receipt.address


def _number(token: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(token)
    except ValueError:
        return None
