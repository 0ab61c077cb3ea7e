"""What the text of the documents names exists: commands and their options, tasks, settings, files, links."""

import re
from functools import cache
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from tests.docs.documents import documents
from transcogage.cli.commands import app
from transcogage.particulier.refusals import RefusalCode
from transcogage.settings import PREFIX, Settings

INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
FILE = re.compile(r"(?:service|data_pipeline|tests|docs|deploiement|\.ci|\.github)/[\w./-]*\w/?")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def text_of(document: Path) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def inline(document: Path) -> list[str]:
    """The code inside sentences, on one line each."""
    return [" ".join(found.split()) for found in INLINE.findall(text_of(document))]


@cache
def options_of(*names: str) -> frozenset[str]:
    """The options of a `transcogage` command; fails when there is none of this name."""
    command: click.Command = app
    for name in names:
        assert isinstance(command, click.Group), names
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"transcogage {' '.join(names)}"
        command = found
    return frozenset(option for parameter in command.params for option in parameter.opts) | {"--help"}


@pytest.mark.parametrize("document", documents(), ids=str)
def test_the_commands_named_exist_with_their_options(document: Path) -> None:
    for code in inline(document):
        words = code.split("transcogage ", 1)[-1].split()
        if "transcogage " not in code or not re.fullmatch("[a-z][a-z-]*", words[0]):
            continue
        names = words[:2] if words[0] == "data" and len(words) > 1 else words[:1]
        options = options_of(*names)
        for word in words:
            if word.startswith("--"):
                assert word.split("=")[0] in options, f"{document}: {code}"


@pytest.mark.parametrize("document", documents(), ids=str)
def test_the_tasks_named_exist(document: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    for code in inline(document):
        words = [word for word in code.split()[1:] if "=" not in word] if code.startswith("make ") else []
        assert set(words) <= targets, f"{document}: {code}"


@pytest.mark.parametrize("document", documents(), ids=str)
def test_the_settings_named_exist(document: Path) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | set(RefusalCode)
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", text_of(document))) <= known


@pytest.mark.parametrize("document", documents(), ids=str)
def test_the_files_named_and_linked_exist(document: Path) -> None:
    folder = (ROOT / document).parent
    missing = {link for link in LINK.findall(text_of(document)) if not (folder / link).exists()}
    missing |= {code for code in inline(document) if FILE.fullmatch(code) and not (ROOT / code).exists()}
    assert not missing, document
