"""What people tell us: mistakes in entries, and what they looked for and missed."""

from feedback.fruitless import FruitlessSearch
from feedback.missed import Missed
from feedback.reports import Report

__all__ = ["FruitlessSearch", "Missed", "Report"]
