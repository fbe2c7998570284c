"""`serve`: the case in the browser, for this machine alone unless a token is given."""

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from reportedly.cli.options import CaseOption, get_case_path, open_case
from reportedly.cli.output import tell
from reportedly.errors import BadInputError, CaseError, UsageError
from reportedly.settings import load_settings


def serve(
    *,
    case: CaseOption = None,
    create: Annotated[
        bool, typer.Option("--create", help="Start an empty case where there is none.")
    ] = False,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port to listen on.")
    ] = 8484,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Another address needs a token.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            "--token", metavar="TEXT", help="What a browser must know.", show_default=False
        ),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file", metavar="FILE", help="A file that holds it.", show_default=False
        ),
    ] = None,
) -> None:
    """Show the case in the browser, without any request to another host."""
    from reportedly.web.app import make_app  # noqa: PLC0415 - help must not wait for it
    from reportedly.web.guard import Access  # noqa: PLC0415 - the same
    from reportedly.web.server import listen, run_server  # noqa: PLC0415 - the same

    secret = _read_token(token, token_file)
    Access(host=host, port=port, token=secret)  # says what is wrong before a case is started
    path = get_case_path(case)
    if not create and not path.exists():
        raise CaseError(
            f"no case at {path}: 'reportedly serve --create' starts an empty one to which reports can "
            "be added in the browser; or name another with --case or REPORTEDLY_CASE"
        )
    with open_case(case, create=create):  # says in one line what is wrong, before anything listens
        pass
    door = listen(host, port)
    port = door.getsockname()[1]
    access = Access(host=host, port=port, token=secret)
    app = make_app(path, access, load_settings())
    shown = f"[{host}]" if ":" in host else host
    query = "" if secret is None else f"/?token={quote(secret, safe='')}"
    tell(f"the case is at http://{shown}:{port}{query} until Ctrl-C")
    run_server(app, access, door)


def _read_token(token: str | None, file: Path | None) -> str | None:
    if file is None:
        return token
    if token is not None:
        raise UsageError("either --token or --token-file was expected, not both")
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"the token file {file} cannot be read: {error}", code="token"
        ) from error
