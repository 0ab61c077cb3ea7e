"""Retrouver les codes COG des lieux de naissance d'une table Spark.

spark-submit --files data/cog.duckdb resoudre_spark.py naissances.parquet resultat.parquet
"""

import sys

from pyspark.sql import SparkSession

from transcogage.spark import resolve

spark = SparkSession.builder.getOrCreate()
naissances = spark.read.parquet(sys.argv[1])
resolues = resolve(
    naissances,
    nom="commune",
    annee="annee",
    departement="departement",
    database="cog.duckdb",  # envoyée avec le travail ; ou un chemin absolu, le même sur chaque nœud
)
resolues.write.parquet(sys.argv[2])
