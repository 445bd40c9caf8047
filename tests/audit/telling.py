"""How stories are told: who does what to come to a state of a page."""

from collections.abc import Callable
from typing import Any

from tests.audit.person import Person
from tests.audit.world import long

# A story may end with an answer that nobody's browser asked for.
Story = Callable[[Person], Any]
Stories = dict[str, tuple[str, Story]]
TOO_LONG = long(6000)


def opens(name: str, query: str = "", **given: Any) -> Story:
    return lambda person: person.open(name, query, **given)


def mistakes(name: str, having: str, /, **typed: Any) -> Story:
    """Fill in the form with that field so that something is left to mend."""

    def story(person: Person) -> None:
        person.open(name)
        person.press(having, **typed)
        assert person.is_told_of_mistakes

    return story


def mistakes_at(step: str, having: str, **typed: Any) -> Story:
    """In the form of an entry."""

    def story(person: Person) -> None:
        person.open("workspace:edit", step=step)
        person.press(having, **({"do": "continue"} | typed))
        assert person.is_told_of_mistakes

    return story
