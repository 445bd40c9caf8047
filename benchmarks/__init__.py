"""How fast the site is, beside something that anyone can compare it with."""
