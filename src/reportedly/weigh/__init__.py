"""Claims of many reports → what was copied, who answers for what, and what is disputed."""

from reportedly.weigh.copies import CopyIndex, find_copies
from reportedly.weigh.credits import find_credits, list_retold
from reportedly.weigh.disputes import find_disputes
from reportedly.weigh.origins import Setting
from reportedly.weigh.propositions import build_propositions

__all__ = [
    "CopyIndex",
    "Setting",
    "build_propositions",
    "find_copies",
    "find_credits",
    "find_disputes",
    "list_retold",
]
