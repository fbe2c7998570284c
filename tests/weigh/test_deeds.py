"""Deeds of one kind are told apart by time, place, people, method and toll, and by nothing less."""

from typing import Any

from tests.weigh.made_claims import make_claim, make_source

from reportedly.records import Argument, Claim, Copy, Passage, Span
from reportedly.weigh import Setting, build_propositions
from reportedly.weigh.sides import split_off_place

LOCAL = frozenset({"ent-a convoy", "ent-a police convoy", "ent-a rebel convoy", "ent-soldiers",
                   "ent-a police post in Kelm", "ent-a police post", "ent-the navy"})  # fmt: skip


def place(name: str) -> Argument:
    return Argument(
        name=name, kind="place", text=name, start=0, end=len(name), entity=f"ent-{name}"
    )


def attack(id_: str, object_: str | None = None, *where: str, **more: Any) -> Claim:
    details = {key: more.pop(key) for key in ("method", "killed") if key in more}
    return make_claim(
        id_,
        "Coral League",
        "attacked",
        object_,
        where=tuple(place(name) for name in where),
        qualifiers=details,
        kind="thing",
        **more,
    )


def part(*claims: Claim, **known: Any) -> list[list[str]]:
    found = build_propositions(claims, Setting(local=LOCAL, **known))
    assert len({p.id for p in found}) == len(found)
    return [[t.claim.id for t in (*p.affirmed, *p.denied)] for p in found]


def test_an_offensive_and_an_ambush_by_one_group_are_two_deeds() -> None:
    assert part(attack("a", method="offensive"), attack("b", method="ambush")) == [["a"], ["b"]]


def test_a_denial_stands_with_the_deed_at_its_place_alone() -> None:
    ambush = attack("a", None, "Kelm", when="2021-05-03", method="ambush")
    raid = attack("b", None, "Dura", when="2021-05-03", method="raid")
    denial = attack("c", None, "Dura", method="attack", polarity="denied")
    assert part(ambush, raid, denial) == [["a"], ["b", "c"]]


def test_one_day_and_one_town_are_one_deed_whatever_the_method_and_the_toll() -> None:
    a = attack("a", "a convoy", "Kelm", when="2021-05-03", method="shell", killed="8")
    b = attack("b", "a convoy", "Kelm", when="2021-05-04", method="raid", killed="11")
    assert part(a, b) == [["a", "b"]]


def test_deeds_a_week_apart_are_two() -> None:
    a = attack("a", "a convoy", "Kelm", when="2021-05-03")
    b = attack("b", "a convoy", "Kelm", when="2021-05-10")
    assert part(a, b) == [["a"], ["b"]]


def test_without_a_day_or_a_place_two_tolls_are_two_deeds() -> None:
    assert part(attack("a", killed="8"), attack("b", killed="11")) == [["a"], ["b"]]


def test_a_place_in_the_words_of_a_side_is_the_place_of_the_deed() -> None:
    worded = attack("a", "a police post in Kelm", when="2021-05-03")
    placed = attack("b", "a police post", "Kelm", when="2021-05-03")
    assert part(worded, placed) == [["a", "b"]]
    assert part(worded, attack("c", "a police post", "Dura", when="2021-05-03")) == [["a"], ["c"]]


def test_a_convoy_may_be_a_police_convoy_and_a_rebel_convoy_is_another() -> None:
    assert part(attack("a", "a police convoy"), attack("b", "a convoy")) == [["a", "b"]]
    assert part(attack("a", "a police convoy"), attack("b", "a rebel convoy")) == [["a"], ["b"]]


def test_only_a_named_place_is_split_off() -> None:
    assert split_off_place("A police post near the town of Kelm") == ("A police post", "Kelm")
    assert split_off_place("gunmen from the Coral League") == ("gunmen from the Coral League", "")
    assert split_off_place("men in uniform") == ("men in uniform", "")


def test_two_days_of_one_death_do_not_bear_each_other_out() -> None:
    deaths = [
        make_claim(id_, None, "killed", "Omar Kessel", when=when)
        for id_, when in (("a", "2020-03-14"), ("b", "2020-04-02"), ("c", "2020-03"))
    ]
    assert part(*deaths) == [["a", "c"], ["b"]]


def test_a_year_in_the_sentence_tells_an_undated_founding_from_another() -> None:
    dated = make_claim("a", "Kessel", "founded", "Coral League", when="2009")
    text = "Kessel was the founder of the League, which came into being in 2012."
    undated = make_claim(
        "b", "Kessel", "founded", "Coral League", evidence=Span(start=0, end=len(text), text=text)
    )
    bare = make_claim("c", "Kessel", "founded", "Coral League")
    assert part(dated, undated, bare) == [["a", "c"], ["b"]]


def test_that_soldiers_killed_somebody_bears_out_that_he_was_killed() -> None:
    soldiers = make_claim("a", "soldiers", "killed", "Omar Kessel")
    nobody = make_claim("b", None, "killed", "Omar Kessel")
    assert part(soldiers, nobody) == [["a", "b"]]
    denied = make_claim("c", "soldiers", "killed", "Omar Kessel", polarity="denied")
    assert part(denied, nobody) == [["c"], ["b"]]


def test_a_changed_sentence_beside_a_copied_passage_is_copied_with_it() -> None:
    passages = [Passage(document=f"doc-{x}", start=100, end=300) for x in "ab"]
    copies = [Copy(a=passages[0], b=passages[1], words=30)]
    sentences = {
        "a": "Kelm was captured by the Coral League on 7 May 2021.",
        "b": "Kelm was taken by the Coral League on 7 May 2021.",
        "c": "On 7 May 2021 the Coral League drove its enemies out of Kelm.",
    }
    claims = {
        id_: make_claim(
            id_,
            "Coral League",
            "captured",
            "Kelm",
            document=document,
            when="2021-05-07",
            sources=(make_source(f"Somebody {id_}"),),
            evidence=Span(start=400, end=400 + len(text), text=text),
        )
        for (id_, text), document in zip(
            sentences.items(), ("doc-a", "doc-b", "doc-b"), strict=True
        )
    }
    [found] = build_propositions(claims.values(), Setting(copies=copies))
    assert [t.grouped_by for t in found.affirmed] == [None, "copied passage", None]
    assert found.origins == 2
    [apart] = build_propositions(claims.values(), Setting())
    assert apart.origins == 3
