"""What is planted in examples/ (its README): every alias, copy and dispute is found, nothing else."""

from dataclasses import dataclass

import pytest

from reportedly.case import Case
from reportedly.records import Contest

ALIASES = {
    ("Dawn Banner Movement", "DBM", "acronym"): {"01-council"},
    ("Northern Covenant Army", "NCA", "acronym"): {
        "01-council", "02-radio", "03-courier", "04-denial", "08-sanctions"},
    ("Orlan Daskeva", "Commander Sable", "alias"): {
        "02-radio", "03-courier", "08-sanctions", "10-profile"},
    ("Orlan Daskeva", "Ilmar Rostev", "real_name"): {"02-radio", "03-courier"},
    ("Orlan Daskeva", "Ilmar Rostev", "alias"): {"08-sanctions"},
}  # fmt: skip
FAMILIES = [
    ("Amsel Trovik", "Bastan Trovik"),
    ("Dorin Halveg", "Runa Halveg"),
    ("Pavlin Gerash", "Oton Gerash"),
]


@dataclass(frozen=True, slots=True)
class Planted:
    """A dispute: how the two sides differ, between which reports, over which predicate."""

    reason: str
    reports: tuple[str, str]
    predicate: str

    def is_met_by(self, contest: Contest) -> bool:
        """Whether a reported dispute is this one, either way round."""
        reports = sorted((contest.a.external_id or "", contest.b.external_id or ""))
        predicates = {contest.a.predicate, contest.b.predicate}
        is_same = contest.reason == self.reason and tuple(reports) == self.reports
        return is_same and self.predicate in predicates


DISPUTES = {
    "links with the Covenant": Planted("denied", ("01-council", "04-denial"), "linked_to"),
    "birthplace in the radio's report": Planted("value", ("02-radio", "10-profile"), "born_in"),
    "birthplace in its copy": Planted("value", ("03-courier", "10-profile"), "born_in"),
    "birthplace and year in the notice": Planted(
        "value", ("08-sanctions", "10-profile"), "born_in"
    ),
    "founding year in the radio's report": Planted("value", ("02-radio", "10-profile"), "founded"),
    "founding year in its copy": Planted("value", ("03-courier", "10-profile"), "founded"),
    "who laid the ambush": Planted("value", ("05-ambush", "05-ambush"), "attacked"),
    "the ambush, denied": Planted("denied", ("05-ambush", "06-correction"), "attacked"),
    "the corrected figure": Planted("number", ("05-ambush", "06-correction"), "killed"),
    "the founder's death": Planted("denied", ("02-radio", "10-profile"), "killed"),
    "the governor's payments": Planted("denied", ("09-rights", "09-rights"), "supports"),
}


@pytest.mark.parametrize("name", DISPUTES)
def test_a_planted_dispute_is_found(case: Case, name: str) -> None:
    assert any(DISPUTES[name].is_met_by(contest) for contest in case.contests())


def test_no_dispute_is_made_up(case: Case) -> None:
    others = [
        f"{contest.reason}: {contest.a.evidence.text} / {contest.b.evidence.text}"
        for contest in case.contests()
        if not any(planted.is_met_by(contest) for planted in DISPUTES.values())
    ]
    assert others == []


def test_every_alias_is_found_where_it_stands_and_no_other(case: Case) -> None:
    found: dict[tuple[str, str, str], set[str]] = {}
    for claim in case.claims(predicate="also_known_as"):
        assert claim.subject is not None
        assert claim.object is not None
        key = (claim.subject.name, claim.object.name, claim.qualifiers["kind"])
        found.setdefault(key, set()).add(claim.external_id or "")
    assert found.keys() == ALIASES.keys()
    assert all(found[key] >= reports for key, reports in ALIASES.items())


def test_the_real_name_comes_from_two_sources_in_kestria_alone(case: Case) -> None:
    named = [
        claim
        for claim in case.claims(predicate="also_known_as")
        if claim.object and claim.object.name == "Ilmar Rostev"
    ]
    assert {claim.external_id for claim in named} >= {"02-radio", "03-courier"}
    assert {claim.sources[-1].name for claim in named if claim.sources} == {
        "two sources in Kestria"
    }
    assert all(claim.sources for claim in named if claim.external_id != "08-sanctions")


def test_the_notice_gives_both_names(case: Case) -> None:
    names = {
        claim.object.name
        for claim in case.claims(predicate="also_known_as")
        if claim.external_id == "08-sanctions" and claim.object
    }
    assert {"Commander Sable", "Ilmar Rostev"} <= names


def test_the_one_copy_is_found_and_no_other(case: Case) -> None:
    names = {summary.id: summary.external_id for summary in case.documents()}
    copies = list(case.copies())
    pairs = {tuple(sorted((names[c.a.document], names[c.b.document]), key=str)) for c in copies}
    assert pairs == {("02-radio", "03-courier")}
    text = case.document(copies[0].a.document).text
    held = " ".join(text[c.a.start : c.a.end] for c in copies)
    for words in (
        "Orlan Daskeva, a commander",
        "came to the market",
        "Ilmar Rostev",
        "Pavlin Gerash",
    ):
        assert words in held


def test_nobody_is_taken_for_his_brother(case: Case) -> None:
    same = case.canonical()
    for one, other in FAMILIES:
        ids = [
            {same.get(c.entity.id, c.entity.id) for c in case.candidates(name) if c.match == "name"}
            for name in (one, other)
        ]
        assert all(ids)
        assert not ids[0] & ids[1]


def test_only_spellings_of_one_name_are_joined(case: Case) -> None:
    made = {case.who(join.a).entity.name for join in case.joins() if join.is_made}
    assert made <= {"Dreshan Province"}


def test_the_birthplace_rests_on_one_origin_for_the_radio_and_its_copy(case: Case) -> None:
    [birth] = [
        p
        for p in case.propositions(about="Orlan Daskeva")
        if p.predicate == "born_in"
        and {"02-radio", "03-courier"} <= {t.claim.external_id for t in p.affirmed}
    ]
    origins = {
        t.claim.external_id: t.origin for t in birth.affirmed if t.claim.external_id is not None
    }
    assert origins["02-radio"] == origins["03-courier"]
