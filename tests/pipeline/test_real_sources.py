"""INSEE's, La Poste's and the other real files: the committed reference comes from them, older vintages derive too."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from transcogage_data.derive import derive
from transcogage_data.reference import HEADERS, MANIFEST, read_reference

SOURCES = ROOT.parent / "shared"
COMMITTED = ROOT / "data" / "reference"

pytestmark = pytest.mark.skipif(
    not (SOURCES / "insee").is_dir(), reason=f"les fichiers sources ne sont pas dans {SOURCES}"
)


def test_the_committed_reference_is_derived_from_the_sources_byte_for_byte(tmp_path: Path) -> None:
    derive(SOURCES, tmp_path, 2026)
    for name in [*HEADERS, MANIFEST]:
        assert (tmp_path / name).read_bytes() == (COMMITTED / name).read_bytes(), name


@pytest.mark.parametrize("vintage", [2024, 2025])
def test_older_vintages_derive_too(tmp_path: Path, vintage: int) -> None:
    """They know less: nothing of 2025 or 2026. What they know, they say as the committed one."""
    derive(SOURCES, tmp_path, vintage)
    older, latest = read_reference(tmp_path), read_reference(COMMITTED)
    assert older.vintage == vintage
    assert max(row.date.year for row in older.successions) <= vintage
    ended = {row for row in older.periods if row.period.end is not None}
    assert len(ended) > 8_000
    assert ended <= set(latest.periods)
