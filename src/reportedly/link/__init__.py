"""A case and a known list → candidates for a person to look at; nothing is ever joined here."""

from reportedly.link.facts import Reason
from reportedly.link.lists import read_list
from reportedly.link.matching import Link, LinkFinder
from reportedly.link.parties import Party, list_parties
from reportedly.link.records import Listed, ListedName, Programme

__all__ = [
    "Link",
    "LinkFinder",
    "Listed",
    "ListedName",
    "Party",
    "Programme",
    "Reason",
    "list_parties",
    "read_list",
]
