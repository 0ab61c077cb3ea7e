"""The one way to check an error answer."""

from httpx2 import Response

from transcogage.http.problems import Probleme


def assert_problem(response: Response, status: int) -> list[tuple[str | None, str]]:
    """`response` is a problem of that status, in the one shape. Returns what it faults: (parameter, code)."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = Probleme.model_validate_json(response.content, extra="forbid")
    assert problem.status == status
    for error in problem.erreurs:
        assert error.message.endswith((".", "?")), "a message is a sentence"
    return [(error.parametre, error.code.value) for error in problem.erreurs]
