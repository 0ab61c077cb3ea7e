"""The guide and the scheduled jobs name commands and options that exist (docs/mainteneur.md)."""

import re
from pathlib import Path

import pytest
import yaml

from tests.command_line import Runner
from tests.conftest import ROOT

GUIDE = ROOT / "docs" / "mainteneur.md"
SCRIPT = ROOT / ".ci" / "nouveau-millesime"
GITHUB = ROOT / ".github" / "workflows" / "nouveau-millesime.yml"
GITLAB = ROOT / ".gitlab-ci.yml"

COMMAND = re.compile(r"transcogage\"? data (\w+)([^`|\n]*)")


def commands(path: Path) -> list[tuple[str, list[str]]]:
    """Each `transcogage data` command of a text, with its options; the guide breaks its lines anywhere."""
    text = re.sub(r"\n\s*" if path == GUIDE else r"\\\n\s*", " ", path.read_text(encoding="utf-8"))
    return [(name, re.findall(r"--[a-z]+", rest)) for name, rest in COMMAND.findall(text)]


@pytest.mark.parametrize("path", [GUIDE, SCRIPT], ids=["guide", "script"])
def test_every_command_and_option_that_is_named_exists(run: Runner, path: Path) -> None:
    named = commands(path)
    assert {"fetch", "derive", "build", "verify", "diff"} <= {name for name, _ in named}
    for name in {name for name, _ in named}:
        shown = run("data", name, "--help")
        assert shown.code == 0, name
        options = {option for other, found in named if other == name for option in found}
        assert all(option in shown.output for option in options), (name, options)


def test_the_guide_is_a_page_whose_files_exist() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text.count("\n") < 70
    for path in re.findall(r"`((?:data_pipeline|data/reference|\.github|\.gitlab)[\w./-]+)`", text):
        assert (ROOT / path).exists(), path


def test_both_forges_run_the_same_script_on_a_schedule() -> None:
    github = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    gitlab = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    assert github[True]["schedule"], "YAML reads `on` as a boolean"
    steps = [step.get("run", "") for step in github["jobs"]["proposer"]["steps"]]
    lines = gitlab["nouveau-millesime"]["script"]
    for job in (steps, lines):
        assert ".ci/nouveau-millesime rapport" in job
        assert any("rapport/diff.md" in line for line in job), "the change's text is the diff"
    assert "schedule" in gitlab["nouveau-millesime"]["rules"][0]["if"]
    assert SCRIPT.stat().st_mode & 0o111
