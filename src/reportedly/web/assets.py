"""Which files a page loads: stylesheets, and the scripts that the package build made.

A clone in which nothing was built has no scripts; its pages read without them.
"""

import hashlib
from pathlib import Path

import msgspec
from markupsafe import Markup

STATIC = Path(__file__).parent / "static"
_STYLES = "/static/css"
_BUILT = "/static/built"


class _Chunk(msgspec.Struct):
    """A line of the manifest that the build writes: a file, what it imports, its stylesheets."""

    file: str
    src: str = ""
    imports: tuple[str, ...] = ()
    css: tuple[str, ...] = ()


class Assets:
    """The files of the pages by the names of the scripts."""

    def __init__(self, static: Path = STATIC) -> None:
        self._static = static
        manifest = static / "built" / "manifest.json"
        found = manifest.read_bytes() if manifest.exists() else b"{}"
        self._chunks = msgspec.json.decode(found, type=dict[str, _Chunk])

    def style(self, name: str) -> Markup:
        """Return the tag of a stylesheet; its address changes with what is in it."""
        data = (self._static / "css" / f"{name}.css").read_bytes()
        address = f"{_STYLES}/{name}.css?v={hashlib.sha256(data).hexdigest()[:12]}"
        return Markup('<link rel="stylesheet" href="{}">').format(address)

    def script(self, name: str) -> Markup:
        """Return the tags of the script of a page, with what it imports; nothing if none is built."""
        entry = f"src/pages/{name}.ts"
        if entry not in self._chunks:
            return Markup("")
        needed = self._list_needed(entry)
        styles = dict.fromkeys(css for chunk in needed for css in chunk.css)
        tags = [
            Markup('<link rel="stylesheet" href="{}/{}">').format(_BUILT, css) for css in styles
        ]
        tags += [
            Markup('<link rel="modulepreload" href="{}/{}">').format(_BUILT, chunk.file)
            for chunk in needed[1:]
        ]
        tags.append(
            Markup('<script type="module" src="{}/{}"></script>').format(_BUILT, needed[0].file)
        )
        return Markup("\n").join(tags)

    def _list_needed(self, entry: str) -> list[_Chunk]:
        """The chunk of an entry and all that it imports, each once."""
        seen: dict[str, _Chunk] = {}
        waiting = [entry]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen[key] = self._chunks[key]
                waiting.extend(self._chunks[key].imports)
        return list(seen.values())
