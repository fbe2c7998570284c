"""The rules of the public tasks on small documents made by hand."""

from typing import Any

import pytest

from reportedly.evaluate.attribution import ATTRIBUTION
from reportedly.evaluate.gold import GoldDocument
from reportedly.evaluate.perpetrators import PERPETRATORS, Organisation
from reportedly.evaluate.places import NEAR_KM, PLACES, Toponym, Toponyms, compute_distance_km
from reportedly.evaluate.ties import TIES, Relation


def gold(content: Any) -> GoldDocument[Any]:
    return GoldDocument(id="d", document=None, gold=content)


def span(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": ""}


def roles(source: Any, cue: Any, content: Any) -> dict[str, Any]:
    return {"source": source, "cue": cue, "content": content}


def test_an_attribution_is_paired_by_cue_and_content_not_by_source(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("polnear") / "gold.jsonl"
    path.write_text(
        '{"doc_id": "d", "text": "", "attributions": '
        '[{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 40]]}]}\n'
    )
    [document] = ATTRIBUTION.read_gold(path, None, None)
    right = roles([span(0, 5)], span(6, 10), [span(11, 25), span(25, 40)])
    counts = ATTRIBUTION.score(document, [right]).counts
    assert counts["source exact"] == counts["cue exact"] == counts["content exact"] == 1
    only_source = roles([span(0, 5)], [span(50, 54)], [span(60, 90)])
    assert ATTRIBUTION.score(document, [only_source]).counts["found"] == 0
    half_content = roles([], [], [span(11, 26)])
    found = ATTRIBUTION.score(document, [half_content]).counts
    assert (found["found"], found["source overlap"], found["content overlap"]) == (1, 0, 1)


def test_a_prediction_serves_one_gold_attribution_only(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("polnear") / "gold.jsonl"
    twice = '{"source": [], "cue": [[6, 10]], "content": [[11, 40]]}'
    path.write_text(f'{{"doc_id": "d", "text": "", "attributions": [{twice}, {twice}]}}\n')
    [document] = ATTRIBUTION.read_gold(path, None, None)
    guess = roles([], [span(6, 10)], [span(11, 40)])
    assert ATTRIBUTION.score(document, [guess]).counts["found"] == 1
    assert ATTRIBUTION.score(document, [guess, guess]).counts["found"] == 2


FIGHTING = Relation(type="FightingAgainst", source=(0, 5), target=(10, 15))
ALLIED = Relation(type="AlliesOf", source=(0, 5), target=(10, 15))


def tie(predicate: str, subject: Any, object_: Any) -> dict[str, Any]:
    return {"predicate": predicate, "subject": subject, "object": object_}


@pytest.mark.parametrize(
    ("relation", "claim", "is_right"),
    [
        (FIGHTING, tie("attacked", span(2, 5), span(10, 30)), True),
        (FIGHTING, tie("attacked", span(10, 15), span(0, 5)), False),
        (ALLIED, tie("allied_with", span(10, 15), span(0, 5)), True),
        (ALLIED, tie("attacked", span(0, 5), span(10, 15)), False),
        (FIGHTING, tie("attacked", None, span(10, 15)), False),
    ],
)
def test_a_tie_is_right_in_type_and_direction(
    relation: Relation, claim: dict[str, Any], *, is_right: bool
) -> None:
    counts = TIES.score(gold((relation,)), [claim]).counts
    assert (counts["true"], counts["found"]) == (is_right, is_right)
    assert counts["predicted"] == 1


def test_claims_that_can_express_no_tie_are_not_counted() -> None:
    claims = [tie("born_in", span(0, 5), span(10, 15)), tie("attacked", span(0, 5), None)]
    assert TIES.score(gold((FIGHTING,)), claims).counts["predicted"] == 0


def test_distances_are_great_circle_kilometres() -> None:
    """Heathrow to Charles de Gaulle is 348 km; a degree of the equator is 111.2 km."""
    assert compute_distance_km((51.4775, -0.4614), (49.0097, 2.5479)) == pytest.approx(348, abs=2)
    assert compute_distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.19, abs=0.01)


def place(start: int, end: int, lat: float | None) -> dict[str, Any]:
    at = None if lat is None else {"lat": lat, "lon": 0.0}
    return {**span(start, end), "kind": "place", "place": at}


def test_a_toponym_is_found_and_near_or_far() -> None:
    document = gold(
        Toponyms(
            corpus="lgl",
            toponyms=(
                Toponym(start=0, end=5, text="Osk", position=(0.0, 0.0)),
                Toponym(start=9, end=12, text="Osk", position=None),
            ),
        )
    )
    near_lat = NEAR_KM / 111.2
    counts = PLACES.score(document, [place(0, 5, near_lat - 0.01)]).counts
    assert (counts["found"], counts["near"]) == (1, 1)
    counts = PLACES.score(document, [place(0, 5, near_lat + 0.01)]).counts
    assert (counts["found"], counts["near"]) == (1, 0)
    unresolved = PLACES.score(document, [place(9, 12, None), place(20, 25, None)]).counts
    assert (unresolved["predicted"], unresolved["gold"]) == (1, 1)


def blame(name: str, **changes: Any) -> dict[str, Any]:
    subject = {"name": name, "text": name, "kind": "group"}
    return {"predicate": "attacked", "subject": subject, **changes}


STATE = {"kind": "state", "act": "accuses"}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "REPORTED AS FACT"),
        ({"certainty": "hedged"}, "POSSIBLE"),
        ({"polarity": "denied", "sources": [STATE]}, "ACQUITTED"),
        ({"sources": [{"act": "admits"}]}, "CLAIMED OR ADMITTED"),
        ({"sources": [STATE]}, "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ({"sources": [{"act": "accuses"}]}, "SUSPECTED OR ACCUSED"),
    ],
)
def test_how_firmly_an_organisation_is_blamed(changes: dict[str, Any], word: str) -> None:
    wanted = Organisation(names={"REDFRONT"}, firmness={word}, is_required=True)
    counts = PERPETRATORS.score(gold([wanted]), [blame("the Red-Front", **changes)]).counts
    assert (counts["true"], counts["firmness_right"]) == (1, 1)


def test_an_optional_organisation_is_neither_asked_for_nor_punished() -> None:
    optional = Organisation(names={"REDFRONT"})
    assert PERPETRATORS.score(gold([optional]), []).counts["missed"] == 0
    counts = PERPETRATORS.score(gold([optional]), [blame("Red Front"), blame("Blue Front")]).counts
    assert (counts["true"], counts["false"]) == (0, 1)
