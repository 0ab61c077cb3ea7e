"""Two small references, a vintage and the next, and the releases built of both: once for all the tests.

A test that publishes copies them (`releases`): it takes a hundredth of a second.
"""

import shutil
from pathlib import Path

import pytest

from tests.database.small import small_releases
from transcogage.database.releases import Releases


@pytest.fixture(scope="session")
def built_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture
def releases(built_releases: Path, tmp_path: Path) -> Releases:
    """Both vintages built, none published."""
    return Releases(Path(shutil.copytree(built_releases, tmp_path / "releases")))
