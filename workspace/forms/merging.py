"""What changed since a form was opened: by me, by somebody else, or by both.

A form carries a digest of each value that it was opened with. So a save never takes
back what others wrote meanwhile, and asks only where both wrote in one field.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Merged:
    changes: dict[str, Any]
    conflicts: list[str]


def merge(
    base: Mapping[str, str], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Merged:
    """Sort my values: those to save, and those that somebody else changed as well."""
    merged = Merged({}, [])
    for name, value in mine.items():
        my_digest, stored = digest(value), digest(theirs[name])
        opened_with = base.get(name, stored)
        if my_digest in (stored, opened_with):
            continue
        if stored == opened_with:
            merged.changes[name] = value
        else:
            merged.conflicts.append(name)
    return merged


def write_base(values: Mapping[str, Any]) -> str:
    return json.dumps({name: digest(value) for name, value in values.items()})


def read_base(text: str) -> dict[str, str]:
    """Whatever is not of our making counts as nothing known."""
    try:
        base = json.loads(text)
    except ValueError:
        return {}
    return base if isinstance(base, dict) else {}


def digest(value: Any) -> str:
    return blake2b(plain(value).encode(), digest_size=6).hexdigest()


def plain(value: Any) -> str:
    """One text for what means the same: no value and an empty one, 2.5 and 2.50."""
    if value is None or value == "":
        return ""
    if isinstance(value, models.QuerySet | list | tuple | set):
        return "\n".join(sorted(plain(part) for part in value))
    if isinstance(value, dict):
        return plain([f"{plain(key)}: {plain(text)}" for key, text in value.items()])
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "\n".join(line.rstrip() for line in str(value).splitlines()).strip()
