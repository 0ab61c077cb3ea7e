"""Every Python session of a document (`pycon`) gives what it shows, from its first block to its last."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATABASE, ROOT
from tests.docs.blocks import blocks_of
from tests.docs.documents import documents
from tests.docs.running import Place

SESSIONS = [
    document for document in documents() if any(block.language == "pycon" for block in blocks_of(ROOT / document))
]


@pytest.mark.parametrize("document", SESSIONS, ids=str)
def test_a_session_gives_what_the_document_shows(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Place(tmp_path, "").furnish()
    monkeypatch.setenv("TRANSCOGAGE_DATABASE", str(DATABASE))
    session = [line for block in blocks_of(ROOT / document) if block.language == "pycon" for line in (*block.lines, "")]
    (tmp_path / "session.txt").write_text("\n".join(session), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "doctest", "session.txt"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
