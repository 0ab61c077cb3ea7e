"""What a specification breaks of the last released one, for the programs that were written against that one.

They must be able to go on sending what they send: no path, operation, parameter or member of a body may vanish, none
may become required, and no accepted value be refused. And to go on reading what they read: no answer, and no member of
an answer, may vanish or stop being always there, nor change its type. A value may be added to an enumeration and a
member to an answer, as the specification's introduction says; a value removed is broken in both directions, as programs
wait for it or send it. What is broken is said in English, one line each, with where it is.

`python -m tests.http.compatibility RELEASED` compares openapi.yaml with RELEASED, and fails when it breaks it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]

_METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
_LOWER_BOUNDS = ("minimum", "minLength", "minItems")
_UPPER_BOUNDS = ("maximum", "maxLength", "maxItems")


def breaking_changes(released: Schema, current: Schema) -> list[str]:
    """Every way in which `current` breaks `released`, two OpenAPI 3.1 documents; none: they are compatible."""
    return list(_Comparison(released, current).paths())


class _Comparison:
    """Two specifications, and the references already followed, for a schema may hold itself."""

    def __init__(self, released: Schema, current: Schema) -> None:
        self._released = released
        self._current = current
        self._followed: set[tuple[str, str, bool]] = set()

    def paths(self) -> Iterator[str]:
        for path, operations in self._released["paths"].items():
            now_operations = self._current["paths"].get(path)
            if now_operations is None:
                yield f"{path}: removed"
                continue
            for method in _METHODS:
                where = f"{method.upper()} {path}"
                if method in operations and method not in now_operations:
                    yield f"{where}: removed"
                elif method in operations:
                    yield from self._operation(where, operations[method], now_operations[method])

    def _operation(self, where: str, then: Schema, now: Schema) -> Iterator[str]:
        if then["operationId"] != now["operationId"]:
            yield f"{where}: operationId changed from {then['operationId']} to {now['operationId']}"
        yield from self._parameters(where, then.get("parameters", []), now.get("parameters", []))
        yield from self._request(where, then.get("requestBody"), now.get("requestBody"))
        for status, answer in then["responses"].items():
            if status not in now["responses"]:
                yield f"{where}: answer {status} removed"
                continue
            contents, now_contents = answer.get("content", {}), now["responses"][status].get("content", {})
            for media_type, content in contents.items():
                if media_type not in now_contents:
                    yield f"{where}: answer {status} is no longer {media_type}"
                else:
                    place = f"{where}: answer {status}"
                    schemas = content.get("schema", {}), now_contents[media_type].get("schema", {})
                    yield from self._schemas(place, *schemas, sent=False)

    def _parameters(self, where: str, then: list[Schema], now: list[Schema]) -> Iterator[str]:
        now_by_name = {(parameter["in"], parameter["name"]): parameter for parameter in now}
        for parameter in then:
            place = f"{where}: parameter {parameter['name']}"
            changed = now_by_name.pop((parameter["in"], parameter["name"]), None)
            if changed is None:
                yield f"{place} removed"
                continue
            if changed.get("required") and not parameter.get("required"):
                yield f"{place} became required"
            yield from self._schemas(place, parameter.get("schema", {}), changed.get("schema", {}), sent=True)
        for parameter in now_by_name.values():
            if parameter.get("required"):
                yield f"{where}: parameter {parameter['name']} added, and required"

    def _request(self, where: str, then: Schema | None, now: Schema | None) -> Iterator[str]:
        if then is None:
            if now is not None and now.get("required"):
                yield f"{where}: body added, and required"
            return
        if now is None:
            yield f"{where}: body removed"
            return
        if now.get("required") and not then.get("required"):
            yield f"{where}: body became required"
        for media_type, content in then["content"].items():
            if media_type not in now["content"]:
                yield f"{where}: body may no longer be {media_type}"
            else:
                now_content = now["content"][media_type]
                yield from self._schemas(
                    f"{where}: body", content.get("schema", {}), now_content.get("schema", {}), sent=True
                )

    def _schemas(self, where: str, then: Schema, now: Schema, *, sent: bool) -> Iterator[str]:
        """Compare what callers send (`sent`), or what they read."""
        followed = (then.get("$ref", ""), now.get("$ref", ""), sent)
        if followed[0] and followed in self._followed:
            return
        self._followed.add(followed)
        then, now = _resolved(self._released, then), _resolved(self._current, now)
        types, now_types = _types_of(self._released, then), _types_of(self._current, now)
        yield from _types(where, types, now_types, sent=sent)
        yield from _values(where, then, now)
        if sent:
            yield from _bounds(where, then, now)
        yield from self._members(where, then, now, sent=sent)
        if "items" in then and "items" in now:
            yield from self._schemas(f"{where}, items", then["items"], now["items"], sent=sent)
        for combination in ("anyOf", "oneOf"):
            yield from self._variants(where, then.get(combination, []), now.get(combination, []), sent=sent)

    def _members(self, where: str, then: Schema, now: Schema, *, sent: bool) -> Iterator[str]:
        members, now_members = then.get("properties", {}), now.get("properties", {})
        for name, schema in members.items():
            if name in now_members:
                yield from self._schemas(f"{where}, member {name}", schema, now_members[name], sent=sent)
            else:
                yield f"{where}, member {name} removed"
        required, now_required = set(then.get("required", [])), set(now.get("required", []))
        if sent:
            for name in sorted(now_required - required):
                yield f"{where}, member {name} became required"
        else:
            for name in sorted((required & set(now_members)) - now_required):
                yield f"{where}, member {name} is no longer always there"

    def _variants(self, where: str, then: list[Schema], now: list[Schema], *, sent: bool) -> Iterator[str]:
        """Alternatives are the same when they have one name or, unnamed, one type (whose absence `_types` tells)."""
        now_by_identity = {_identity(variant): variant for variant in now}
        for variant in then:
            identity = _identity(variant)
            changed = now_by_identity.pop(identity, None)
            if changed is not None:
                yield from self._schemas(f"{where}, {identity}", variant, changed, sent=sent)
            elif "$ref" in variant:
                yield f"{where}, {identity} removed"
        if not sent:
            for identity, variant in now_by_identity.items():
                if "$ref" in variant:
                    yield f"{where}, {identity} added: programs do not expect it"


def _resolved(specification: Schema, schema: Schema) -> Schema:
    reference: str = schema.get("$ref", "")
    if not reference:
        return schema
    found: Any = specification
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return _resolved(specification, found)


def _identity(variant: Schema) -> str:
    return str(variant.get("$ref", variant.get("type", "any"))).rpartition("/")[2]


def _types(where: str, types: set[str], now_types: set[str], *, sent: bool) -> Iterator[str]:
    narrowed = now_types and (not types or types - now_types)
    widened = types and (not now_types or now_types - types)
    if (narrowed and sent) or (widened and not sent) or (types and now_types and not types & now_types):
        yield f"{where}: type changed from {_told(types)} to {_told(now_types)}"


def _types_of(specification: Schema, schema: Schema) -> set[str]:
    """The types a schema accepts, none said being any; every integer is a number too."""
    schema = _resolved(specification, schema)
    given = schema.get("type", [])
    types = {given} if isinstance(given, str) else set(given)
    for variant in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
        types |= _types_of(specification, variant)
    return types | {"integer"} if "number" in types else types


def _told(types: set[str]) -> str:
    return " or ".join(sorted(types)) or "any"


def _values(where: str, then: Schema, now: Schema) -> Iterator[str]:
    values, now_values = _values_of(then), _values_of(now)
    if now_values is None:
        return
    if values is None:
        yield f"{where}: only some values remain"
        return
    for value in values:
        if value not in now_values:
            yield f"{where}: value {value!r} removed"


def _values_of(schema: Schema) -> list[Any] | None:
    values: list[Any] | None = [schema["const"]] if "const" in schema else schema.get("enum")
    return values


def _bounds(where: str, then: Schema, now: Schema) -> Iterator[str]:
    for bound in (*_LOWER_BOUNDS, *_UPPER_BOUNDS):
        if bound not in now or now[bound] == then.get(bound):
            continue
        if bound not in then or (now[bound] > then[bound]) == (bound in _LOWER_BOUNDS):
            yield f"{where}: {bound} is now {now[bound]}"
    if "pattern" in now and now["pattern"] != then.get("pattern"):
        yield f"{where}: pattern changed, perhaps narrower"
    if now.get("additionalProperties") is False and then.get("additionalProperties") is not False:
        yield f"{where}: other members are now refused"


def main(released: Path, current: Path) -> int:
    """Print what `current` breaks of `released`; 1 when something is."""
    broken = breaking_changes(*(yaml.safe_load(path.read_text(encoding="utf-8")) for path in (released, current)))
    for change in broken:
        sys.stderr.write(f"{change}\n")
    if broken:
        sys.stderr.write(f"This breaks programs written against {released}: add beside, or begin another version.\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path("openapi.yaml")))
