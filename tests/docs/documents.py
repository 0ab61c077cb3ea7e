"""The documents of the repository: every Markdown file."""

from pathlib import Path

from tests.conftest import ROOT

NOT_OURS = (".venv", "data/open", "data/sources", "rapport")


def documents() -> list[Path]:
    """Every document, in order."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*.md"))
    return sorted(
        path
        for path in found
        if not str(path).startswith(NOT_OURS) and not {"node_modules", ".pytest_cache"} & set(path.parts)
    )
