"""A person's word comes before every likeness of names, by way of third ones too."""

from itertools import permutations

from tests.judge.judging import judge
from tests.resolve.resolving import resolve_referents
from tests.resolve.test_clusters import refer

from reportedly.judge import replay
from reportedly.records import Join, Judgement
from reportedly.resolve import Referent

KESSELS = (
    refer("a", "person", "Omar Kessel"),
    refer("b", "person", "Umar Kesel"),
    refer("c", "person", "Omar Kessell"),
)


def resolve(
    referents: tuple[Referent, ...], *log: Judgement
) -> tuple[set[frozenset[str]], list[Join], list[Join]]:
    clusters, doubts = resolve_referents(referents, replay(log))
    joins = [join for cluster in clusters for join in cluster.joins]
    return {frozenset(c.members) for c in clusters if len(c.members) > 1}, joins, doubts


def test_a_judged_join_is_sure_and_says_who_judged_so_when_and_why() -> None:
    fox = refer("f", "person", "Grey Fox")
    judgement = judge("same", "a", "f")
    found, joins, _ = resolve((KESSELS[0], fox), judgement)
    assert found == {frozenset("af")}
    assert [(join.score, join.is_made) for join in joins] == [(1.0, True)]
    assert joins[0].reason == "judged the same by ines on 1 May 2024"


def test_a_judged_join_overrides_names_that_are_told_apart() -> None:
    brothers = (refer("a", "person", "Razak Lovag"), refer("b", "person", "Rafiou Lovag"))
    assert resolve(brothers)[0] == set()
    assert resolve(brothers, judge("same", "a", "b"))[0] == {frozenset("ab")}


def test_a_judged_join_brings_along_those_that_are_written_alike() -> None:
    names = ("Razak Lovag", "Rafiou Lovag", "Razaq Lovag", "Rafiou Lovagh")
    referents = tuple(refer(id_, "person", name) for id_, name in zip("abcd", names, strict=True))
    assert resolve(referents)[0] == {frozenset("ac"), frozenset("bd")}
    assert resolve(referents, judge("same", "a", "b"))[0] == {frozenset("abcd")}


def test_who_is_judged_different_is_never_joined_by_way_of_a_third_either() -> None:
    assert resolve(KESSELS)[0] == {frozenset("abc")}
    found, _, doubts = resolve(KESSELS, judge("different", "a", "c"))
    assert len(found) == 1
    assert not any({"a", "c"} <= cluster for cluster in found)
    assert ("a", "c") not in {(doubt.a, doubt.b) for doubt in doubts}


def test_what_follows_from_judgements_is_no_doubt() -> None:
    log = judge("same", "a", "b"), judge("different", "a", "c", at=1)
    found, _, doubts = resolve(KESSELS, *log)
    assert found == {frozenset("ab")}
    assert doubts == []


def test_who_is_unsure_leaves_the_pair_in_doubt_whatever_the_names_say() -> None:
    pair = KESSELS[:2]
    assert resolve(pair)[0] == {frozenset("ab")}
    found, _, doubts = resolve(pair, judge("unsure", "a", "b"))
    assert found == set()
    assert [(doubt.a, doubt.b, doubt.is_made) for doubt in doubts] == [("a", "b", False)]


def test_a_surname_fits_the_one_that_is_left_when_the_other_is_judged_different() -> None:
    referents = (
        refer("k", "person", "Kessel"),
        refer("o", "person", "Omar Kessel"),
        refer("t", "person", "Tarik Kessel"),
    )
    assert resolve(referents)[0] == set()
    assert resolve(referents, judge("different", "k", "t"))[0] == {frozenset("ko")}


def test_judgements_of_what_is_not_there_change_nothing() -> None:
    log = judge("same", "a", "gone"), judge("same", "gone", "c", at=1)
    assert resolve((KESSELS[0], refer("c", "person", "Grey Fox")), *log)[0] == set()


def test_the_order_of_the_referents_changes_nothing() -> None:
    log = judge("different", "a", "c"), judge("unsure", "a", "b", at=1)
    assert all(resolve(order, *log) == resolve(KESSELS, *log) for order in permutations(KESSELS))
