"""The API, asked what its own description allows: it never fails, and answers as it is described.

Requests are drawn from the OpenAPI document, always the same ones, half of them about what the case
holds. A longer draw: `pytest tests/web/test_schema.py --api-examples 300`.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from reportedly.case import Case
from reportedly.settings import Settings
from reportedly.web.app import make_app
from reportedly.web.guard import Access

Asked = tuple[Any, dict[str, str]]
HERE = {"host": "127.0.0.1"}
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
MANY_KINDS = {"/api/entities/{entity}/brief"}
"""What answers in the kind of file that was asked for; the description has room for one."""
NOT_ENDING = re.compile(r"/events$")
"""Streams, which end when what they tell of does."""


def describe_api() -> dict[str, Any]:
    app = make_app(Path("none.reportedly"), Access(), Settings())
    described: dict[str, Any] = app.openapi_schema.to_schema()
    return described


API = describe_api()
OPERATIONS = [
    (verb, path)
    for path, verbs in API["paths"].items()
    for verb in verbs
    if not NOT_ENDING.search(path)
]


@pytest.fixture(scope="module")
def asked(served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The API over a copy of the case, which changes may change, and what a page of ours sends."""
    path = tmp_path_factory.mktemp("schema") / "copy.reportedly"
    shutil.copy(served, path)
    app = make_app(path, Access(), Settings())
    with TestClient(app, base_url="http://127.0.0.1") as client:
        found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)
        assert found is not None
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        described = schemathesis.openapi.from_asgi("/api/schema/openapi.json", app, headers=HERE)
        yield described, {**HERE, "x-csrftoken": found[1], "cookie": cookies}


@pytest.fixture(scope="module")
def known(served: Path) -> list[str]:
    """Names and ids that the case holds."""
    with Case.open(served, create=False) as case:
        claims = list(case.claims())
        entities = [one.entity.id for one in case.busiest(5)]
        propositions = [p.id for p in case.propositions(entities[0], limit=5)]
    names = [c.subject.text for c in claims if c.subject is not None]
    return [
        *names,
        *entities,
        *propositions,
        *(c.id for c in claims),
        *(c.document for c in claims),
    ]


def list_bounds(schema: dict[str, Any]) -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = schema.get("oneOf") or schema.get("anyOf") or [schema]
    return [{**schema, **kind} for kind in kinds]


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_every_parameter_is_bounded(verb: str, path: str) -> None:
    for parameter in API["paths"][path][verb].get("parameters", []):
        for kind in list_bounds(parameter["schema"]):
            if "string" in kind.get("type", ""):
                assert kind.keys() & {"maxLength", "enum", "format", "pattern"}, parameter
            if kind.get("type") in ("integer", "number"):
                assert {"minimum", "maximum"} <= kind.keys(), parameter


@pytest.mark.parametrize(("verb", "path"), OPERATIONS)
def test_it_answers_as_it_is_described(
    verb: str, path: str, asked: Asked, known: list[str], request: pytest.FixtureRequest
) -> None:
    described, headers = asked
    operation = described[path][verb.upper()]

    @settings(
        max_examples=request.config.getoption("--api-examples"),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn=operation.as_strategy(), words=st.lists(st.sampled_from(known), max_size=3))
    def ask(drawn: Any, words: list[str]) -> None:
        for given_values in (drawn.path_parameters, drawn.query):
            for name, value in list((given_values or {}).items()):
                if isinstance(value, str) and words:
                    given_values[name] = words.pop()
        checks = [c for c in CHECKS if path not in MANY_KINDS or c is not content_type_conformance]
        drawn.call_and_validate(headers=headers, checks=checks)

    ask()
