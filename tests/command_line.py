"""The command line, run in the process of the tests."""

import sys
from dataclasses import dataclass

import pytest

from transcogage.cli.commands import run


@dataclass
class Outcome:
    code: int
    output: str
    errors: str


class Runner:
    """Runs the command in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        self._monkeypatch.setattr(sys, "argv", ["transcogage", *arguments])
        code = run()
        captured = self._capsys.readouterr()
        return Outcome(code, captured.out, captured.err)
