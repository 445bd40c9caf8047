"""All that the portal keeps, in one file: made while it serves, and brought back."""
