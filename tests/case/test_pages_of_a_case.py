"""What is asked a page at a time is what is asked whole."""

from pathlib import Path

import pytest
from tests.doubtful import make_doubtful
from tests.made_readings import Page

from reportedly.case import Case, Quarrel
from reportedly.judge.planning import PairVerb
from reportedly.records import Claim

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paged") / "examples.reportedly"
    with Case.open(path) as case:
        case.add(EXAMPLES)
    return path


def test_sources_counted_over_indices_are_those_of_the_standings(examples: Path) -> None:
    with Case.open(examples) as case:
        case.reject(next(case.claims(by="Radio Tessen")).id)
        case.rate("Radio Tessen", "B")
        fields = (
            "name kind entity is_publisher claims denied hedged unrealised documents reliability"
        ).split()
        whole = [tuple(getattr(one, field) for field in fields) for one in case.standings()]
        page = case.source_page(limit=500)
        lines = [tuple(getattr(one, field) for field in fields) for one in page.lines]
    assert sorted(map(str, lines)) == sorted(map(str, whole))
    assert page.total == len(whole) > 20
    assert [line[4] for line in lines] == sorted((line[4] for line in lines), reverse=True)
    assert {line[-1] for line in lines} == {"B", "F"}


def test_one_sources_standing_is_what_the_walk_through_all_gives(examples: Path) -> None:
    with Case.open(examples) as case:
        whole = case.standings()
        for name in {one.name for one in whole}:
            assert case.standings_of(name) == case.standings(name), name
        assert case.standings_of("nobody at all") == []


def test_pages_of_sources_follow_each_other(examples: Path) -> None:
    with Case.open(examples) as case:
        first, second = (case.source_page(limit=5, offset=at).lines for at in (0, 5))
        both = case.source_page(limit=10).lines
    assert (*first, *second) == both


def test_open_doubts_are_those_that_nobody_settled(tmp_path: Path) -> None:
    with Case.open(make_doubtful(tmp_path / "d.reportedly")) as case:
        while doubts := case.doubts():
            page = case.doubt_page(limit=50)
            assert [one.doubt.join for one in page.doubts] == doubts
            assert page.total == case.count_doubts() == len(doubts)
            verdicts: tuple[PairVerb, ...] = ("same", "different", "unsure")
            verdict = verdicts[len(doubts) % 3]
            case.decide_pair(doubts[0].a, doubts[0].b, verdict)
        assert case.count_doubts() == 0
        log = case.judgement_page(limit=2)
        assert log.total == len(list(case.judgements()))
        assert list(log.lines) == list(case.judgements())[::-1][:2]
        assert case.judgement_line(log.lines[1].judgement.id) == log.lines[1]


def test_a_doubt_tells_what_speaks_for_one_and_where_names_come_from(tmp_path: Path) -> None:
    with Case.open(make_doubtful(tmp_path / "d.reportedly")) as case:
        signs = case.doubt_page().doubts[0].signs
    assert any("Dura" in sign for sign in signs.same)
    assert {use.publisher for use in (*signs.uses_a, *signs.uses_b)} == {"Dura Post"}


def make_denied(path: Path, many: int) -> None:
    """One report denies what `many` others say."""
    with Case.open(path) as case:
        for number in range(many + 1):
            is_denied = number == many
            text = f"Report {number}. Omar Kessel {'never ' if is_denied else ''}met Radu Stenn."
            page = Page(text, external_id=str(number), publisher=f"Paper {number}")
            claim = page.claim(
                "met_with",
                page.argument("Omar Kessel", "person"),
                page.argument("Radu Stenn", "person"),
                page.span(text),
                polarity="denied" if is_denied else "affirmed",
            )
            case.keep(page.reading(claim))


def test_ten_claims_against_one_are_one_matter(tmp_path: Path) -> None:
    make_denied(tmp_path / "many.reportedly", 10)
    with Case.open(tmp_path / "many.reportedly") as case:
        page = case.quarrels()
        [quarrel] = page.quarrels
        said, denied = quarrel.versions
        assert quarrel.reason == "denied"
        assert (len(said.statements), said.origins) == (10, 10)
        assert (len(denied.statements), denied.origins) == (1, 1)
        assert {name for _, name in quarrel.about} == {"Omar Kessel", "Radu Stenn"}
        assert page.pairs == len(list(case.contests()))
        assert case.quarrels(reason="number").quarrels == ()
        assert len(case.quarrels(by="Paper 10").quarrels) == 1
        assert case.quarrels(about="Radu Stenn").quarrels == page.quarrels


def test_every_dispute_stands_in_one_matter_and_pages_miss_none(examples: Path) -> None:
    with Case.open(examples) as case:
        pairs = {frozenset((c.a.id, c.b.id)) for c in case.contests()}
        whole = case.quarrels(limit=50)
        paged: list[Quarrel] = []
        while len(paged) < len(whole.quarrels):
            page = case.quarrels(limit=2, offset=len(paged))
            paged.extend(page.quarrels)
            assert page.has_more is (len(paged) < len(whole.quarrels))
        told = [list_ids(q) for q in whole.quarrels]
    assert tuple(paged) == whole.quarrels
    assert sum(q.pairs for q in whole.quarrels) == whole.pairs == len(pairs)
    for pair in pairs:
        assert sum(pair <= ids for ids in told) >= 1


def list_ids(quarrel: Quarrel) -> set[str]:
    return {s.claim.id for v in quarrel.versions for s in v.statements}


def test_the_page_of_an_entity_says_what_the_whole_answers_say(examples: Path) -> None:
    with Case.open(examples) as case:
        page = case.entity_page("Dawn Banner Movement", limit=50, is_whole=True)
        id_ = page.profile.entity.id
        graded = {g.proposition.id: g for g in case.graded(id_)}
        ties = [t for groups in page.sections.values() for g in groups for t in g.ties]
        counts = {g.predicate: g.claims for groups in page.sections.values() for g in groups}
        assert len(ties) == len(graded)
        assert sorted(str((t.affirmed, t.denied, t.origins, t.grade)) for t in ties) == sorted(
            str(
                (
                    len(g.proposition.affirmed),
                    len(g.proposition.denied),
                    g.proposition.origins,
                    g.grade,
                )
            )
            for g in graded.values()
        )
        for predicate, number in counts.items():
            assert number == len(list(case.claims(about=id_, predicate=predicate)))
            assert number == case.count_claims(about=id_, predicate=predicate)
        assert page.naming == case.candidates(id_)[0].documents
        assert page.voice.claims == len(list(case.claims(by=id_)))
        assert page.quarrels.pairs == len(list(case.contests(id_)))


def test_what_very_many_say_is_graded_when_asked_for(tmp_path: Path) -> None:
    make_denied(tmp_path / "many.reportedly", 40)
    with Case.open(tmp_path / "many.reportedly") as case:
        [tie] = case.entity_page("Omar Kessel").sections["ties"][0].ties
        [whole] = case.entity_page("Omar Kessel", is_whole=True).sections["ties"][0].ties
    assert (tie.affirmed, tie.denied, tie.grade) == (40, 1, None)
    assert whole.grade is not None
    assert isinstance(tie.claim, Claim)


def test_names_tell_which_documents_use_them_and_why_they_are_one(tmp_path: Path) -> None:
    with Case.open(make_doubtful(tmp_path / "d.reportedly")) as case:
        case.merge("Omar Kessel", "Kessel", why="the same post")
        page = case.entity_page("Omar Kessel")
        assert {name.count.name for name in page.names} == {"Omar Kessel", "Kessel"}
        assert all(name.uses[0].publisher == "Dura Post" for name in page.names)
        assert all(any("judged the same" in r for r in m.reasons) for m in page.members)
        assert {d.title for d in page.documents} == {"Omar Kessel", "Kessel"}
        assert case.documents_naming(page.profile.entity.id, limit=1, offset=1) == [
            page.documents[1]
        ]
