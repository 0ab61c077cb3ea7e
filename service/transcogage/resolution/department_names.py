"""The names of departments, of today and of then: one a line, after the code.

Source: INSEE, `v_departement` (Licence Ouverte 2.0); for the names of then, the decrees that changed them.
"""

NAMES_OF_TODAY = """
01 Ain
02 Aisne
03 Allier
04 Alpes-de-Haute-Provence
05 Hautes-Alpes
06 Alpes-Maritimes
07 Ardèche
08 Ardennes
09 Ariège
10 Aube
11 Aude
12 Aveyron
13 Bouches-du-Rhône
14 Calvados
15 Cantal
16 Charente
17 Charente-Maritime
18 Cher
19 Corrèze
20 Corse
21 Côte-d'Or
22 Côtes-d'Armor
23 Creuse
24 Dordogne
25 Doubs
26 Drôme
27 Eure
28 Eure-et-Loir
29 Finistère
2A Corse-du-Sud
2B Haute-Corse
30 Gard
31 Haute-Garonne
32 Gers
33 Gironde
34 Hérault
35 Ille-et-Vilaine
36 Indre
37 Indre-et-Loire
38 Isère
39 Jura
40 Landes
41 Loir-et-Cher
42 Loire
43 Haute-Loire
44 Loire-Atlantique
45 Loiret
46 Lot
47 Lot-et-Garonne
48 Lozère
49 Maine-et-Loire
50 Manche
51 Marne
52 Haute-Marne
53 Mayenne
54 Meurthe-et-Moselle
55 Meuse
56 Morbihan
57 Moselle
58 Nièvre
59 Nord
60 Oise
61 Orne
62 Pas-de-Calais
63 Puy-de-Dôme
64 Pyrénées-Atlantiques
65 Hautes-Pyrénées
66 Pyrénées-Orientales
67 Bas-Rhin
68 Haut-Rhin
69 Rhône
70 Haute-Saône
71 Saône-et-Loire
72 Sarthe
73 Savoie
74 Haute-Savoie
75 Paris
76 Seine-Maritime
77 Seine-et-Marne
78 Yvelines
79 Deux-Sèvres
80 Somme
81 Tarn
82 Tarn-et-Garonne
83 Var
84 Vaucluse
85 Vendée
86 Vienne
87 Haute-Vienne
88 Vosges
89 Yonne
90 Territoire de Belfort
91 Essonne
92 Hauts-de-Seine
93 Seine-Saint-Denis
94 Val-de-Marne
95 Val-d'Oise
971 Guadeloupe
972 Martinique
973 Guyane
974 La Réunion
975 Saint-Pierre-et-Miquelon
976 Mayotte
977 Saint-Barthélemy
978 Saint-Martin
984 Terres australes et antarctiques françaises
986 Wallis et Futuna
987 Polynésie française
988 Nouvelle-Calédonie
989 Île de Clipperton
"""
"""A code and its name a line: INSEE's, former codes too (a test compares them with the reference)."""

OTHER_NAMES = """
04 Basses-Alpes
13 B du R
13 BdR
17 Charente-Inférieure
22 Côtes-du-Nord
35 I et V
44 Loire-Inférieure
54 M et M
64 Basses-Pyrénées
69 Métropole de Lyon
75 Seine
75 Ville de Paris
76 Seine-Inférieure
77 S et M
78 Seine-et-Oise
78 S et O
90 Belfort
97 DOM
97 DROM
97 Département d'outre-mer
973 Guyane française
975 Saint-Pierre et Miquelon
977 Saint-Barth
978 Saint-Martin (partie française)
98 COM
98 TOM
98 Territoire d'outre-mer
98 Collectivité d'outre-mer
984 TAAF
987 Polynésie
989 Clipperton
99 Étranger
99 À l'étranger
99 Hors de France
99 Pays étranger
"""
"""Names of then (until 1941 in 17, 1955 in 76, 1957 in 44, 1968 in 75 and 78, 1969 in 64, 1970 in 04, 1990 in 22);
those that people give; and the initials of registers.
"""
