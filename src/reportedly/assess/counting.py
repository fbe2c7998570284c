"""Propositions → how often each is affirmed and denied, and from how many independent origins."""

from collections.abc import Iterable, Sequence

import msgspec

from reportedly.records import Argument, Claim, Proposition, Source
from reportedly.store.copied import Copied
from reportedly.store.weighed import Counted, Kept, Weighed
from reportedly.weigh import Setting, build_proposition


def count_propositions(weighed: Weighed, copied: Copied, propositions: Iterable[int]) -> None:
    """Count the tellings and origins of propositions (keys) and keep the counts."""
    for key in propositions:
        found = load_proposition(weighed, copied, key)
        counted = Counted(len(found.affirmed), len(found.denied), found.origins)
        weighed.set_counts(key, counted)


def load_proposition(weighed: Weighed, copied: Copied, key: int) -> Proposition:
    """Return a proposition with its tellings, each with its origin."""
    kept = weighed.list_tellings(key)
    found = build_proposition([k.claim for k in kept], _make_setting(weighed, copied, kept))
    return msgspec.structs.replace(found, id=weighed.get_proposition_id(key))


def _make_setting(weighed: Weighed, copied: Copied, kept: Sequence[Kept]) -> Setting:
    entities = {a.entity for k in kept for a in _list_parts(k.claim) if a.entity is not None}
    same, local = weighed.get_same(entities)
    documents = {k.document for k in kept}
    copies = list(copied.list_copies(documents)) if len(documents) > 1 else []
    publishers = weighed.get_publishers({k.claim.document for k in kept})
    return Setting(same=same, local=local, copies=copies, publishers=publishers)


def _list_parts(claim: Claim) -> list[Argument | Source]:
    return [*(a for a in (claim.subject, claim.object) if a is not None), *claim.sources]
