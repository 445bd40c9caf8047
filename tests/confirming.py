"""A browser whose user has just said once more who they are."""

import time

from django.test import Client


def confirmed(client: Client) -> Client:
    """As allauth notes it after its page, which tests/accounts looks at."""
    session = client.session
    now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [now]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client
