"""The rules a database was built by, and those of this program: a database built by other ones is refused.

Nobody raises a number by hand: the rules are the digest of the code that reads names, weighs places and compiles them.
"""

import hashlib
from functools import cache
from importlib.resources import files

_PACKAGES = ("transcogage.resolution", "transcogage_data")
"""What makes the content of a database: the modules of these packages, not of those below."""

_FORMAT = "transcogage.database", ("joined.py", "packed.py")
"""How it is written and read."""

_KINDS = (".py", ".sql", ".csv")


@cache
def own_rules() -> str:
    """The rules of this program, in ten digits (hexadecimal)."""
    digest = hashlib.sha256()
    found = [file for package in _PACKAGES for file in files(package).iterdir() if file.name.endswith(_KINDS)]
    for file in [*sorted(found, key=lambda file: file.name), *(files(_FORMAT[0]) / name for name in _FORMAT[1])]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:10]
