"""A whole installation on this machine, made to be broken (docs/adr/027)."""
