"""What every store must do, whatever it is made of."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from tests.made_readings import make_lake_reading, make_readings

from reportedly.errors import BadInputError, CaseError, UsageError
from reportedly.ids import document_id
from reportedly.records import Claim, Problem, Reading
from reportedly.store import ClaimFilter, SpotFilter, Store

PROGRAM = "1.0"


def add(store: Store, *readings: Reading) -> None:
    for reading in readings:
        store.add_reading(reading, program=PROGRAM)


def ids(claims: Iterator[Claim]) -> list[str]:
    return [claim.id for claim in claims]


def meant(store: Store, name: str) -> tuple[str, ...]:
    return tuple(candidate.entity.id for candidate in store.find_entities(name))


def test_a_round_trip_loses_nothing(store: Store) -> None:
    reading = make_lake_reading()
    add(store, reading)
    assert store.get_reading(reading.document.id) == reading


def test_adding_the_same_reading_twice_changes_nothing(store: Store) -> None:
    reading = make_lake_reading()
    assert store.add_reading(reading, program=PROGRAM) == "added"
    counts, claims = store.count(), ids(store.find_claims(ClaimFilter()))
    assert store.add_reading(reading, program=PROGRAM) == "known"
    assert store.count() == counts
    assert ids(store.find_claims(ClaimFilter())) == claims


def test_the_same_text_from_elsewhere_is_a_sighting_and_no_second_document(store: Store) -> None:
    add(store, make_lake_reading())
    copy = make_lake_reading(publisher="Shore Gazette", path="copy.txt", external_id="copy")
    assert store.add_reading(copy, program=PROGRAM) == "sighted"
    assert store.add_sighting(copy.document) is False
    assert store.count().documents == 1
    assert [s.publisher for s in store.get_sightings(copy.document.id)] == [
        "Shore Gazette",
        "Radio Lake",
    ]


def test_addresses_are_known_by_url_and_by_the_address_that_was_asked_for(store: Store) -> None:
    first = make_lake_reading(url="https://lake.example/1", external_id="https://lake.example/old")
    add(store, first, make_lake_reading(url="https://shore.example/2", external_id="x"))
    asked = ["https://lake.example/1", "https://lake.example/old", "https://shore.example/2"]
    assert store.find_addresses([*asked, "https://lake.example/3"]) == set(asked)
    assert store.find_addresses([]) == set()


def test_a_reread_replaces_what_was_derived_and_keeps_document_and_sightings(store: Store) -> None:
    first = make_lake_reading()
    add(store, first, *make_readings(2))
    others = ids(store.find_claims(ClaimFilter(document=next(make_readings(1)).document.id)))
    shorter = msgspec.structs.replace(
        first, claims=first.claims[:1], mentions=first.mentions[:4], problems=(), model="made-2"
    )
    assert store.add_reading(shorter, program="2.0", replace=True) == "replaced"
    assert store.get_reading(first.document.id) == shorter
    assert store.find_entities("Grey Wings") == []
    assert store.find_entities("Dara Voss") == []
    assert len(store.get_sightings(first.document.id)) == 1
    assert list(store.list_problems()) == []
    assert others == ids(
        store.find_claims(ClaimFilter(document=next(make_readings(1)).document.id))
    )


def test_a_reread_by_the_same_reader_gives_the_same_answers(store: Store) -> None:
    readings = [make_lake_reading(), *make_readings(5)]
    add(store, *readings)
    before = list(store.find_claims(ClaimFilter()))
    names = [store.find_entities(name) for name in ("heron movement", "Dara Voss")]
    for reading in readings:
        store.add_reading(reading, program=PROGRAM, replace=True)
    assert list(store.find_claims(ClaimFilter())) == before
    assert [store.find_entities(name) for name in ("heron movement", "Dara Voss")] == names


def test_claims_that_are_asked_for_carry_the_entities_of_the_case(store: Store) -> None:
    add(store, make_lake_reading())
    [attack, alias, *_] = store.find_claims(ClaimFilter())
    assert attack.subject is not None
    assert alias.subject is not None
    assert attack.subject.entity == alias.subject.entity
    assert attack.sources[0].entity == meant(store, "Radio Lake")[0]


def test_an_alias_that_is_only_told_finds_whom_it_means(store: Store) -> None:
    reading = make_lake_reading()
    claims = tuple(
        msgspec.structs.replace(c, object=msgspec.structs.replace(c.object, entity="c7"))
        if c.predicate == "also_known_as" and c.object is not None
        else c
        for c in reading.claims
    )
    add(store, msgspec.structs.replace(reading, mentions=(), claims=claims))
    assert meant(store, "the grey wings") == meant(store, "Heron Movement")
    alias = next(store.find_claims(ClaimFilter(predicates=("also_known_as",))))
    assert alias.object is not None
    assert alias.object.entity is None


def test_entities_are_listed_with_all_their_names_and_every_mention(store: Store) -> None:
    reading = make_lake_reading()
    add(store, reading, *make_readings(2))
    names = {entity.id: entity.names for entity in store.list_entities()}
    [heron] = meant(store, "Heron Movement")
    assert names[heron] == ("Heron Movement", "Grey Wings")
    assert store.count().entities == len(names)
    mentions = [(id_, span) for entity, id_, span in store.list_mentions() if entity == heron]
    assert [(id_, span.text) for id_, span in mentions] == [("lake-1", "Heron Movement")] * 2


@pytest.mark.parametrize(
    "name", ["Heron Movement", "the HERON movement", "Heron Movement's", "Grey Wings"]
)
def test_a_name_is_found_whatever_its_case_article_or_possessive(store: Store, name: str) -> None:
    add(store, make_lake_reading())
    [candidate] = store.find_entities(name)
    assert candidate.entity.name == "Heron Movement"


def test_names_are_found_without_their_diacritics_by_prefix_and_by_word(store: Store) -> None:
    add(store, make_lake_reading())
    assert [c.entity.name for c in store.find_entities("Ulmen")] == ["Ülmen"]
    assert [(c.entity.name, c.match) for c in store.find_entities("hero")] == [
        ("Heron Movement", "prefix")
    ]
    assert [(c.entity.name, c.match) for c in store.find_entities("voss")] == [
        ("Dara Voss", "words")
    ]
    assert store.find_entities("nobody at all") == []
    assert store.find_entities("") == []


def test_one_name_is_one_entity_in_all_documents_and_a_nominal_in_none(store: Store) -> None:
    other = make_lake_reading()
    text = other.document.text.replace("on Thursday", "on Fridays!!")
    second = msgspec.structs.replace(
        other,
        document=msgspec.structs.replace(other.document, text=text, id=document_id(text)),
        claims=tuple(
            msgspec.structs.replace(c, id=f"other-{i}", document=document_id(text))
            for i, c in enumerate(other.claims)
        ),
    )
    add(store, other, second)
    [heron] = store.find_entities("Heron Movement")
    assert heron.documents == 2
    assert [c.documents for c in store.find_entities("officials")] == [1, 1]


def test_every_filter_narrows_to_exactly_its_claims(store: Store) -> None:
    add(store, make_lake_reading())
    attack, alias, denial, flight = ids(store.find_claims(ClaimFilter()))

    def found(**wanted: object) -> list[str]:
        return ids(store.find_claims(ClaimFilter(**wanted)))  # type: ignore[arg-type]

    assert found(about=meant(store, "Heron Movement")) == [attack, alias, denial]
    assert found(about=meant(store, "Port Asel")) == [attack, denial]
    assert found(by=meant(store, "Radio Lake")) == [attack]
    assert found(by=meant(store, "Radio Lake"), publisher="radio lake") == [attack, alias, flight]
    assert found(publisher="Radio Lake") == [alias, flight]
    assert found(predicates=("moved_to", "also_known_as")) == [alias, flight]
    assert found(places=meant(store, "Ülmen")) == [flight]
    assert found(certainty="hedged") == [flight]
    assert found(polarity="denied") == [denial]
    assert found(min_confidence=0.5) == [attack, alias, denial, flight]
    assert found(min_confidence=0.51) == []
    assert found(is_dated=True) == [attack]
    assert found(since=date(2012, 5, 31)) == [attack]
    assert found(since=date(2012, 6, 1)) == []
    assert found(until=date(2012, 5, 1)) == [attack]
    assert found(until=date(2012, 4, 30)) == []
    assert found(limit=2) == [attack, alias]
    assert found(about=(), limit=2) == []
    assert found(about=meant(store, "Port Asel"), polarity="denied") == [denial]
    assert found(document="doc-unknown") == []


def test_claims_by_time_come_in_the_order_in_which_things_happened(store: Store) -> None:
    add(store, *make_readings(12))
    claims = list(store.find_claims(ClaimFilter(is_dated=True, order="time")))
    years = [claim.when.edtf for claim in claims if claim.when]
    assert len(years) == 60
    assert years == sorted(years)


def test_sources_are_counted_by_their_root(store: Store) -> None:
    add(store, make_lake_reading())
    rows = {row.name: row for row in store.list_sources(topics=2)}
    assert set(rows) == {"officials", "Heron Movement"}
    assert rows["officials"].about == ("Heron Movement",)
    assert (rows["Heron Movement"].claims, rows["Heron Movement"].denied) == (1, 1)


def test_counting_sources_about_one_entity_leaves_the_others_out(store: Store) -> None:
    add(store, make_lake_reading(), *make_readings(3))
    [port] = meant(store, "Port Asel")
    assert {s.name for s in store.list_sources(about=port)} == {"officials", "Heron Movement"}


def test_of_somebody_of_whom_much_is_claimed_the_latest_sources_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, make_lake_reading(), *make_readings(3))
    [port] = meant(store, "Port Asel")
    [latest] = [s.entity for s in store.list_sources(about=port) if s.name == "Heron Movement"]
    monkeypatch.setattr("reportedly.store.questions.SOURCES_OF", 1)
    assert [s.entity for s in store.list_sources(about=port)] == [latest]


def test_words_are_found_in_text_and_title_and_quoted_phrases_hold_together(store: Store) -> None:
    add(store, make_lake_reading(), *make_readings(3))
    [hit] = store.search("denied attacking")
    assert hit.document.title == "Night at the port"
    assert "\x02denied\x03 \x02attacking\x03" in hit.snippet
    assert len(list(store.search('"night at the port"'))) == 1
    assert list(store.search('"port the at"')) == []
    assert len(list(store.search("ulm*"))) == 1


@pytest.mark.parametrize(
    "words", ['port AND "', "port)", "NEAR(port", "title:port", "port -*", "^x"]
)
def test_search_takes_no_word_for_syntax(store: Store, words: str) -> None:
    add(store, make_lake_reading())
    assert len(list(store.search(words))) <= 1


@pytest.mark.parametrize("words", ["", "  ", '""', "*", "-"])
def test_a_search_for_nothing_is_refused(store: Store, words: str) -> None:
    with pytest.raises(UsageError, match="words"):
        list(store.search(words))


def test_problems_are_kept_once(store: Store) -> None:
    problem = Problem(code="binary", message="text was expected", path="a\udcff.bin")
    assert store.add_problem(problem) is True
    assert store.add_problem(problem) is False
    [kept] = store.list_problems()
    assert (kept.code, kept.path) == ("binary", "a\\udcff.bin")


def test_two_different_claims_of_one_id_become_a_problem(store: Store) -> None:
    reading = make_lake_reading()
    twin = msgspec.structs.replace(reading.claims[1], id=reading.claims[0].id)
    add(store, msgspec.structs.replace(reading, claims=(*reading.claims, twin), problems=()))
    assert store.count().claims == len(reading.claims)
    assert [p.code for p in store.list_problems()] == ["duplicate-id"]


def test_text_that_is_no_unicode_is_refused_and_leaves_nothing(store: Store) -> None:
    reading = make_lake_reading()
    broken = msgspec.structs.replace(reading.document, text="x\ud800", id="doc-broken")
    with pytest.raises(BadInputError, match="surrogate"):
        add(store, msgspec.structs.replace(reading, document=broken, claims=(), mentions=()))
    assert store.count().documents == 0


def test_a_sighting_of_an_unknown_text_is_refused(store: Store) -> None:
    with pytest.raises(CaseError, match="no document"):
        store.add_sighting(make_lake_reading().document)


def test_a_failure_halfway_leaves_nothing_of_the_document(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.store import write  # noqa: PLC0415 - only here

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(write, "_insert_claims", fail)
    with pytest.raises(KeyboardInterrupt):
        add(store, make_lake_reading())
    monkeypatch.undo()
    assert store.count().documents == store.count().entities == 0
    assert store.add_reading(make_lake_reading(), program=PROGRAM) == "added"


def test_places_are_given_with_their_positions_and_what_is_said_of_them(store: Store) -> None:
    add(store, make_lake_reading())
    places = {place.entity.name: place for place in store.list_places()}
    assert set(places) == {"Port Asel", "Ülmen"}
    port = places["Port Asel"]
    assert port.documents == 1
    assert port.predicates == {"attacked": 2}
    assert (port.denied, port.unrealised) == (1, 0)
    assert (port.since, port.until) == (date(2012, 5, 1), date(2012, 5, 31))
    [sighted] = port.sighted
    assert (sighted.place.lat, sighted.documents) == (1.5, 1)
    assert sighted.predicates == {"attacked": 2}
    assert sighted.first == (make_lake_reading().document.id,)


def test_a_place_that_no_document_puts_anywhere_is_given_all_the_same(store: Store) -> None:
    reading = make_lake_reading()
    mentions = tuple(msgspec.structs.replace(m, place=None) for m in reading.mentions)
    add(store, msgspec.structs.replace(reading, mentions=mentions))
    assert [place.sighted for place in store.list_places()] == [(), ()]


def test_places_that_documents_put_at_two_positions_keep_both(store: Store) -> None:
    first, other = make_lake_reading(), make_lake_reading()
    text = other.document.text + " "
    moved = tuple(
        msgspec.structs.replace(m, place=msgspec.structs.replace(m.place, lat=40.0))
        if m.place
        else m
        for m in other.mentions
    )
    document = msgspec.structs.replace(other.document, id=document_id(text), text=text)
    add(store, first, msgspec.structs.replace(other, document=document, mentions=moved, claims=()))
    port = next(p for p in store.list_places() if p.entity.name == "Port Asel")
    assert sorted(s.place.lat for s in port.sighted) == [1.5, 40.0]
    assert {s.place.lat: s.predicates for s in port.sighted} == {1.5: {"attacked": 2}, 40.0: {}}
    assert store.count_documents([port.entity.id]) == 2


def test_places_of_claims_about_somebody_are_found(store: Store) -> None:
    add(store, make_lake_reading(), *make_readings(3))
    [voss] = meant(store, "Dara Voss")
    assert [place.entity.name for place in store.list_places([voss])] == ["Ülmen"]
    [port] = meant(store, "Port Asel")
    assert [place.entity.name for place in store.list_places([port])] == ["Port Asel"]
    assert list(store.list_places([])) == []


def test_times_are_counted_and_walked_in_order_without_what_was_rejected(store: Store) -> None:
    add(store, make_lake_reading(), *make_readings(3))
    claims = list(store.find_claims(ClaimFilter()))
    dated = [c for c in claims if c.when is not None]
    counts = store.count_days()
    assert sum(day.claims for day in counts.days) == len(dated)
    assert counts.undated == len(claims) - len(dated)
    walked = list(store.walk_dated(None, (None, None)))
    assert [one.day for one in walked] == sorted(one.day for one in walked)
    assert {one.id for one in walked} == {c.id for c in dated}
    assert list(store.walk_dated(None, (date(2013, 1, 1), date(2013, 1, 2)))) == []
    [heron] = meant(store, "Heron Movement")
    about = store.count_days([heron])
    assert sum(day.claims for day in about.days) == len(
        list(store.walk_dated([heron], (None, None)))
    )
    page = store.find_undated(None, limit=2)
    rest = store.find_undated(None, limit=100, after=page.after or 0)
    assert [c.id for c in (*page.claims, *rest.claims)] == [c.id for c in claims if c.when is None]


def test_claims_are_counted_by_place_as_they_are_listed_there(store: Store) -> None:
    add(store, make_lake_reading(), *make_readings(3))
    [port] = meant(store, "Port Asel")
    every = store.count_at_places(SpotFilter())
    assert every == {
        place.entity.id: sum(place.predicates.values()) for place in store.list_places()
    }
    for wanted, n in (
        (SpotFilter(), 2),
        (SpotFilter(until=date(2012, 5, 1)), 1),
        (SpotFilter(since=date(2012, 6, 1)), 0),
        (SpotFilter(about=meant(store, "Heron Movement")), 2),
        (SpotFilter(about=meant(store, "Dara Voss")), 0),
    ):
        assert store.count_at_places(wanted).get(port, 0) == n
        assert store.find_claims_at([port], wanted, limit=10).total == n
    spots = {place.entity.id: place.sighted for place in store.list_spots()}
    for place in store.list_places():
        assert [(s.place, s.documents, s.first) for s in spots[place.entity.id]] == [
            (s.place, s.documents, s.first) for s in place.sighted
        ]
