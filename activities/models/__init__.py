"""The activities, their versions and schedules, and the terms they are found by."""

from activities.models.activity import Activity
from activities.models.cancelled import CancelledDate
from activities.models.document import Document, Index
from activities.models.kin import KinWords
from activities.models.schedule import Schedule, ScheduleBreak, Slot
from activities.models.terms import Format, Language, TargetGroup, TermWord, Theme
from activities.models.version import Decision, ShortText, Version

__all__ = [
    "Activity",
    "CancelledDate",
    "Decision",
    "Document",
    "Format",
    "Index",
    "KinWords",
    "Language",
    "Schedule",
    "ScheduleBreak",
    "ShortText",
    "Slot",
    "TargetGroup",
    "TermWord",
    "Theme",
    "Version",
]
