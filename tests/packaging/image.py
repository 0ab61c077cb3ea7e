"""The image of the Dockerfile, made without Docker as far as can be: `python -m tests.packaging.image` (.ci/image).

The Dockerfile's own steps are run, in a temporary folder that stands for the root of each stage in turn: `COPY` copies,
`RUN` is run by a shell in which the Dockerfile's paths (`/app`…) mean those of that folder, and the Python at hand
stands for that of the base. Then the command of the last stage is started: its health check must fail before and
succeed after. The size of what was copied is told. The base image itself, its user, its network are not shown.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.packaging.dockerfile import Instruction, Stage, read_stages, with_their_bases

PROJECT = Path(__file__).parents[2]
OF_THE_MACHINE = {"bin", "dev", "etc", "lib", "proc", "root", "tmp", "usr", "var"}
PATHS = re.compile(r"(?<![\w./:$'{}-])/([a-z][\w-]*)")
BASE_SIZE = 125
"""Of the base image, python:3.13-slim-bookworm, unpacked, in megabytes: Debian's slim image and Python."""

READY_WITHIN = 30.0
"""Seconds: the health check's start period."""


class StepError(Exception):
    """A step of the Dockerfile does not do what it should."""


@dataclass
class Machine:
    """What stands for the machine: the stages made so far, below `folder`; the one being made is always in `root`."""

    folder: Path
    port: int
    stages: dict[str, Path] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    directory: str = "/"

    def __post_init__(self) -> None:
        self.root.mkdir()
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "python").symlink_to(sys.executable)
        self._kept: dict[str, tuple[dict[str, str], str]] = {}

    @property
    def root(self) -> Path:
        return self.folder / "root"

    def make(self, stage: Stage) -> None:
        """Run the steps of a stage."""
        if stage.base in self.stages:
            base = self.stages[stage.base]
            shutil.copytree(base, self.root, symlinks=True, dirs_exist_ok=True, copy_function=os.link)
        environment, self.directory = self._kept.get(stage.base, ({}, "/"))
        self.environment = dict(environment)
        for instruction in stage.instructions:
            self._do(instruction)
        self._kept[stage.name] = (dict(self.environment), self.directory)

    def put_aside(self, stage: Stage) -> None:
        """Make room for the next stage."""
        self.stages[stage.name] = self.folder / f"stage-{stage.name}"
        self.root.rename(self.stages[stage.name])
        self.root.mkdir()

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        """Start a command, given word by word."""
        return subprocess.Popen(
            [self._here(word) for word in words], cwd=self._path(self.directory), env=self._environment()
        )

    def _do(self, instruction: Instruction) -> None:
        match instruction.name:
            case "WORKDIR":
                self.directory = instruction.text
                self._path(self.directory).mkdir(parents=True, exist_ok=True)
            case "ENV":
                for name, value in re.findall(r"(\w+)=(\S+)", instruction.text):
                    self.environment[name] = value
            case "COPY":
                self._copy(instruction.words())
            case "RUN":
                done = subprocess.run(
                    ["sh", "-ec", self._here(instruction.text)],
                    cwd=self._path(self.directory),
                    env=self._environment(),
                    check=False,
                )
                if done.returncode:
                    raise StepError(f"RUN {instruction.text}")

    def _copy(self, words: list[str]) -> None:
        origin = PROJECT
        if words[0].startswith("--from="):
            origin = self.stages[words.pop(0).removeprefix("--from=")]
        *sources, target = words
        into = self._path(target)
        for source in sources:
            path = origin / source.lstrip("/")
            if path.is_dir():
                shutil.copytree(path, into, symlinks=True, dirs_exist_ok=True, ignore=_ignored)
            else:
                folder = into if target.endswith("/") else into.parent
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, into)

    def _path(self, path: str) -> Path:
        """Where a path of the image is on this machine."""
        return self.root / Path(self.directory, path).relative_to("/")

    def _here(self, text: str) -> str:
        """The same command, on this machine."""
        return PATHS.sub(lambda found: found[0] if found[1] in OF_THE_MACHINE else f"{self.root}{found[0]}", text)

    def _environment(self) -> dict[str, str]:
        at_hand = {name: value for name, value in os.environ.items() if not name.startswith("TRANSCOGAGE_")}
        at_hand["PATH"] = f"{self.folder / 'bin'}:{at_hand['PATH']}"
        own = {name: self._here(value).replace("$PATH", at_hand["PATH"]) for name, value in self.environment.items()}
        return at_hand | own | {"TRANSCOGAGE_HOST": "127.0.0.1", "TRANSCOGAGE_PORT": str(self.port)}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _ignored(_folder: str, names: list[str]) -> set[str]:
    """What .dockerignore keeps out of the folders that are copied."""
    return {"__pycache__"} & set(names)


def check_health(machine: Machine, command: list[str], check: list[str]) -> float:
    """Start the command of the image; seconds until its health check succeeds."""
    if machine.start(check).wait() == 0:
        raise StepError("the health check succeeds when nothing is served")
    began = time.monotonic()
    with machine.start(command) as process:
        try:
            while machine.start(check).wait() != 0:
                if process.poll() is not None or time.monotonic() - began > READY_WITHIN:
                    raise StepError("the command is not ready in time")
            return time.monotonic() - began
        finally:
            process.terminate()


def size_of(path: Path) -> float:
    """What a file holds, or the files below a folder, in megabytes."""
    return sum(file.lstat().st_size for file in (path, *path.rglob("*")) if file.is_symlink() or file.is_file()) / 1e6


def make_image(machine: Machine) -> float:
    """Every stage, then its command; seconds until it is healthy. Raises `StepError`."""
    stages = read_stages(PROJECT / "Dockerfile")
    for stage in stages[:-1]:
        machine.make(stage)
        machine.put_aside(stage)
    machine.make(stages[-1])
    said = {step.name: step for step in with_their_bases(stages, stages[-1].name)}
    check = Instruction("CMD", said["HEALTHCHECK"].text.partition("CMD ")[2])
    return check_health(machine, said["CMD"].words(), check.words())


def main() -> int:
    began = time.monotonic()
    with TemporaryDirectory(prefix="image-") as folder:
        machine = Machine(Path(folder), free_port())
        try:
            healthy = make_image(machine)
        except StepError as error:
            print(f"Dockerfile: {error}", file=sys.stderr)
            return 1
        ours = size_of(machine.root)
        packages = next(machine.root.glob("app/lib/python*/site-packages"))
        largest = sorted(((size_of(path), path.name) for path in packages.iterdir()), reverse=True)[:5]
    print(f"Dockerfile: its steps took {time.monotonic() - began:.0f} s; healthy {healthy:.1f} s after its start.")
    print(f"Image: about {ours + BASE_SIZE:.0f} MB: the base {BASE_SIZE} MB, ours {ours:.0f} MB, of which")
    print("\n".join(f"  {size:5.1f} MB  {name}" for size, name in largest))
    return 0


if __name__ == "__main__":
    sys.exit(main())
