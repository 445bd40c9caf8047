"""How often people may try, from one network (`ip`) or at one account (`key`)."""

# A class of thirty sits behind one address, and half of them mistype.
RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "40/10m/ip,5/5m/key",
    "signup": "40/10m/ip",
    "reset_password": "40/10m/ip,6/h/key",
    "reset_password_from_key": "40/10m/ip",
}
# With few, somebody who tries many addresses would push out what was counted.
MOST_COUNTS = 200_000
