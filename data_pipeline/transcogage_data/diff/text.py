"""A report as plain text, for a terminal, and as Markdown, for a change to review."""

from collections.abc import Iterable, Iterator

from transcogage_data.diff.report import Report, Section


def as_text(report: Report) -> str:
    """Lines under titles."""
    lines = [report.title, "=" * len(report.title), *report.summary]
    for section in report.sections:
        lines += ["", section.title, "-" * len(section.title), *([section.text] if section.text else [])]
        lines += ["   ".join(row) for row in section.rows] or [section.empty]
    return "\n".join(lines) + "\n"


def as_markdown(report: Report) -> str:
    """Lists and tables that forges show."""
    lines = [f"# {report.title}", "", *(f"- {line}" for line in report.summary)]
    for section in report.sections:
        lines += ["", f"## {section.title}", "", *([section.text, ""] if section.text else []), *_table(section)]
    return "\n".join(lines) + "\n"


def _table(section: Section) -> Iterator[str]:
    if not section.rows:
        yield section.empty
        return
    yield _row(section.columns)
    yield _row("---" for _ in section.columns)
    for row in section.rows:
        yield _row(row)


def _row(values: Iterable[str]) -> str:
    return "| " + " | ".join(value.replace("|", "\\|") for value in values) + " |"
