"""The codes of departments and communes as callers write them: today's, or that of the birth.

Source: http.md, `codeCogInseeDepartementNaissance`; overseas, domain.md section 3.8.
"""

from transcogage.resolution.registry import CORSICAN_DEPARTMENTS, MAYOTTE, MAYOTTE_BEFORE_2011

METROPOLE = frozenset(f"{number:02d}" for number in range(1, 96)) | CORSICAN_DEPARTMENTS
DOM = frozenset({"971", "972", "973", "974", MAYOTTE})
COLLECTIVITIES = frozenset({"975", "977", "978", "986", "987", "988", MAYOTTE_BEFORE_2011})
DEPARTMENTS = METROPOLE | DOM | COLLECTIVITIES
"""Every department code that can be asked: 20 is Corsica before 1976, 985 Mayotte before 2011."""

OVERSEAS_GROUPS = {
    "97": frozenset({"971", "972", "973", "974", "975", "976", "977", "978"}),
    "98": frozenset({"985", "986", "987", "988"}),
}
ABROAD = "99"

COMMUNE_CODE = "([0-9]{2}|2[AB])[0-9]{3}"
"""A commune's code, as a regular expression: five characters, all digits but Corsica's letter."""

COMMUNE_CODE_TYPED = "([0-9]{2}|2[ABab])[0-9]{3}"
"""The same as a caller may write it, Corsica's letter small."""


def department_of(code: str) -> str:
    """The department of a commune code: its first two characters, three overseas."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


class DepartmentError(ValueError):
    """Not a department; the message, in French, says what is expected."""


def read_department(text: str) -> str:
    """The department code meant by `text`: "1" is 01, "2a" is 2A. Raises `DepartmentError` for anything else."""
    code = text.strip().upper()
    if len(code) == 1:
        code = f"0{code}"
    if code not in DEPARTMENTS:
        raise DepartmentError(
            "Le département doit être un code de département : 01 à 95, 2A, 2B, 20 (Corse avant 1976), 971 à 978 "
            "ou 985 à 988."
        )
    return code
