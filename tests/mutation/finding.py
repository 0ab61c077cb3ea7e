"""Every way to break the rules of a module by one small change, found in its code, so that a new figure is found too.

A number: its last digit one less, and one more. A date: the day before, the day after. A table: each of its members
left out. A condition: its comparison on the other side of the bound, or reversed; each side of its `and` or `or` left
out.
"""

import ast
import copy
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

OTHER_SIDE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}

NEUTRAL = (0.0, 1.0)
"""A sum begins with the one, a share is of the other: they are no figures."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change on `line`, said in words. `mutated`: the whole text of the module, changed."""

    line: int
    words: str
    mutated: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


def mutations(source: str, functions: Container[str] | None) -> Iterator[Mutation]:
    """Every mutation of a module, in order: of its constants, and of its functions so named (None: of all)."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            yield from _of_constant(source, statement)
        for function in ast.walk(statement):
            if isinstance(function, ast.FunctionDef) and (functions is None or function.name in functions):
                for part in function.body:
                    yield from _of_figures_and_conditions(source, part)


def _of_constant(source: str, statement: ast.Assign | ast.AnnAssign) -> Iterator[Mutation]:
    if statement.value is not None:
        yield from _of_figures_and_conditions(source, statement.value)
        several_at_once = isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple)
        for table in () if several_at_once else _tables(statement.value):
            for position, member in enumerate(_members(table)):
                words = f"{ast.unparse(member)} is left out"
                yield Mutation(member.lineno, words, _replaced(source, table, _without(table, position)))


def _of_figures_and_conditions(source: str, root: ast.AST) -> Iterator[Mutation]:
    for node in _figures_and_conditions(root):
        for other in _others(node):
            words = f"{ast.unparse(node)} becomes {ast.unparse(other)}"
            if isinstance(node, ast.Constant):
                words += f" in {source.splitlines()[node.lineno - 1].strip()}"
            yield Mutation(node.lineno, words, _replaced(source, node, other))


def _figures_and_conditions(node: ast.AST) -> Iterator[ast.expr]:
    """Dates whole, numbers, comparisons, `and` and `or`; positions in a text or a list are no figures, nor is the first
    of January of a year said elsewhere.
    """
    if _is_date(node) or isinstance(node, ast.Constant | ast.Compare | ast.BoolOp):
        assert isinstance(node, ast.expr)
        yield node
    if _is_date(node) or isinstance(node, ast.Assert):
        return
    for name, value in ast.iter_fields(node):
        if isinstance(node, ast.Subscript) and name == "slice":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _figures_and_conditions(child)


def _is_date(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date"


def _others(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Call() if all(isinstance(part, ast.Constant) for part in node.args):
            day = date(*map(ast.literal_eval, node.args))
            for other in (day - timedelta(days=1), day + timedelta(days=1)):
                arguments: list[ast.expr] = [ast.Constant(part) for part in (other.year, other.month, other.day)]
                yield ast.Call(node.func, arguments, [])
        case ast.Constant(value=number):
            yield from map(ast.Constant, _other_numbers(number))
        case ast.Compare():
            for position, operator in enumerate(node.ops):
                other_side = copy.deepcopy(node)
                other_side.ops[position] = OTHER_SIDE[type(operator)]()
                yield other_side
        case ast.BoolOp():
            for position in range(len(node.values)):
                values = node.values[:position] + node.values[position + 1 :]
                yield ast.BoolOp(node.op, values) if len(values) > 1 else values[0]


def _other_numbers(number: object) -> Iterator[float]:
    """A number with its last digit one less, and one more: 19 and 21, 0.46 and 0.48."""
    if isinstance(number, int) and not isinstance(number, bool):
        yield from (number - 1, number + 1)
    elif isinstance(number, float) and number not in NEUTRAL:
        exact = Decimal(str(number)).normalize()
        exponent = exact.as_tuple().exponent
        assert isinstance(exponent, int)
        yield from (float(exact - Decimal(1).scaleb(exponent)), float(exact + Decimal(1).scaleb(exponent)))


Table = ast.Dict | ast.Set | ast.Tuple | ast.List


def _tables(node: ast.AST) -> Iterator[Table]:
    """The collections of two members or more that are written out, where a constant is given its value."""
    if isinstance(node, Table) and len(_members(node)) > 1:
        yield node
    if not isinstance(node, ast.Subscript | ast.comprehension):
        for child in ast.iter_child_nodes(node):
            yield from _tables(child)


def _members(table: Table) -> list[ast.expr]:
    return [key for key in table.keys if key is not None] if isinstance(table, ast.Dict) else table.elts


def _without(table: Table, position: int) -> ast.expr:
    shorter = copy.deepcopy(table)
    for members in (shorter.keys, shorter.values) if isinstance(shorter, ast.Dict) else (shorter.elts,):
        del members[position]
    return shorter


def _replaced(source: str, node: ast.expr, other: ast.expr) -> str:
    """The source, with `other` in the place of `node`. Columns are counted in bytes (ast)."""
    content = source.encode()
    lines = content.splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    return (content[:start] + f"({ast.unparse(other)})".encode() + content[end:]).decode()
