"""Faults at full size, with a service that answers meanwhile: `python -m tests.bench.faults`.

Every command of the refresh is killed (SIGKILL) at moments spread over its time, the disk is full, files come cut,
doubled, swapped or as a web page, a published database is damaged. Printed, and a failure unless, each time: the
service answers from the last good release, every release in the folder is whole, the message says what to do, and the
same command, run again, leaves nothing half written.
"""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep
from zipfile import ZipFile

from tests.bench import servers
from tests.bench.questions import Questions
from tests.bench.switching import SOURCES, Met, ask_until_stopped, served
from transcogage.database.manifest import DATABASE, check_release
from transcogage.database.releases import Releases
from transcogage.database.store import open_index
from transcogage_data.derive import derive
from transcogage_data.publish import build_release, publish
from transcogage_data.sources import sources_of

VINTAGES = (2025, 2026)
KILLS = 6
"""For each command, at moments spread over the time it takes."""
ROOM = 20_000_000
"""Bytes of the full disk: one release holds, not two."""
LEFT = 100_000
"""Bytes left on it for what is fetched."""


@dataclass
class Scene:
    """A maintainer's folder, whose release of 2025 is served; what was seen, and what must not be."""

    folder: Path
    port: int
    faults: list[str] = field(default_factory=list)

    @property
    def releases(self) -> Releases:
        """The releases of the folder."""
        return Releases(self.folder / "data" / "releases")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """`transcogage data ARGUMENTS`, running."""
        return subprocess.Popen(
            [servers.COMMAND, "data", *arguments],
            cwd=self.folder,
            env=servers.environment(self.folder / "data" / "releases"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """The command's exit code, and what it says."""
        process = self.start(*arguments)
        said, _ = process.communicate()
        return process.returncode, said

    def forget_sources(self) -> None:
        """Have nothing fetched."""
        shutil.rmtree(self.folder / "data" / "sources", ignore_errors=True)

    def forget_releases_not_served(self) -> None:
        """Have the release served, alone."""
        for version in self.releases.versions():
            if not self.releases.is_current(version):
                shutil.rmtree(self.releases.folder / version)

    def check(self, what: str, *allowed: str) -> None:
        """The service answers from one of the releases allowed, and all those of the folder are whole."""
        if (version := served(self.port)) not in allowed:
            self.faults.append(f"{what} : {version} est servie")
        for version in self.releases.versions():
            check_release(self.releases.find(version))


def kill_everywhere(scene: Scene, again: list[str], allowed: tuple[str, ...], reset: Callable[[], object]) -> None:
    """Kill a command at moments spread over its time, each time from the same start (`reset`), then let it end."""
    reset()
    start = perf_counter()
    scene.run(*again)
    duration = perf_counter() - start
    killed = 0
    for moment in range(1, KILLS + 1):
        reset()
        process = scene.start(*again)
        sleep(duration * moment / (KILLS + 1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        scene.check(f"{again[0]} tué", *allowed)
    code, said = scene.run(*again)
    left = list(scene.folder.rglob(".unfinished*"))
    if code or left:
        scene.faults.append(f"{again[0]}, après avoir été tué : {said} {left}")
    print(
        f"{again[0]} ({duration:.1f} s) tué {killed} fois : le service répond, rien d'à moitié écrit ensuite.",
        flush=True,
    )


def refused(scene: Scene, what: str, expected: str, *arguments: str) -> None:
    """The command says what is wrong, and changes nothing."""
    before = sorted((str(path), path.stat().st_mtime_ns) for path in scene.folder.rglob("*.csv"))
    code, said = scene.run(*arguments)
    after = sorted((str(path), path.stat().st_mtime_ns) for path in scene.folder.rglob("*.csv"))
    if code != 1 or expected not in said or before != after or "Traceback" in said:
        scene.faults.append(f"{what} : code {code}, {said}")
    print(f"{what} : « {said.strip().splitlines()[0][:150]} »", flush=True)


def damaged_files(scene: Scene) -> None:
    """Files that are not what they should be, given to `fetch`."""
    source = sources_of(2026)["movements"]
    good = source.under(SOURCES).read_text(encoding="utf-8")
    lines = good.splitlines(keepends=True)
    cases = {
        "page web au lieu du CSV": ("<!DOCTYPE html><html>Erreur</html>", "page web"),
        "colonnes échangées": (
            good.replace(",COM_AV,", ",@,", 1).replace("LIBELLE_AV", "COM_AV", 1).replace("@", "LIBELLE_AV", 1),
            "colonne COM_AV",
        ),
        "ligne répétée": (good + lines[1], "déjà sur une ligne précédente"),
        "fichier coupé": (good[: len(good) // 2], "v_mvt_commune_2026.csv"),
    }
    with TemporaryDirectory() as given:
        shutil.copytree(SOURCES / "insee" / "2026", Path(given) / "insee" / "2026", copy_function=shutil.copyfile)
        Path(given, "insee").chmod(0o755)
        Path(given, "insee", "2026").chmod(0o755)
        path = source.under(Path(given))
        for what, (text, expected) in cases.items():
            path.write_text(text, encoding="utf-8")
            refused(scene, what, expected, "fetch", "--from", given, "--confirmer", "--millesime", "2026")
        path.write_text("".join(lines[: len(lines) * 9 // 10]), encoding="utf-8")
        refused(
            scene, "mouvements incomplets", "Rien n'a été remplacé", "fetch", "--from", given, "--millesime", "2026"
        )
        path.unlink()
        refused(scene, "fichier absent", "pas de fichiers", "fetch", "--from", given, "--millesime", "2026")
        archive = Path(given) / "tout.zip"
        with ZipFile(archive, "w") as file:
            file.write(sources_of(2026)["communes"].under(SOURCES), "v_commune_2026.csv")
        archive.write_bytes(archive.read_bytes()[:-5_000])
        refused(scene, "ZIP coupé", "archive ZIP coupée", "fetch", "--from", str(archive), "--millesime", "2026")


def damaged_database(scene: Scene, version: str, good: str) -> None:
    """A release damaged on the disk after it was built, then published: by the command, and by force."""
    database = scene.releases.find(version) / DATABASE
    content = database.read_bytes()
    database.chmod(0o644)
    middle = len(content) // 2
    database.write_bytes(content[:middle] + bytes(byte ^ 0xFF for byte in content[middle:]))
    refused(scene, "base abîmée", "base abîmée", "publish", version)
    scene.releases.switch(version)
    sleep(7)
    if served(scene.port) != good:
        scene.faults.append("la base abîmée est servie")
    scene.releases.switch(good)
    database.write_bytes(content)
    print("base abîmée, mise en service de force : l'ancienne version reste servie.", flush=True)


@contextmanager
def full_disk() -> Iterator[Path | None]:
    """A disk of a few megabytes, None where one may not be mounted."""
    with TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", folder], capture_output=True, check=False
        ).returncode
        try:
            yield None if mounted else Path(folder)
        finally:
            if not mounted:
                subprocess.run(["umount", "--lazy", folder], check=True)


def no_space(scene: Scene, reference: Path) -> None:
    """A disk on which one release holds, and not another."""
    with full_disk() as disk:
        if disk is None:
            print("disque plein : pas le droit de monter un petit disque, non essayé ici (voir test_releases.py).")
            return
        shutil.copytree(scene.releases.current(), disk / "releases" / scene.releases.current().name)
        Releases(disk / "releases").switch(scene.releases.current().name)
        refused(
            scene,
            "disque plein (build)",
            "Faites de la place",
            "build",
            "--reference",
            str(reference),
            "--versions",
            str(disk / "releases"),
        )
        check_release(Releases(disk / "releases").current())
        (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free - LEFT))
        refused(
            scene,
            "disque plein (fetch)",
            "Faites de la place",
            "fetch",
            "--from",
            str(SOURCES),
            "--millesime",
            "2026",
            "--sources",
            str(disk / "sources"),
        )
        left = [path for path in disk.rglob(".unfinished*") if path.exists()]
        if left:
            scene.faults.append(f"disque plein : reste {left}")


def main() -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        releases = Releases(folder / "data" / "releases")
        references = {vintage: folder / str(vintage) for vintage in VINTAGES}
        for vintage, reference in references.items():
            derive(SOURCES, reference, vintage)
        old = build_release(references[2025], releases).release.version
        publish(releases, old)
        paths = [question.path() for question in Questions(open_index(servers.DATABASE)).known(1_000)]
        met = Met()
        with servers.service(releases.folder) as server:
            scene = Scene(folder, server.port)
            asking = Thread(target=ask_until_stopped, args=(server.port, paths, met), daemon=True)
            asking.start()
            kill_everywhere(
                scene, ["fetch", "--from", str(SOURCES), "--millesime", "2026"], (old,), scene.forget_sources
            )
            kill_everywhere(scene, ["derive", "--millesime", "2026"], (old,), lambda: None)
            damaged_files(scene)
            kill_everywhere(scene, ["build"], (old,), scene.forget_releases_not_served)
            new = next(version for version in releases.versions() if version != old)
            damaged_database(scene, new, old)
            no_space(scene, references[2026])
            kill_everywhere(scene, ["publish", new], (old, new), lambda: scene.run("publish", old))
            met.stopped = True
            asking.join(timeout=30)
    print(f"Pendant ce temps : {len(met.latencies)} demandes, {len(met.failed)} échecs, {met.mixed} réponses mêlées.")
    print("\n".join(f"ÉCHEC {fault}" for fault in scene.faults) or "Tout est tenu.")
    return 1 if scene.faults or met.failed or met.mixed else 0


if __name__ == "__main__":
    sys.exit(main())
