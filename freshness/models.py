"""What keeps entries right: views that were counted, reminders, links that broke."""

from freshness.keepers import HandOver
from freshness.link_checks import LinkCheck
from freshness.reminded import Reminder, Stage
from freshness.views_counted import CountedLog, ViewCount

__all__ = ["CountedLog", "HandOver", "LinkCheck", "Reminder", "Stage", "ViewCount"]
