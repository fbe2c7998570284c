"""Content-derived identifiers: the same meaning and evidence give the same id on every run.

Ids hash a framed list (each part length-prefixed, the record kind and a version first), never
joined strings, so that ("ab", "c") and ("a", "bc") differ.
"""

import hashlib
from collections.abc import Iterable

from reportedly.records import Claim

_VERSION = "1"


def make_id(kind: str, parts: Iterable[str | int | None]) -> str:
    """Return `kind` + '-' + 20 hex digits of BLAKE2b over the framed parts."""
    framed = [
        b"\x00" if part is None else str(part).encode("utf-8", "surrogatepass")
        for part in (kind, _VERSION, *parts)
    ]
    data = b"".join([x for part in framed for x in (len(part).to_bytes(8, "big"), part)])
    return f"{kind}-{hashlib.blake2b(data, digest_size=10).hexdigest()}"


def frame(part: str) -> bytes:
    """Return a part as it is hashed; for such as are part of many ids, to be framed once."""
    data = part.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data


FRAMED_NOTHING = (1).to_bytes(8, "big") + b"\x00"


def make_framed_id(kind: str, framed: Iterable[bytes]) -> str:
    """Return what `make_id` returns for the same parts, given as `frame` gives them."""
    data = b"".join((frame(kind), _FRAMED_VERSION, *framed))
    return f"{kind}-{hashlib.blake2b(data, digest_size=10).hexdigest()}"


_FRAMED_VERSION = frame(_VERSION)


def claim_id(claim: Claim) -> str:
    """Return the id of a claim: its document, predicate, arguments, evidence and polarity."""
    fillers = (claim.subject, claim.object)
    spans = [x for a in fillers for x in ((a.name, a.start) if a else (None, None))]
    evidence = claim.evidence
    parts = [claim.document, claim.predicate, *spans, evidence.start, evidence.end, claim.polarity]
    return make_id("clm", parts)


def document_id(text: str) -> str:
    """Return the id of a document: a hash of its text."""
    return make_id("doc", [text])
