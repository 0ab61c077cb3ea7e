"""A report as one HTML page: it asks nothing of any server, prints, and reads well aloud. The chart is drawn here."""

from html import escape

from transcogage_data.diff.report import Report, Rows, Section

STYLE = """
:root { color-scheme: light dark; --ink: #161616; --paper: #fff; --line: #929292; --old: #b5b5b5; --new: #000091; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --paper: #161616; --line: #777; --old: #666; --new: #b1b1f9; }
}
body { max-width: 70rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
svg { width: 100%; height: auto; } p svg { width: .8em; }
svg text { font-size: 11px; fill: var(--ink); }
.old { fill: var(--old); } .new { fill: var(--new); } .axis { stroke: var(--line); }
""".strip()

WIDTH, HEIGHT, LEFT, BOTTOM = 840, 260, 45, 40
TICKS = 4


def as_page(report: Report) -> str:
    """The page, whole, in French."""
    anchors = [(f"partie-{number}", section) for number, section in enumerate(report.sections, start=1)]
    contents = "".join(f'<li><a href="#{anchor}">{escape(section.title)}</a></li>' for anchor, section in anchors)
    return (
        f'<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(report.title)}</h1>\n<ul>\n"
        + "".join(f"<li>{escape(line)}</li>\n" for line in report.summary)
        + f'</ul>\n<nav aria-label="Sommaire"><ul>{contents}</ul></nav>\n{_chart(report)}'
        + "".join(_section(anchor, section) for anchor, section in anchors)
        + "</main>\n</body>\n</html>\n"
    )


def _section(anchor: str, section: Section) -> str:
    title = f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{escape(section.title)}</h2>\n'
    if not section.rows:
        return f"{title}<p>{escape(section.empty)}</p>\n</section>\n"
    return title + _table(section.text or section.title, section.columns, section.rows) + "</section>\n"


def _table(caption: str, columns: tuple[str, ...], rows: Rows) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>\n" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n"
    )


def _chart(report: Report) -> str:
    """Bars, a year each: all its events, and over them those that are new; the same numbers follow as a table."""
    if not report.chart:
        return ""
    first, last = report.chart[0][0], report.chart[-1][0]
    highest = max(count for _, count, _ in report.chart)
    width = (WIDTH - LEFT) / (last - first + 1)
    floor = HEIGHT - BOTTOM

    def bar(year: int, count: int, kind: str) -> str:
        height = count / highest * (floor - 10)
        return (
            f'<rect class="{kind}" x="{LEFT + (year - first) * width:.1f}" y="{floor - height:.1f}" '
            f'width="{max(width - 1, 1):.1f}" height="{height:.1f}"><title>{year} : {count}</title></rect>\n'
        )

    bars = "".join(
        bar(year, count, "old") + (bar(year, new, "new") if new else "") for year, count, new in report.chart
    )
    years = "".join(
        f'<text x="{LEFT + (year - first + 0.5) * width:.1f}" y="{floor + 16}" text-anchor="middle">{year}</text>\n'
        for year in range(first - first % -10, last + 1, 10)
    )
    ticks = "".join(
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{round(highest * tick / TICKS)}</text>\n'
        for tick in range(TICKS + 1)
        for y in [floor - (floor - 10) * tick / TICKS]
    )
    rows: Rows = [(str(year), str(count), str(new)) for year, count, new in report.chart if new]
    return (
        '<section aria-labelledby="graphique">\n<h2 id="graphique">Événements par année</h2>\n'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="graphique-titre">\n'
        f'<title id="graphique-titre">Événements des communes par année, de {first} à {last} ; les nouveaux en foncé. '
        f"Les nombres des nouveaux sont dans le tableau qui suit.</title>\n{ticks}{bars}{years}</svg>\n"
        f"<p>{_key('old')} tous les événements&emsp;{_key('new')} dont nouveaux</p>\n"
        + _table("Années qui ont des événements nouveaux", ("Année", "Tous les événements", "Dont nouveaux"), rows)
        + "</section>\n"
    )


def _key(kind: str) -> str:
    return f'<svg viewBox="0 0 12 12" aria-hidden="true"><rect class="{kind}" width="12" height="12"/></svg>'
