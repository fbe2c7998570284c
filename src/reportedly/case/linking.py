"""A case against a known list: candidates with their reasons, for a person to look at."""

import os
from collections.abc import Iterable
from itertools import islice

import msgspec

from reportedly.case.weighing import Weighing
from reportedly.link import Link, LinkFinder, Listed, Party, Programme, list_parties, read_list
from reportedly.link.matching import MIN_SCORE
from reportedly.link.parties import FACT_PREDICATES
from reportedly.records import Claim, Problem, Record
from reportedly.store import ClaimFilter

_MOST_CLAIMS = 50


class LinkReport(Record, frozen=True, kw_only=True):
    """The candidates, likeliest first, how many entries were read, and what could not be."""

    links: tuple[Link, ...]
    entries: int
    problems: tuple[Problem, ...]


class Linking(Weighing):
    """What a case has in common with lists that others keep."""

    def link(
        self,
        lists: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        min_score: float = MIN_SCORE,
        limit: int | None = None,
    ) -> LinkReport:
        """Return which entities of the case the entries of one or more lists may mean.

        A list is a file of FollowTheMoney entities, or the UN's, OFAC's, the EU's or the UK's list
        as XML. Nothing is stored. Candidates below `min_score` (0 to 1) are left out.
        """
        paths = [lists] if isinstance(lists, (str, os.PathLike)) else lists
        finder = self._make_finder()
        links: list[Link] = []
        problems: list[Problem] = []
        entries = 0
        for path in paths:
            found: list[Link] = []
            programmes: dict[str, dict[str, None]] = {}
            for item in read_list(path):
                if isinstance(item, Problem):
                    problems.append(item)
                elif isinstance(item, Programme):
                    programmes.setdefault(item.entry, {})[item.name] = None
                else:
                    entries += 1
                    found.extend(finder.find(item, min_score))
            links.extend(_add_programmes(link, programmes) for link in found)
        links.sort(key=lambda link: (-link.score, link.entity.name, link.entry.id))
        return LinkReport(
            links=tuple(islice(links, limit)), entries=entries, problems=tuple(problems)
        )

    def _make_finder(self) -> LinkFinder:
        same = self.canonical()
        facts = self._store.find_claims(ClaimFilter(predicates=FACT_PREDICATES))
        parties = list_parties(self._store.list_entities(), same, facts)
        published = {d.id: d.published_on for d in self._store.list_documents()}
        return LinkFinder(parties, self._find_claims_of, published)

    def _find_claims_of(self, party: Party) -> Iterable[Claim]:
        return self._store.find_claims(ClaimFilter(about=party.ids, limit=_MOST_CLAIMS))


def _add_programmes(link: Link, programmes: dict[str, dict[str, None]]) -> Link:
    stated = programmes.get(link.entry.id)
    if not stated:
        return link
    listed: Listed = msgspec.structs.replace(
        link.entry, programmes=tuple(dict.fromkeys([*link.entry.programmes, *stated]))
    )
    return msgspec.structs.replace(link, entry=listed)
