"""Invented organisations and activities, to look at and to test by hand."""
