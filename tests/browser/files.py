"""Files as town halls have them: a semicolon, Windows's encoding, dates in French, names of people left untouched."""

PLACES = [
    ("Tourlaville", "50"),
    ("Cherbourg-en-Cotentin", "50"),
    ("Gennevilliers", "92"),
    ("Châlons-sur-Marne", "51"),
    ("Zzyzx", "01"),
    ("Annecy", "74"),
    ("Vendôme", "41"),
    ("Lyon 3e Arrondissement", "69"),
]
HEADER = ["Identifiant", "Né(e) le", "Ville de naissance", "Dép."]


def births(count: int) -> bytes:
    """A file of `count` births, in Windows-1252."""
    rows = [";".join(HEADER)]
    for number in range(count):
        place, department = PLACES[number % len(PLACES)]
        rows.append(f"{number};{number % 28 + 1:02d}/03/{1950 + number % 60};{place};{department}")
    return ("\r\n".join(rows) + "\r\n").encode("cp1252")
