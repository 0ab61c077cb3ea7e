"""The code blocks of a document in Markdown, and the commands in them.

A block is fenced, or indented by four spaces after a blank line. What it holds is told by its language:

- `console`: commands after `$ `, each followed by the output it must have;
- `sh`, or an indented block: commands only, one a line;
- `python`: a program;
- `pycon`: a part of the document's one Python session, run whole by `test_sessions`.

Of any other block, and of a command that cannot be run, a marker just above says why: `<!-- not run: a diagram -->`, in
French `<!-- non exécuté : un schéma -->`.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ELLIPSIS = "…"
MARKER = re.compile(r"<!-- (?:not run:|non exécuté :) (?P<reason>.+?) -->")
FENCE = re.compile(r"(?P<indent> *)```(?P<language>\w*)$")
INDENT = "    "
PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Command:
    """`output`: what it must print, when that is shown. `line`: where its block begins in the document."""

    line: int
    text: str
    output: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """`language` is empty for an indented block; `not_run`: why it is not run, when it is not."""

    line: int
    language: str
    lines: tuple[str, ...]
    not_run: str | None

    def commands(self) -> list[Command]:
        """What is to be run. Raises `ValueError` when the block says neither how, nor why not."""
        if self.not_run is not None:
            return []
        match self.language:
            case "console":
                return list(self._with_their_outputs())
            case "" | "sh":
                return [Command(self.line, text) for text in "\n".join(_joined(self.lines)).splitlines() if text]
            case "pycon":
                return []
            case "python":
                return [Command(self.line, "python - <<'PROGRAM'\n" + "\n".join(self.lines) + "\nPROGRAM")]
        raise ValueError(f"line {self.line}: a block of {self.language!r} needs a marker that says why it is not run")

    def _with_their_outputs(self) -> Iterator[Command]:
        if not self.lines or not self.lines[0].startswith(PROMPT):
            raise ValueError(f"line {self.line}: a console begins with {PROMPT!r} and a command")
        text, output = "", list[str]()
        for line in _joined(self.lines):
            if line.startswith(PROMPT):
                if text:
                    yield Command(self.line, text, _shown(output))
                text, output = line.removeprefix(PROMPT), []
            elif _unfinished(text):
                text += f"\n{line}"
            else:
                output.append(line)
        yield Command(self.line, text, _shown(output))


def blocks_of(document: Path) -> list[Block]:
    """The code blocks of a document, in order."""
    lines = document.read_text(encoding="utf-8").splitlines()
    blocks: list[Block] = []
    marker: str | None = None
    position = 0
    while position < len(lines):
        line = lines[position]
        if fence := FENCE.fullmatch(line):
            end = lines.index(f"{fence['indent']}```", position + 1)
            inside = tuple(text.removeprefix(fence["indent"]) for text in lines[position + 1 : end])
            blocks.append(Block(position + 1, fence["language"], inside, marker))
            position, marker = end, None
        elif line.startswith(INDENT) and position and not lines[position - 1].strip():
            end = position
            while end < len(lines) and (lines[end].startswith(INDENT) or not lines[end].strip()):
                end += 1
            inside = tuple(text.removeprefix(INDENT) for text in lines[position:end])
            blocks.append(Block(position + 1, "", inside, marker))
            position, marker = end - 1, None
        elif found := MARKER.fullmatch(line):
            marker = found["reason"]
        elif line.strip():
            marker = None
        position += 1
    return blocks


def _joined(lines: tuple[str, ...]) -> list[str]:
    """The lines, those that end with a backslash with the next; and without what is only a comment."""
    text = "\n".join(lines).replace("\\\n", " ")
    return [re.sub(r"\s+# .*", "", line) if line.startswith("make ") else line for line in text.splitlines()]


def _unfinished(command: str) -> bool:
    """Whether a quotation goes on in the next line."""
    try:
        shlex.split(command)
    except ValueError:
        return True
    return False


def _shown(output: list[str]) -> str | None:
    return "\n".join(output) if any(line.strip() for line in output) else None


def says(shown: str, printed: str) -> bool:
    """Whether what is shown is what is printed, up to white space; an ellipsis stands for anything."""
    parts = ("".join(part.split()) for part in shown.split(ELLIPSIS))
    return re.fullmatch(".*?".join(map(re.escape, parts)), "".join(printed.split()), re.DOTALL) is not None
