"""What a case comes to: who is who, what is copied, said by how many, and disputed."""

from reportedly.assess.counting import (
    count_propositions,
    find_origins,
    load_all_propositions,
    load_propositions,
)
from reportedly.assess.settle import count_case, remove_document, settle_case
from reportedly.assess.whole import (
    Assessment,
    assess_case,
    encode_assessment,
    list_propositions,
)

__all__ = [
    "Assessment",
    "assess_case",
    "count_case",
    "count_propositions",
    "encode_assessment",
    "find_origins",
    "list_propositions",
    "load_all_propositions",
    "load_propositions",
    "remove_document",
    "settle_case",
]
