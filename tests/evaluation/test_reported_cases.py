"""Questions that people reported or wrote, asked to the real service by the program their file came with.

What was a commune once (`ancienne_commune`) and births of the last decades (`naissance_recente`) are of a later step.
"""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evaluation.views import SAMPLES, available
from tests.http.running import running_service
from tests.waiting import PATIENCE

LATER = ("ancienne_commune", "naissance_recente")

pytestmark = pytest.mark.skipif(
    not available() and not os.environ.get("NO_TEST_SKIPPED"), reason=f"les échantillons ne sont pas dans {SAMPLES}"
)


def test_every_reported_question_gets_what_is_wanted(tmp_path: Path) -> None:
    cases = tmp_path / "cases.csv"
    with (
        (SAMPLES / "cas_signales.csv").open(encoding="utf-8", newline="") as reported,
        cases.open("w", encoding="utf-8", newline="") as kept,
    ):
        rows = csv.DictReader(reported)
        assert rows.fieldnames
        writer = csv.DictWriter(kept, rows.fieldnames)
        writer.writeheader()
        writer.writerows(row for row in rows if row["genre"] not in LATER)
    with running_service() as service:
        port = service.url.rpartition(":")[2]
        verified = subprocess.run(
            [sys.executable, SAMPLES / "verifier_cas.py", port, cases],
            env=os.environ | {"PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    assert verified.returncode == 0, verified.stdout + verified.stderr
