"""No request to join strands: reminded, handed over, and told on, in good time."""

from collections.abc import Callable, Iterable

from events.transitions import StateChanged
from organisations.models import JoinRequest


def follow() -> dict[str, int]:
    """How many were reminded and so on; run again at once, it finds nothing to do.

    After an outage a request skips what is too late: a handed-over one is not reminded.
    """
    requests = JoinRequest.objects.select_related("organisation", "user")
    return {
        "handed over": _each(requests.to_hand_over, JoinRequest.hand_over),
        "reminded": _each(requests.to_remind, JoinRequest.remind),
        "told to administrators": _each(
            requests.to_tell_administrators, JoinRequest.tell_administrators
        ),
    }


def _each(
    due: Callable[[], Iterable[JoinRequest]], act: Callable[[JoinRequest], None]
) -> int:
    done = 0
    for request in due():
        try:
            act(request)
        except StateChanged:
            # Somebody answered, or another process was here, a moment ago.
            continue
        done += 1
    return done
