"""The API, asked what its own description allows and what it forbids: it never fails.

Requests are drawn from the OpenAPI document, always the same ones. A longer draw:
`REPORTEDLY_EXAMPLES=200 .venv/bin/pytest tests/web/test_schema.py`.
"""
