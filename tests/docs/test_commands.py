"""Every command of every document is run, and prints what the document shows; a block that is not run says why."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.blocks import Block, blocks_of, says
from tests.docs.documents import documents
from tests.docs.running import Place
from tests.http.running import running_service
from tests.upstream.running import running_stand_in
from tests.upstream.server import StandIn

SHOWN_IN_PART = {"code of the project, shown in part", "extrait d'un programme du projet"}

NOT_RUN = SHOWN_IN_PART | {
    "installe des paquets",
    "installs packages",
    "un schéma",
}
"""Every reason why a block is not run: a new one is to be weighed here."""


def with_blocks() -> list[Path]:
    return [document for document in documents() if blocks_of(ROOT / document)]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running_stand_in(StandIn()) as upstream, running_service(TRANSCOGAGE_QF_URL=upstream.url) as service:
        yield service.url


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("document", with_blocks(), ids=str)
def test_every_command_does_what_the_document_shows(document: Path, url: str, tmp_path: Path) -> None:
    place = Place(tmp_path, url)
    place.furnish()
    for block in blocks_of(ROOT / document):
        for command in block.commands():
            code, printed = place.run(command)
            told = f"{document}, line {command.line}: {command.text}\n{printed}"
            if command.output is None:
                assert code == 0, told
            else:
                assert says(command.output, printed), told


def test_blocks_that_are_not_run_say_why() -> None:
    reasons = {block.not_run for document in documents() for block in blocks_of(ROOT / document) if block.not_run}
    assert reasons == NOT_RUN


def test_code_that_is_shown_is_that_of_the_project() -> None:
    sources = [
        [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        for folder in ("service", "data_pipeline", "tests", "docs/exemples")
        for path in (ROOT / folder).rglob("*.py")
    ]
    blocks = [(document, block) for document in documents() for block in blocks_of(ROOT / document)]
    for document, block in blocks:
        if block.not_run in SHOWN_IN_PART:
            shown = "\n".join(line.strip() for line in block.lines)
            assert any(shown in "\n".join(source) for source in sources), f"{document}, line {block.line}"


def test_every_kind_of_block_is_read(tmp_path: Path) -> None:
    document = tmp_path / "document.md"
    document.write_text(
        "Do:\n\n    first \\\n       one\n    second\n\n```console\n$ third\nsaid\n$ fourth '{\n}'\n```\n\n"
        "<!-- not run: a diagram -->\n\n```mermaid\na --> b\n```\n\n- item\n\n  ```sh\n  fifth\n  ```\n",
        encoding="utf-8",
    )
    blocks = blocks_of(document)
    assert [(command.text.split(), command.output) for block in blocks for command in block.commands()] == [
        (["first", "one"], None),
        (["second"], None),
        (["third"], "said"),
        (["fourth", "'{", "}'"], None),
        (["fifth"], None),
    ]
    assert [block.not_run for block in blocks] == [None, None, "a diagram", None]


@pytest.mark.parametrize("block", [Block(1, "json", ("{}",), None), Block(1, "console", ("said",), None)])
def test_a_block_that_says_neither_how_nor_why_not_is_refused(block: Block) -> None:
    with pytest.raises(ValueError, match="line 1: a"):
        block.commands()


def test_an_ellipsis_stands_for_anything_and_nothing_else_does() -> None:
    assert says('{"a": 1, …}', '{"a":1,"b":2}')
    assert not says('{"a": 1}', '{"a":1,"b":2}')
    assert not says('{"a": 2, …}', '{"a":1,"b":2}')
