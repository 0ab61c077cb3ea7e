"""CSV files rewritten in memory, and read back."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcogage.bulk.answer_table import CompiledResults
from transcogage.bulk.csv_file import CsvFile
from transcogage.bulk.join import BulkResolver
from transcogage.bulk.options import CsvOptions
from transcogage.bulk.workers import InThisProcess
from transcogage.resolution.index import Index

ASKED = {"name": "nom", "year": "annee", "department": "dep"}
OPTIONS = CsvOptions(ASKED)
HEADER = "nom;annee;dep\n"
CHERBOURG = "Cherbourg;1980;50"


@dataclass(frozen=True)
class Rewritten:
    content: bytes
    counts: Counter[str]
    charset: str

    def rows(self, delimiter: str = ";") -> list[dict[str, str]]:
        """As Python's csv module reads it."""
        text = io.StringIO(self.content.decode(self.charset), newline="")
        return list(csv.DictReader(text, delimiter=delimiter))

    def statuses(self) -> list[str]:
        return [row["result_status"] for row in self.rows()]


class Rewrite:
    """Rewrites a file, read in blocks that end at `cuts`; or a stream, which cannot be read twice."""

    def __init__(self, compiled: CompiledResults, index: Index) -> None:
        self.compiled = compiled
        self.index = index
        self._leftovers = InThisProcess(lambda: index)

    def __call__(
        self,
        content: bytes | str,
        options: CsvOptions = OPTIONS,
        cuts: Sequence[int] = (),
        min_score: float = 0.9,
        stream: bool = False,
    ) -> Rewritten:
        data = content.encode() if isinstance(content, str) else content
        bounds = [0, *sorted(cuts), len(data)]
        blocks = [data[start:end] for start, end in itertools.pairwise(bounds) if start < end]
        file = CsvFile(blocks, options, again=() if stream else blocks)
        output = io.BytesIO()
        for _ in file.rewrite(BulkResolver(self.compiled, self._leftovers, file.named, file.shape, min_score), output):
            pass
        return Rewritten(output.getvalue(), file.counts, file.charset)
