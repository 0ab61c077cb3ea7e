"""Reading a Dockerfile: its stages, each a list of instructions."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Instruction:
    """`RUN`, `COPY`…, and what follows, on one line."""

    name: str
    text: str

    def words(self) -> list[str]:
        """What follows, word by word; in its JSON form, as written there."""
        if self.text.startswith("["):
            words: list[str] = json.loads(self.text)
            return words
        return self.text.split()


@dataclass(frozen=True, slots=True)
class Stage:
    """From `base`, an image or another stage, called `name`."""

    base: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)


def read_stages(path: Path) -> list[Stage]:
    """The stages of a Dockerfile, in order. One without a name is called by its position."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    stages: list[Stage] = []
    for line in re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines():
        if not line.strip():
            continue
        name, text = line.split(maxsplit=1)
        if name == "FROM":
            base, _, called = text.partition(" AS ")
            stages.append(Stage(base, called or str(len(stages))))
        else:
            stages[-1].instructions.append(Instruction(name, text))
    return stages


def with_their_bases(stages: list[Stage], name: str) -> list[Instruction]:
    """The instructions that make a stage, those of the stages it comes from first."""
    by_name = {stage.name: stage for stage in stages}
    stage = by_name[name]
    before = with_their_bases(stages, stage.base) if stage.base in by_name else []
    return before + stage.instructions
