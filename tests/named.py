"""The places and languages that the tests speak of."""

REGIONS = {
    "01": ("Uusimaa", "Nyland", "Uusimaa"),
    "02": ("Varsinais-Suomi", "Egentliga Finland", "Southwest Finland"),
    "06": ("Pirkanmaa", "Birkaland", "Pirkanmaa"),
    "18": ("Kainuu", "Kajanaland", "Kainuu"),
}
TOWNS = {
    "049": ("Espoo", "Esbo", "Espoo", "01", 60.2055, 24.6559),
    "091": ("Helsinki", "Helsingfors", "Helsinki", "01", 60.1675, 24.9427),
    "092": ("Vantaa", "Vanda", "Vantaa", "01", 60.2934, 25.0378),
    "149": ("Inkoo", "Ingå", "Ingå", "01", 60.0463, 24.0050),
    "205": ("Kajaani", "Kajana", "Kajaani", "18", 64.2273, 27.7285),
    "734": ("Salo", "Salo", "Salo", "02", 60.3859, 23.1283),
    "837": ("Tampere", "Tammerfors", "Tampere", "06", 61.4978, 23.7610),
}
AUTONYMS = {
    "fi": ("suomi", "ltr"),
    "sv": ("svenska", "ltr"),
    "en": ("English", "ltr"),
    "ar": ("العربية", "rtl"),
    "so": ("Soomaali", "ltr"),
    "ru": ("русский", "ltr"),
    "fi-x-selko": ("selkosuomi", "ltr"),
}
