"""What people tell us: mistakes in entries, and what they looked for and missed."""

from feedback.fruitless import FruitlessSearch

__all__ = ["FruitlessSearch"]
