"""Candidates from names, raised and lowered by births, nationalities and kinds, with reasons."""

from collections.abc import Iterable, Sequence

import pytest

from reportedly.link import Link, LinkFinder, Listed, ListedName, Party, list_parties
from reportedly.link.records import Quality
from reportedly.records import Argument, Claim, Entity, Kind, Source, Span, When

DOCUMENT = "doc-1"


def make_party(
    name: str, *others: str, kind: Kind = "person", claims: Sequence[Claim] = ()
) -> Party:
    id_ = f"ent-{name}"
    names = (name, *others)
    entity = Entity(id=id_, name=name, kind=kind, names=names)
    return Party(entity=entity, ids=(id_,), names=names, claims=tuple(claims))


def make_entry(*names: str, kind: Kind = "person", **more: tuple[str, ...]) -> Listed:
    listed = tuple(
        ListedName(name=name, quality="alias" if i else "name") for i, name in enumerate(names)
    )
    return Listed(id="x-1", list="a list", kind=kind, names=listed, **more)


def make_claim(
    predicate: str,
    subject: str,
    object_: str | None = None,
    *,
    when: str | None = None,
    source: str | None = None,
    **more: object,
) -> Claim:
    cue = Span(start=0, end=1, text="s")
    said = Source(name=source or "", kind="person", text="s", start=0, end=1, act="says", cue=cue)
    values: dict[str, object] = {"qualifiers": {}, "polarity": "affirmed", "certainty": "stated"}
    return Claim(
        id=f"clm-{predicate}-{object_}-{when}",
        document=DOCUMENT,
        predicate=predicate,
        subject=Argument(
            name=subject, kind="person", text=subject, start=0, end=1, entity=f"ent-{subject}"
        ),
        object=None
        if object_ is None
        else Argument(name=object_, kind="place", text=object_, start=0, end=1),
        when=None if when is None else When(edtf=when, text=when, start=0, end=1),
        where=(),
        sources=(said,) if source else (),
        evidence=cue,
        extractor="made.v1",
        confidence=1.0,
        **(values | more),  # type: ignore[arg-type]
    )


def find(
    parties: Iterable[Party], entry: Listed, *, published: str | None = "2024-03-01"
) -> list[Link]:
    finder = LinkFinder(list(parties), lambda party: party.claims, {DOCUMENT: published})
    return finder.find(entry, 0.0)


def score(party: Party, entry: Listed) -> float:
    [link] = find([party], entry)
    return link.score


def say(link: Link) -> str:
    return "\n".join(reason.text for reason in link.reasons)


@pytest.mark.parametrize(
    "listed",
    ["Orlan Daskeva", "DASKEVA, Orlan", "Орлан Даскева", "Orlan Petros Daskeva", "O. Daskeva"],
)
def test_a_name_is_found_in_every_way_it_is_listed(listed: str) -> None:
    [link] = find([make_party("Orlan Daskeva")], make_entry(listed))
    assert link.reasons[0].aspect == "name"
    assert "Orlan Daskeva" in link.reasons[0].text


def test_the_nearer_the_names_the_higher_the_score() -> None:
    party = make_party("Orlan Daskeva")
    exact, longer, initial = (
        score(party, make_entry(name))
        for name in ("Orlan Daskeva", "Orlan Petros Daskeva", "O. Daskeva")
    )
    assert exact > longer > initial


def test_another_person_of_that_surname_is_no_candidate() -> None:
    assert find([make_party("Orlan Daskeva")], make_entry("Irina Daskeva")) == []
    assert (
        find(
            [make_party("Coral League", kind="group")],
            make_entry("Coral League Youth", kind="organization"),
        )
        == []
    )


def test_a_birth_in_both_raises_the_score_and_another_year_lowers_it() -> None:
    def claimed(when: str) -> Party:
        return make_party("Ana Brezan", claims=[make_claim("born_in", "Ana Brezan", when=when)])

    entry = make_entry("Ana Brezan", births=("1980-07-15",))
    bare = score(make_party("Ana Brezan"), entry)
    assert score(claimed("1980-07-15"), entry) > score(claimed("1980"), entry) > bare
    assert score(claimed("1961"), entry) < score(claimed("1981"), entry) < bare


def test_a_birth_that_disagrees_beside_one_that_agrees_is_named() -> None:
    claims = [make_claim("born_in", "Ana Brezan", when=when) for when in ("1980", "1961")]
    [link] = find(
        [make_party("Ana Brezan", claims=claims)], make_entry("Ana Brezan", births=("1980",))
    )
    assert "born 1980 in the case, 1980 on the list" in say(link)
    assert "but born 1961 in the case, 1980 on the list" in say(link)
    births = [r for r in link.reasons if r.aspect == "birth"]
    assert [r.claims for r in births] == [(claims[0].id,), (claims[1].id,)]


def test_an_age_tells_a_birth_where_the_report_has_a_date() -> None:
    claim = make_claim("born_in", "Ana Brezan", "Dura", qualifiers={"age": "43"})
    party, entry = (
        make_party("Ana Brezan", claims=[claim]),
        make_entry("Ana Brezan", births=("1980",)),
    )
    [link] = find([party], entry)
    assert "aged 43 in 2024 in the case, 1980 on the list" in say(link)
    [undated] = find([party], entry, published=None)
    assert "aged" not in say(undated)


def test_nationalities_are_compared_as_countries() -> None:
    claim = make_claim("national_of", "Ana Brezan", "Russia")
    party = make_party("Ana Brezan", claims=[claim])
    bare = score(party, make_entry("Ana Brezan"))
    assert score(party, make_entry("Ana Brezan", nationalities=("ru",))) > bare
    [other] = find([party], make_entry("Ana Brezan", nationalities=("Kenya",)))
    assert other.score < bare
    assert "national of Russia in the case, of Kenya on the list" in say(other)


def test_a_hedged_claim_weighs_half_and_a_denied_one_is_shown_and_weighs_nothing() -> None:
    entry = make_entry("Ana Brezan", births=("1980",))
    effects = {}
    for kind, more in {
        "stated": {},
        "hedged": {"certainty": "hedged"},
        "denied": {"polarity": "denied"},
    }.items():
        claim = make_claim("born_in", "Ana Brezan", when="1980", **more)
        [link] = find([make_party("Ana Brezan", claims=[claim])], entry)
        [reason] = [r for r in link.reasons if r.aspect == "birth"]
        effects[kind] = reason.effect
        assert (kind == "stated") or kind in reason.text
    assert effects["stated"] == 2 * effects["hedged"] > effects["denied"] == 0


def test_a_name_that_only_somebody_claims_says_who() -> None:
    alias = make_claim("also_known_as", "Ana Brezan", "Vera Dolk", source="two officers")
    [link] = find([make_party("Ana Brezan", "Vera Dolk", claims=[alias])], make_entry("Vera Dolk"))
    assert "'Vera Dolk' is a name in the case by the word of two officers" in say(link)


def test_a_second_name_in_common_raises_the_score() -> None:
    party = make_party("Ana Brezan", "Vera Dolk")
    assert score(party, make_entry("Ana Brezan", "Vera Dolk")) > score(
        party, make_entry("Ana Brezan")
    )


def test_the_surname_first_is_the_same_name_and_a_spelling_is_no_second_name() -> None:
    party = make_party("Razak Lovag", "Razaq Lovagh")
    surname_first = make_entry("LOVAG, Razak")
    assert score(party, surname_first) == score(party, make_entry("Razak Lovag"))
    [link] = find([party], surname_first)
    assert [reason.aspect for reason in link.reasons] == ["name"]


def test_a_weak_name_of_the_list_and_another_kind_lower_the_score() -> None:
    def entry(quality: Quality, kind: Kind = "person") -> Listed:
        name = ListedName(name="Papa Ledger", quality=quality)
        return Listed(id="x", list="l", kind=kind, names=(name,))

    party = make_party("Papa Ledger")
    assert score(party, entry("weak")) < score(party, entry("alias"))
    [other] = find([party], entry("alias", "organization"))
    assert other.score < score(party, entry("alias"))
    assert "of another kind" in say(other)


def test_joined_entities_are_one_party_and_the_nameless_are_none() -> None:
    entities = [
        Entity(id="a", name="Ana Brezan", kind="person", names=("Ana Brezan",)),
        Entity(id="b", name="Vera Dolk", kind="person", names=("Vera Dolk",)),
        Entity(id="c", name="the trader", kind="person", names=("the trader",), is_local=True),
        Entity(id="d", name="Dura", kind="place", names=("Dura",)),
    ]
    [party] = list_parties(entities, {"a": "a", "b": "a"}, [])
    assert (party.entity.id, party.ids, party.names) == (
        "a",
        ("a", "b"),
        ("Ana Brezan", "Vera Dolk"),
    )


def test_a_common_word_alone_leads_to_nobody_and_a_rare_one_does() -> None:
    crowd = [
        make_party(f"Omar {word}") for word in "Lovag Dolk Stenn Tarvo Halveg Gerash Vessek".split()
    ]
    assert find(crowd, make_entry("Omar Brezan")) == []
    [link] = find([*crowd, make_party("Omar Kesseling")], make_entry("Omar Kesselings"))
    assert link.entity.name == "Omar Kesseling"
