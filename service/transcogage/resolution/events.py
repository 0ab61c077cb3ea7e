"""What INSEE's event codes (MOD, column of `v_mvt_commune`) mean, in the words of its documentation.

Source: INSEE, Code officiel géographique, dictionary of the file of events on communes; domain.md section 2.
"""

_LABELS = {
    "10": "Changement de nom",
    "20": "Création",
    "21": "Rétablissement",
    "30": "Suppression",
    "31": "Fusion simple",
    "32": "Création de commune nouvelle",
    "33": "Fusion-association",
    "34": "Transformation de fusion-association en fusion simple",
    "35": "Suppression de commune déléguée",
    "41": "Changement de code dû à un changement de département",
    "50": "Changement de code dû à un transfert de chef-lieu",
    "70": "Transformation de commune associée en commune déléguée",
    "71": "Rétablissement de commune déléguée",
    "72": "Création de commune déléguée",
}


def event_label(kind: str) -> str:
    """The label of an event code; new codes can appear, and are then only named by their number."""
    return _LABELS.get(kind, f"Événement de type {kind}")
