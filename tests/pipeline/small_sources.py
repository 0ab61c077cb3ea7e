"""A France of a few communes: the fifteen source files of a vintage, by hand, with INSEE's real rows.

Cherbourg, Octeville and Tourlaville merged; Gennevilliers and Ajaccio changed department; Freigné moved and merged on
one day; Paris has two arrondissements; Mayotte has Mamoudzou. The other communes are those that the declared movements
name.
"""

from collections.abc import Mapping
from pathlib import Path

from transcogage_data.sources import sources_of

VINTAGE = 2026

COMMUNES = """\
TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,01185,84,01,01D,011,0,PLATEAU D HAUTEVILLE,Plateau d'Hauteville,Plateau d'Hauteville,0110,
COM,2A004,94,2A,20R,2A1,1,AJACCIO,Ajaccio,Ajaccio,2A98,
COM,44180,52,44,44D,445,0,VALLONS DE L ERDRE,Vallons-de-l'Erdre,Vallons-de-l'Erdre,4401,
COMD,44225,,,,,0,FREIGNE,Freigné,Freigné,,44180
COM,50129,28,50,50D,502,0,CHERBOURG EN COTENTIN,Cherbourg-en-Cotentin,Cherbourg-en-Cotentin,5098,
COMD,50129,,,,,0,CHERBOURG OCTEVILLE,Cherbourg-Octeville,Cherbourg-Octeville,,50129
COMD,50602,,,,,0,TOURLAVILLE,Tourlaville,Tourlaville,,50129
COM,54316,44,54,54D,544,0,LIMEY REMENAUVILLE,Limey-Remenauville,Limey-Remenauville,5416,
COM,54518,44,54,54D,544,0,THIAUCOURT REGNIEVILLE,Thiaucourt-Regniéville,Thiaucourt-Regniéville,5416,
COM,66003,76,66,66D,661,1,AMELIE LES BAINS PALALDA,Amélie-les-Bains-Palalda,Amélie-les-Bains-Palalda,6602,
COM,75056,11,75,75C,751,0,PARIS,Paris,Paris,7599,
ARM,75101,11,75,75C,751,0,PARIS 1ER ARRONDISSEMENT,Paris 1er Arrondissement,Paris 1er Arrondissement,7599,75056
ARM,75114,11,75,75C,751,0,PARIS 14E ARRONDISSEMENT,Paris 14e Arrondissement,Paris 14e Arrondissement,7599,75056
COM,92036,11,92,92D,922,0,GENNEVILLIERS,Gennevilliers,Gennevilliers,9214,
COM,97611,06,976,976R,,0,MAMOUDZOU,Mamoudzou,Mamoudzou,97699,
"""

MOVEMENTS = """\
MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP
32,2019-01-01,COM,01185,1,HAUTEVILLE LOMPNES,Hauteville-Lompnes,Hauteville-Lompnes,COM,01185,0,,,Plateau d'Hauteville
41,2018-01-01,COM,49144,0,FREIGNE,Freigné,Freigné,COM,44225,0,FREIGNE,Freigné,Freigné
32,2018-01-01,COM,44225,0,FREIGNE,Freigné,Freigné,COM,44180,0,,,Vallons-de-l'Erdre
32,2018-01-01,COM,44225,0,FREIGNE,Freigné,Freigné,COMD,44225,0,FREIGNE,Freigné,Freigné
32,2018-01-01,COM,44180,0,,,Saint-Mars-la-Jaille,COM,44180,0,,,Vallons-de-l'Erdre
32,2016-01-01,COM,50129,0,,,Cherbourg-Octeville,COM,50129,0,,,Cherbourg-en-Cotentin
32,2016-01-01,COM,50129,0,,,Cherbourg-Octeville,COMD,50129,0,,,Cherbourg-Octeville
32,2016-01-01,COM,50602,0,TOURLAVILLE,Tourlaville,Tourlaville,COM,50129,0,,,Cherbourg-en-Cotentin
32,2016-01-01,COM,50602,0,TOURLAVILLE,Tourlaville,Tourlaville,COMD,50602,0,TOURLAVILLE,Tourlaville,Tourlaville
20,2011-03-31,,,,,,,COM,97611,0,MAMOUDZOU,Mamoudzou,Mamoudzou
30,2007-02-23,COM,97123,0,SAINT BARTHELEMY,Saint-Barthélemy,Saint-Barthélemy,,,,,,
30,2007-02-23,COM,97127,0,SAINT MARTIN,Saint-Martin,Saint-Martin,,,,,,
31,2000-02-28,COM,50129,0,CHERBOURG,Cherbourg,Cherbourg,COM,50129,0,,,Cherbourg-Octeville
31,2000-02-28,COM,50383,1,OCTEVILLE,Octeville,Octeville,COM,50129,0,,,Cherbourg-Octeville
41,1976-01-01,COM,20004,1,AJACCIO,Ajaccio,Ajaccio,COM,2A004,1,AJACCIO,Ajaccio,Ajaccio
41,1968-01-01,COM,75036,0,GENNEVILLIERS,Gennevilliers,Gennevilliers,COM,92036,0,,,Gennevilliers
10,1962-12-22,COM,54316,0,LIMEY,Limey,Limey,COM,54316,0,,,Limey-Remenauville
10,1962-12-22,COM,54518,0,THIAUCOURT,Thiaucourt,Thiaucourt,COM,54518,0,,,Thiaucourt-Regniéville
20,1946-03-21,,,,,,,COM,97123,0,SAINT BARTHELEMY,Saint-Barthélemy,Saint-Barthélemy
20,1946-03-21,,,,,,,COM,97127,0,SAINT MARTIN,Saint-Martin,Saint-Martin
"""

TEXTS = {
    "communes": COMMUNES,
    "movements": MOVEMENTS,
    "departments": "DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE\n50,28,50502,0,,,Manche\n75,11,75056,0,,,Paris\n",
    "overseas": (
        "code_commune,nom_commune,code_collectivite,nom_collectivite,code_postal,population\n"
        "97502,Saint-Pierre,975,Saint-Pierre-et-Miquelon,97500,5194\n"
        "97701,Saint-Barthélemy,977,Saint-Barthélemy,97133,10660\n"
        "97801,Saint-Martin,978,Saint-Martin,97150,31160\n"
    ),
    "asp": "code_com_insee;lib_com;date_deb_insee;date_fin_insee\n98511;MAMOUDZOU;01/01/1900;30/03/2011\n",
    "extensions": (
        "COM,CODE_ZONE,NCC,NCCENR,LIBELLE,DATE_DEBUT,DATE_FIN,DEPRECATED\n"
        "75214,75,PARIS 14E ARRONDISSEMENT,,Paris 14e Arrondissement,1943-01-01,,1\n"
        "97611,97,TROIS ILETS,Trois-Îlets,Les Trois-Îlets,1943-01-01,,1\n"
    ),
    "countries": (
        "COG,ACTUAL,CAPAY,CRPAY,ANI,LIBCOG,LIBENR,ANCNOM,CODEISO2,CODEISO3,CODENUM3\n"
        "XXXXX,1,,,,FRANCE,REPUBLIQUE FRANCAISE,,FR,FRA,250\n"
        "99123,1,,,1991,RUSSIE,FEDERATION DE RUSSIE,U.R.S.S.,RU,RUS,643\n"
        "99155,1,,99123,1991,UKRAINE,UKRAINE,,UA,UKR,804\n"
        "99101,3,99102,,,FEROE (ILES),FÉROÉ (ÎLES),,FO,FRO,234\n"
    ),
    "countries_since_1943": (
        "COG,CRPAY,LIBCOG,LIBENR,DATE_DEBUT,DATE_FIN\n"
        "99100,,France,République française,1943-01-01,\n"
        "99123,,Russie,Fédération de Russie,1991-12-25,\n"
        "99155,,Ukraine,Ukraine,1991-08-24,\n"
        "99326,,Côte d’Ivoire,République de Côte d’Ivoire,1960-08-07,\n"
        "99142,,Allemagne de l’Ouest,République fédérale d’Allemagne,1949-05-23,1990-10-03\n"
        "99209,99123,Sibérie,Sibérie,1943-01-01,1943-01-01\n"
    ),
    "postal": (
        "Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5\n"
        "50129;CHERBOURG EN COTENTIN;50100;CHERBOURG EN COTENTIN;CHERBOURG\n"
        "50129;CHERBOURG EN COTENTIN;50110;CHERBOURG EN COTENTIN;TOURLAVILLE\n"
        "75101;PARIS 01;75001;PARIS;\n"
        "75114;PARIS 14;75014;PARIS;\n"
    ),
    "population_2013": "DEPCOM;LIBMIN;PMUN13\n50129;Cherbourg-Octeville;37055\n50602;Tourlaville;15902\n92036;Genn;1\n",
    "population_2013_districts": "DEPCOM;LIBMIN;PMUN13\n75101;Paris 1er;17022\n75114;Paris 14e;141102\n",
    "population_2013_dom": "DEPCOM;LIBMIN;PMUN13\n97123;Saint-Barthélemy;\n",
    "population_now": "COM;Commune;PMUN\n50129;Cherbourg-en-Cotentin;78258\n2A004;Ajaccio;75 216\n",
    "births": "code,decennie,regime,personnes\n50129,1920,A,3\n50602,1920,B,1\n75114,1950,A,2\n",
    "maternities": "an,Code_Postal,INSEE_COM,n\n2004,50102,50129,1\n2010,50102,50129,2\n2016,50102,50129,1\n",
}
"""The text of each source, by its name in `transcogage_data.sources`."""


NEXT_VINTAGE = VINTAGE + 1

NEXT_COMMUNES = (
    COMMUNES.replace("COM,54316,44,54,54D,544,0,", "COMD,54316,,,,,0,")
    .replace("Limey-Remenauville,5416,", "Limey-Remenauville,,54518")
    .replace(
        "THIAUCOURT REGNIEVILLE,Thiaucourt-Regniéville,Thiaucourt-Regniéville",
        "THIAUCOURT EN HAYE,Thiaucourt-en-Haye,Thiaucourt-en-Haye",
    )
    .replace(
        "GENNEVILLIERS,Gennevilliers,Gennevilliers",
        "GENNEVILLIERS SUR SEINE,Gennevilliers-sur-Seine,Gennevilliers-sur-Seine",
    )
)
NEXT_MOVEMENTS = (
    MOVEMENTS
    + """\
32,2027-01-01,COM,54316,0,,,Limey-Remenauville,COM,54518,0,,,Thiaucourt-en-Haye
32,2027-01-01,COM,54316,0,,,Limey-Remenauville,COMD,54316,0,,,Limey-Remenauville
32,2027-01-01,COM,54518,0,,,Thiaucourt-Regniéville,COM,54518,0,,,Thiaucourt-en-Haye
10,2026-06-01,COM,92036,0,,,Gennevilliers,COM,92036,0,,,Gennevilliers-sur-Seine
"""
)
"""The year after, as if: Limey-Remenauville and Thiaucourt-Regniéville merge, Gennevilliers takes another name."""

NEXT = {"communes": NEXT_COMMUNES, "movements": NEXT_MOVEMENTS}


def write_sources(
    folder: Path, replaced: Mapping[str, str | bytes | None] | None = None, vintage: int = VINTAGE
) -> Path:
    """Write the sources below `folder`, those `replaced` with another content, or not at all (None)."""
    contents: dict[str, str | bytes | None] = {**TEXTS, **(replaced or {})}
    for name, source in sources_of(vintage).items():
        content = contents[name]
        path = source.under(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def quoted(text: str, separator: str = ",") -> str:
    """The same table in the style of INSEE's own downloads: every field quoted."""
    return "".join(
        separator.join(f'"{field}"' for field in line.split(separator)) + "\r\n" for line in text.splitlines()
    )
