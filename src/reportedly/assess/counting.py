"""Propositions → how often each is affirmed and denied, and from how many independent origins."""

from collections.abc import Iterable, Sequence

from reportedly.records import Argument, Claim, Proposition, Source
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
    kept = weighed.list_tellings(key)
    if not kept:
        return []
    setting = _make_setting(weighed, copied, kept)
    return build_matters([k.claim for k in kept], setting, weighed.get_proposition_id(key))


def find_origins(weighed: Weighed, copied: Copied, kept: Sequence[Kept]) -> dict[str, str]:
    """Return by id the origin of each of some claims among themselves, whatever else says so."""
    setting = _make_setting(weighed, copied, kept)
    claims = [one.claim for one in kept]
    found = group_origins(claims, setting, CopyTable(setting.copies))
    return {claim.id: origin.id for claim, origin in zip(claims, found, strict=True)}


def _make_setting(weighed: Weighed, copied: Copied, kept: Sequence[Kept]) -> Setting:
    entities = {a.entity for k in kept for a in _list_parts(k.claim) if a.entity is not None}
    same, local = weighed.get_same(entities)
    documents = {k.document for k in kept}
    copies = list(copied.list_copies(documents)) if len(documents) > 1 else []
    ids = {k.claim.document for k in kept}
    return Setting(
        same=same,
        local=local,
        copies=copies,
        publishers=weighed.get_publishers(ids),
        credits=_list_credits(weighed, kept) if len(ids) > 1 else {},
        voices=weighed.get_voices(ids),
    )


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
