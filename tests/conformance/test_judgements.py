"""What every store must do with judgements: keep them for good, and heed what they come to."""

import msgspec
import pytest
from tests.judge.judging import judge
from tests.made_readings import make_lake_reading, make_readings

from reportedly.judge import replay
from reportedly.records import Claim, Reading
from reportedly.store import ClaimFilter, Store
from reportedly.verdicts import Verdicts

PROGRAM = "1.0"


@pytest.fixture
def lake(store: Store) -> Reading:
    """The lake report, in a store with three small ones."""
    reading = make_lake_reading()
    for added in (reading, *make_readings(3)):
        store.add_reading(added, program=PROGRAM)
    return reading


def all_claims(store: Store, **wanted: object) -> list[Claim]:
    return list(store.find_claims(msgspec.convert(wanted, ClaimFilter)))


def rule(store: Store, *judgements: object) -> tuple[str, ...]:
    for judgement in judgements:
        store.add_judgement(judgement)  # type: ignore[arg-type]
    return store.apply_verdicts(replay(store.list_judgements()))


def test_judgements_are_listed_in_the_order_in_which_they_were_made(store: Store) -> None:
    late, early = judge("same", "a", "b", at=5), judge("different", "a", "c", at=1)
    assert store.add_judgement(late)
    assert store.add_judgement(early)
    assert not store.add_judgement(late)
    assert list(store.list_judgements()) == [early, late]


def test_judgements_outlive_every_reading_that_they_speak_of(store: Store, lake: Reading) -> None:
    judgement = judge("reject", lake.claims[0].id)
    store.add_judgement(judgement)
    empty = msgspec.structs.replace(lake, claims=(), mentions=())
    store.add_reading(empty, program="2.0", replace=True)
    assert list(store.list_judgements()) == [judgement]


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    def fail_after_a_judgement() -> None:
        with store.transaction():
            store.add_judgement(judge("same", "a", "b"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_a_judgement()
    assert list(store.list_judgements()) == []


def test_a_rejected_claim_is_left_out_of_every_answer_and_kept(store: Store, lake: Reading) -> None:
    attack, *_ = lake.claims
    before, busy = store.count().claims, store.list_sources()
    about = tuple(c.entity.id for c in store.find_entities("Heron Movement"))
    assert store.count_predicates(ClaimFilter(about=about))["attacked"] == 2
    assert rule(store, judge("reject", attack.id)) == (lake.document.id,)
    assert attack.id not in {claim.id for claim in all_claims(store)}
    assert [claim.id for claim in all_claims(store, is_rejected=True)] == [attack.id]
    assert store.count().claims == before - 1
    assert store.count_predicates(ClaimFilter(about=about))["attacked"] == 1
    summary = store.find_summary(lake.document.id)
    assert summary is not None
    assert summary.claims == len(lake.claims) - 1
    assert sum(s.claims for s in store.list_sources()) == sum(s.claims for s in busy) - 1
    found = store.find_claim(attack.id)
    assert found is not None
    assert found.id == attack.id


def test_a_corrected_claim_is_asked_for_by_what_it_says_now(store: Store, lake: Reading) -> None:
    attack, *_ = lake.claims
    start = lake.document.text.index("Dara Voss")
    values = {
        "subject": "Dara Voss",
        "subject.text": "Dara Voss",
        "subject.start": str(start),
        "subject.end": str(start + 9),
        "subject.kind": "person",
        "polarity": "denied",
    }
    rule(store, judge("correct", attack.id, values=values))
    [voss] = store.find_entities("Dara Voss")
    [corrected] = [c for c in all_claims(store, about=[voss.entity.id]) if c.id == attack.id]
    assert corrected.subject is not None
    assert corrected.subject.entity == voss.entity.id
    assert corrected.polarity == "denied"
    assert corrected.extractor == "corrected by ines"
    [heron] = store.find_entities("Heron Movement")
    assert attack.id not in {c.id for c in all_claims(store, about=[heron.entity.id])}
    assert store.find_original(attack.id) == attack
    assert store.get_reading(lake.document.id) == lake


def test_a_correction_that_quotes_what_is_not_there_is_a_problem_and_changes_nothing(
    store: Store, lake: Reading
) -> None:
    attack, *_ = lake.claims
    values = {
        "object": "Ülmen",
        "object.text": "Ülmen",
        "object.start": "0",
        "object.end": "5",
        "object.kind": "place",
    }
    rule(store, judge("correct", attack.id, values=values))
    assert store.find_original(attack.id) is None
    assert [p.code for p in store.list_problems()].count("correction") == 1
    assert store.get_reading(lake.document.id) == lake


def test_what_was_ruled_holds_for_what_is_read_again_and_for_what_comes_later(store: Store) -> None:
    reading = make_lake_reading()
    claim = reading.claims[0].id
    rule(store, judge("reject", claim))
    store.add_reading(reading, program=PROGRAM)
    assert [c.id for c in all_claims(store, is_rejected=True)] == [claim]
    store.add_reading(reading, program="2.0", replace=True)
    assert [c.id for c in all_claims(store, is_rejected=True)] == [claim]
    store.apply_verdicts(Verdicts())
    assert all_claims(store, is_rejected=True) == []
    assert len(all_claims(store)) == len(reading.claims)


def test_somebody_set_apart_in_one_document_is_another_entity_there_alone(store: Store) -> None:
    readings = [list(make_readings(12))[n] for n in (0, 11)]
    first, second = readings
    for added in readings:
        store.add_reading(added, program=PROGRAM)
    names = {a.name for a in first.mentions} & {a.name for a in second.mentions}
    name = min(names)
    [candidate] = store.find_entities(name)
    entity = candidate.entity.id
    assert rule(store, judge("apart", entity, first.document.id)) == (first.document.id,)
    found = store.find_entities(name)
    assert {c.document for c in found} == {None, first.document.id}
    assert not store.has_appearance(entity, first.document.id)
    assert store.has_appearance(entity, second.document.id)
    assert store.get_reading(first.document.id) == first
    store.apply_verdicts(Verdicts())
    assert [c.entity.id for c in store.find_entities(name)] == [entity]


def test_verdicts_that_say_nothing_new_touch_no_document(store: Store, lake: Reading) -> None:
    judgement = judge("reject", lake.claims[0].id)
    assert rule(store, judgement) == (lake.document.id,)
    assert rule(store, judgement) == ()
