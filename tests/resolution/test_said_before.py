"""What is said before a place: the place is what comes after (domain.md section 4.8)."""

import pytest

from transcogage.resolution.place_text import read_place


def names(text: str) -> tuple[str, ...]:
    return read_place(text, lambda _: False).names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("né à Brest", "Brest"),
        ("née à La Rochelle", "La Rochelle"),
        ("né(e) à Bordeaux", "Bordeaux"),
        ("NE A LILLE", "LILLE"),
        ("née au Havre", "Le Havre"),
        ("nés aux Lilas", "Les Lilas"),
        ("à Lille", "Lille"),
        ("Ville de Nantes", "Nantes"),
        ("Ville du Havre", "Le Havre"),
        ("Mairie de Dole", "Dole"),
        ("mairie d'Arles", "Arles"),
        ("Mairie des Lilas", "Les Lilas"),
        ("commune de l'Isle-Adam", "l'Isle-Adam"),
        ("né à la mairie de Dole", "Dole"),
        ("Mairie du 14e arrondissement de Paris", "Paris 14"),
    ],
)
def test_the_place_is_named_after(text: str, name: str) -> None:
    assert names(text)[0] == text
    assert name in names(text)
    assert not read_place(text, lambda _: False).establishment


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maternité de Lille", "Lille"),
        ("maternité du Mans", "Le Mans"),
        ("Maternité régionale de Nancy", "Nancy"),
        ("né à la maternité de Lille", "Lille"),
        ("Maternité Bordeaux", "Bordeaux"),
        ("Hôpital de la Rochelle", "la Rochelle"),
        ("hopital d'Arles", "Arles"),
        ("Hôpital Cochin, Paris", "Paris"),
        ("Hôpital Cochin Paris", "Paris"),
        ("Hôpital Saint-Jacques de Besançon", "Besançon"),
        ("Hôpital de la Croix-Rousse, Lyon", "Lyon"),
        ("Clinique Pasteur, Toulouse", "Toulouse"),
        ("Clinique Saint-Jean - Montpellier", "Montpellier"),
        ("Clinique Jeanne d'Arc (Lyon)", "Lyon"),
        ("Clinique Saint Jean Aix en Provence", "Aix en Provence"),
        ("Polyclinique du Parc, Caen", "Caen"),
        ("CHU de Bordeaux", "Bordeaux"),
        ("CHU Clermont-Ferrand", "Clermont-Ferrand"),
        ("C.H.U. Lille", "Lille"),
        ("CH de Dole", "Dole"),
        ("CH Dole", "Dole"),
        ("CHR Orléans", "Orléans"),
        ("Centre hospitalier de Dole", "Dole"),
        ("Centre hospitalier régional universitaire de Lille", "Lille"),
        ("Hôtel-Dieu de Nantes", "Nantes"),
        ("DOLE MATERNITE", "DOLE"),
        ("Lyon (Hôtel-Dieu)", "Lyon"),
        ("Bordeaux - CHU Pellegrin", "Bordeaux"),
    ],
)
def test_an_establishment_means_its_commune(text: str, name: str) -> None:
    place = read_place(text, lambda _: False)
    assert place.establishment
    assert name in place.names


@pytest.mark.parametrize(
    "text", ["Clinique Beaulieu", "Clinique Saint-Jean", "Clinique Jeanne d'Arc", "Maternité Notre-Dame de"]
)
def test_the_name_of_a_clinic_is_not_that_of_its_commune(text: str) -> None:
    assert not {"Beaulieu", "Saint-Jean", "Arc", "Notre-Dame"} & set(names(text))


@pytest.mark.parametrize(
    "name",
    ["L'Hôpital", "Hôpital-Camfrout", "L'Hôpital-d'Orion", "NESLE L HOPITAL", "Rosnay-l'Hôpital", "Ville-d'Avray"],
)
def test_communes_that_are_called_so_are_names(name: str) -> None:
    place = read_place(name, lambda _: False)
    assert place.names == (name,)
    assert not place.establishment


def test_in_capitals_the_commune_comes_before_the_establishment() -> None:
    """L'Hôpital-d'Orion (64263) is not in Orion (64427)."""
    assert names("L HOPITAL D ORION") == ("L HOPITAL D ORION", "ORION")
