"""The rules a database was built by, and those of this program: a database built by other ones is refused.

Nobody raises a number by hand: the rules are the digest of the code that reads names, weighs places and compiles them.
"""

import hashlib
from importlib.resources import files

_PACKAGES = ("transcogage.resolution", "transcogage.database", "transcogage_data")
"""What makes the content of a database, and what reads it: the modules of these packages, not of those below."""

_KINDS = (".py", ".sql", ".csv")


def _digest_of_rules() -> str:
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(_KINDS):
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:10]


RULES = _digest_of_rules()
"""Those of this program."""
