"""Propositions → how often each is affirmed and denied, and from how many independent origins."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from reportedly.records import Argument, Claim, Copy, Proposition, Source
from reportedly.store.copied import Copied
from reportedly.store.weighed import Counted, Kept, Weighed
from reportedly.weigh import Setting, build_matters, find_credits
from reportedly.weigh.origins import CopyTable, group_origins


def count_propositions(weighed: Weighed, copied: Copied, propositions: Iterable[int]) -> None:
    """Count the tellings and origins of propositions (keys) and keep the counts."""
    for key in propositions:
        found = load_propositions(weighed, copied, key)
        counted = Counted(
            sum(len(proposition.affirmed) for proposition in found),
            sum(len(proposition.denied) for proposition in found),
            max((proposition.origins for proposition in found), default=0),
            len(found),
        )
        weighed.set_counts(key, counted)


def load_propositions(weighed: Weighed, copied: Copied, key: int) -> list[Proposition]:
    """Return what is known by one key, with its tellings, each with its origin.

    That is one proposition, or several of different times or amounts; none where another process
    took the last telling away since the key was listed.
    """
    return load_all_propositions(weighed, copied, [key]).get(key, [])


def load_all_propositions(
    weighed: Weighed, copied: Copied, keys: Collection[int]
) -> dict[int, list[Proposition]]:
    """Return the same by each of some keys; one that tells nothing any longer is left out."""
    told = weighed.list_all_tellings(keys)
    ids = weighed.get_proposition_ids(told)
    several = {key for key, kept in told.items() if len({k.document for k in kept}) > 1}
    setting = _make_setting(
        weighed,
        copied,
        [one for kept in told.values() for one in kept],
        shared=[one for key in several for one in told[key]],
    )
    by_document = _index_copies(setting.copies)
    found = {}
    for key, kept in told.items():
        claims = [one.claim for one in kept]
        copies = _find_copies(by_document, claims) if key in several else []
        found[key] = build_matters(
            claims, msgspec.structs.replace(setting, copies=copies), ids[key]
        )
    return found


def find_origins(weighed: Weighed, copied: Copied, kept: Sequence[Kept]) -> dict[str, str]:
    """Return by id the origin of each of some claims among themselves, whatever else says so."""
    is_shared = len({k.document for k in kept}) > 1
    setting = _make_setting(weighed, copied, kept, shared=kept if is_shared else ())
    claims = [one.claim for one in kept]
    found = group_origins(claims, setting, CopyTable(setting.copies))
    return {claim.id: origin.id for claim, origin in zip(claims, found, strict=True)}


def _make_setting(
    weighed: Weighed, copied: Copied, kept: Sequence[Kept], *, shared: Sequence[Kept]
) -> Setting:
    """What claims are weighed with; what documents have of each other is asked for the `shared`."""
    entities = {a.entity for k in kept for a in _list_parts(k.claim) if a.entity is not None}
    same, local = weighed.get_same(entities)
    documents = {k.document for k in shared}
    ids = {k.claim.document for k in kept}
    return Setting(
        same=same,
        local=local,
        copies=list(copied.list_copies(documents)) if documents else [],
        publishers=weighed.get_publishers(ids),
        credits=_list_credits(weighed, shared) if shared else {},
        voices=weighed.get_voices(ids),
    )


def _index_copies(copies: Iterable[Copy]) -> dict[str, list[tuple[str, Copy]]]:
    """The copied passages by the later of their documents, each with the earlier one."""
    found: defaultdict[str, list[tuple[str, Copy]]] = defaultdict(list)
    for copy in copies:
        found[copy.b.document].append((copy.a.document, copy))
    return found


def _find_copies(
    by_document: Mapping[str, Sequence[tuple[str, Copy]]], claims: Sequence[Claim]
) -> list[Copy]:
    """The copied passages between the documents of claims."""
    documents = dict.fromkeys(claim.document for claim in claims)
    return [
        copy for one in documents for other, copy in by_document.get(one, ()) if other in documents
    ]


def _list_credits(weighed: Weighed, kept: Sequence[Kept]) -> dict[str, set[str]]:
    """The names whose material those reports say they are that speak in their own voice here."""
    own = {k.claim.document for k in kept if not k.claim.sources}
    retold = weighed.list_retold(own)
    return {
        document: {*find_credits(text, byline), *retold.get(document, ())}
        for document, (text, byline) in weighed.get_openings(own).items()
    }


def _list_parts(claim: Claim) -> list[Argument | Source]:
    return [*(a for a in (claim.subject, claim.object) if a is not None), *claim.sources]
