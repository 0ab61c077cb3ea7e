"""Releases are built whole, checked, published at once, and gone back to (publish.py, folder.py, manifest.py)."""

import json
import resource
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.database.interruptions import interrupted
from tests.database.small import small_references
from transcogage.database.manifest import (
    DATABASE,
    MANIFEST,
    Manifest,
    ReleaseError,
    check_release,
    digest_of,
    read_manifest,
)
from transcogage.database.opening import open_at_start, open_database
from transcogage.database.releases import Releases, database_file
from transcogage.database.rules import own_rules
from transcogage.database.store import DatabaseError
from transcogage_data.errors import PipelineError
from transcogage_data.publish import build_release, publish, roll_back


def damage(releases: Releases, version: str) -> None:
    """Change one byte of a release's database."""
    database = releases.find(version) / DATABASE
    database.chmod(0o644)
    with database.open("r+b") as file:
        file.seek(5_000)
        byte = file.read(1)
        file.seek(5_000)
        file.write(bytes([byte[0] ^ 1]))


def refusal(releases: Releases, version: str | None) -> str:
    with pytest.raises((ReleaseError, PipelineError)) as error:
        publish(releases, version)
    return str(error.value)


def test_a_release_is_a_read_only_database_and_a_manifest_that_describes_it(releases: Releases) -> None:
    old, new = releases.versions()
    assert (old[:5], new[:5]) == ("2026-", "2027-")
    folder = releases.find(new)
    assert sorted(path.name for path in folder.iterdir()) == [DATABASE, MANIFEST]
    assert all(not path.stat().st_mode & 0o222 for path in folder.iterdir())
    manifest = check_release(folder)
    assert (manifest.rules, manifest.release.version, manifest.release.vintage) == (own_rules(), new, 2027)
    assert manifest.release.counts["places"] > 20
    assert "insee/2027/v_commune_2027.csv" in manifest.release.sources


def test_building_the_same_reference_again_keeps_the_release(built_releases: Path, tmp_path: Path) -> None:
    releases = Releases(tmp_path / "releases")
    reference, _ = small_references(tmp_path / "small")
    once = build_release(reference, releases)
    database = releases.find(once.release.version) / DATABASE
    written = database.stat()
    assert build_release(reference, releases) == once
    assert (database.stat().st_ino, database.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    assert once.release.version in Releases(built_releases).versions()


def test_publishing_without_a_version_serves_the_one_built_last_and_rollback_the_one_before(releases: Releases) -> None:
    old, new = releases.versions()
    with pytest.raises(ReleaseError, match="Aucune version n'est publiée"):
        releases.current()
    publish(releases, old)
    assert publish(releases, None).release.version == new
    assert database_file(releases.folder) == releases.folder.resolve() / new / DATABASE
    assert str((releases.folder / "current").readlink()) == new, "relative: the folder can be moved"
    assert roll_back(releases).release.version == old
    assert roll_back(releases).release.version == new, "and forth"
    publish(releases, new)
    assert releases.previous().name == old, "published twice, it is not its own previous one"


def test_there_is_nothing_to_go_back_to_after_the_first_publication(releases: Releases) -> None:
    publish(releases, None)
    with pytest.raises(ReleaseError, match="Aucune version n'a été publiée avant"):
        roll_back(releases)


def test_what_cannot_be_served_is_not_published(releases: Releases) -> None:
    old, new = releases.versions()
    publish(releases, old)
    assert f"Versions construites : {old}, {new}" in refusal(releases, "2028-0000000000")
    damage(releases, new)
    assert "base abîmée" in refusal(releases, new)
    (releases.find(new) / MANIFEST).unlink()
    (releases.folder / new / MANIFEST).write_text("{", encoding="utf-8")
    assert "manifeste absent ou illisible" in refusal(releases, new)
    assert releases.current().name == old


def test_a_release_of_other_rules_or_that_breaks_an_invariant_is_not_published(releases: Releases) -> None:
    old, new = releases.versions()
    publish(releases, old)
    folder = releases.find(new)
    sound = read_manifest(folder)
    (folder / DATABASE).chmod(0o644)
    with duckdb.connect(str(folder / DATABASE)) as connection:
        connection.execute("UPDATE packed_names SET spans = replace(spans, ',1.0,', ',0.5,')")
    for rules, said in (
        (own_rules(), "les scores d'une réponse font 1, ou la confiance en un nom qui n'est pas officiel"),
        ("schema 0", "suit d'autres règles (schema 0)"),
    ):
        (folder / MANIFEST).unlink()
        Manifest(sound.release, rules, digest_of(folder / DATABASE)).write(folder)
        assert said in refusal(releases, new)
    assert releases.current().name == old


def test_the_service_starts_on_the_previous_release_when_the_published_one_is_damaged(releases: Releases) -> None:
    old, new = releases.versions()
    publish(releases, old)
    publish(releases, new)
    damage(releases, new)
    with pytest.raises(DatabaseError, match="base abîmée"):
        open_database(releases.folder)
    opened = open_at_start(releases.folder)
    assert opened.index.release.version == old
    assert opened.database == releases.folder.resolve() / old / DATABASE
    damage(releases, old)
    with pytest.raises(DatabaseError, match=f"Version {new} : base abîmée"):
        open_at_start(releases.folder)


def test_one_command_at_a_time_changes_the_folder(releases: Releases) -> None:
    with releases.being_changed():
        assert "Une autre commande change" in refusal(releases, None)
    publish(releases, None)


@pytest.mark.parametrize(("step", "least"), [("publish", 3), ("build", 10)])
def test_killed_at_any_change_of_the_disk_a_command_leaves_whole_releases_and_can_be_run_again(
    releases: Releases, tmp_path: Path, step: str, least: int
) -> None:
    """And rolling back after publishing."""
    if step == "build":
        old, new = releases.versions()
        publish(releases, old)
        shutil.rmtree(releases.folder / new)
        small_references(tmp_path)[1].rename(tmp_path / "reference")
    assert interrupted(step, tmp_path) >= least
    if step == "publish":
        assert interrupted("rollback", tmp_path) >= 2


def test_a_disk_that_is_full_leaves_what_was_there_and_says_what_to_do(releases: Releases, tmp_path: Path) -> None:
    """No file may grow beyond a few pages: the system then refuses to write, as when no space is left."""
    old, new = releases.versions()
    publish(releases, old)
    shutil.rmtree(releases.folder / new)
    reference = small_references(tmp_path)[1]
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(PipelineError, match="Faites de la place"):
            build_release(reference, releases)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert sorted(path.name for path in releases.folder.iterdir()) == sorted([old, "current"])
    assert json.loads((releases.current() / MANIFEST).read_text(encoding="utf-8"))["version"] == old
