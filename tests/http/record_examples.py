"""Ask the service again for every documented example: `python -m tests.http.record_examples`, then `make openapi`.

To add an example, add an entry with `operation`, `name`, `summary` and `url` (and, for a POST, `request`, whose member
`data` is the text of the file when it is a form) to `service/transcogage/http/examples.json`.
"""

import json
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from transcogage.http.app import create_app
from transcogage.http.openapi import EXAMPLES, recorded_examples
from transcogage.settings import Settings


def ask(client: TestClient, example: dict[str, Any]) -> Response:
    """Send the request of an example again."""
    if "data" in example.get("request", {}):
        fields = dict(example["request"])
        file = {"data": ("naissances.csv", fields.pop("data"))}
        return client.post(example["url"], data=fields, files=file)
    if "request" in example:
        return client.post(example["url"], json=example["request"])
    return client.get(example["url"])


def body_of(response: Response) -> Any:
    """What an answer holds: JSON, or text."""
    return response.json() if response.headers["content-type"].endswith("json") else response.text


def record() -> None:
    with TestClient(create_app(Settings())) as client:
        examples = recorded_examples()
        for example in examples:
            response = ask(client, example)
            example["status"] = response.status_code
            example["body"] = body_of(response)
    EXAMPLES.write_text(json.dumps(examples, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
