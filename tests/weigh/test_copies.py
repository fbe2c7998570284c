"""Copied passages are found though words were changed, and likeness alone is no copy."""

from reportedly.records import Copy
from reportedly.weigh import CopyIndex, align_texts, find_copies, find_fingerprints

FIRST = (
    "KETH, March 4 - Gunmen stormed the customs post at Dura before dawn on Friday, killing two "
    "clerks and a guard, two officers said. The attackers fled across the river in three boats. "
    "Nobody claimed responsibility for the raid."
)
COPY = (
    "Armed men stormed the customs post at Dura before dawn on Friday, killing two clerks and a "
    "guard, security sources said. The attackers fled across the river in three boats. "
    "Traders closed their shops on Saturday in protest, and the market stayed empty all day."
)
OTHER = (
    "Gunmen attacked a post near Dura. Two clerks were killed there on Friday, and a guard died "
    "later. The men left by boat, according to a fisherman who saw them on the river."
)


def words_of(copy: Copy, texts: dict[str, str]) -> list[str]:
    return [texts[p.document][p.start : p.end] for p in (copy.a, copy.b)]


def test_a_copied_passage_is_found_inside_a_longer_story() -> None:
    texts = {"first": FIRST, "copy": COPY}
    [found] = find_copies(texts.items())
    for words in words_of(found, texts):
        assert words.startswith("stormed the customs post")
        assert words.endswith("in three boats")


def test_the_same_event_in_other_words_is_no_copy() -> None:
    assert find_copies([("first", FIRST), ("other", OTHER)]) == []


def test_a_short_formula_that_two_reports_share_is_no_copy() -> None:
    one = "Nobody claimed responsibility for the raid. The mayor of Keth resigned."
    other = "Nobody claimed responsibility for the raid. Prices rose in Dura."
    assert find_copies([("one", one), ("other", other)]) == []


def test_each_text_is_compared_with_all_before_it_once() -> None:
    index = CopyIndex()
    assert index.add("first", FIRST) == []
    assert [c.a.document for c in index.add("copy", COPY)] == ["first"]
    assert [c.a.document for c in index.add("again", FIRST)] == ["first", "copy"]
    assert index.add("first", FIRST) == []


def test_texts_without_words_give_nothing() -> None:
    assert find_copies([("a", ""), ("b", "…"), ("c", "one two"), ("d", "one two")]) == []


def test_fingerprints_kept_elsewhere_give_what_the_index_gives() -> None:
    held = dict(find_fingerprints(FIRST))
    hits = [(held[run], at) for run, at in find_fingerprints(COPY) if run in held]
    found = align_texts(("first", FIRST), ("copy", COPY), reversed(hits))
    assert found == find_copies([("first", FIRST), ("copy", COPY)])


def test_a_fingerprint_fits_a_signed_column_of_64_bits() -> None:
    runs = [run for run, _ in find_fingerprints(FIRST)]
    assert all(-(2**63) <= run < 2**63 for run in runs)
    assert min(runs) < 0 < max(runs)


def test_a_passage_that_one_text_has_twice_is_found_in_both_places() -> None:
    twice = f"{FIRST} And again, as was said: {FIRST}"
    starts = {c.b.start for c in find_copies([("first", FIRST), ("twice", twice)])}
    assert starts == {0, twice.rindex("KETH")}


def test_a_word_changed_at_its_edge_does_not_cut_a_passage_short() -> None:
    one = f"In Keth, {FIRST} The governor promised help."
    other = FIRST.replace("in three boats", "in two boats").replace("Friday", "Saturday")
    [found] = find_copies([("one", one), ("other", other)])
    assert other[found.b.start : found.b.end].endswith("for the raid")
    assert other[found.b.start : found.b.end].startswith("KETH")


def test_a_refrain_said_a_thousand_times_costs_no_more_than_its_length() -> None:
    song = "The river took the bridge and the mill and the road to Dura. " * 1000
    found = find_copies([("song", song), ("report", f"{FIRST} {song}"), ("copy", COPY)])
    assert ("report", "copy") in {(c.a.document, c.b.document) for c in found}


def test_the_names_and_dates_of_one_event_are_no_copy() -> None:
    one = "Fighters of the Coral League Brigade stormed a post in Dura on 4 May 2019, killing nine men."
    other = "Late reports: the Coral League Brigade bombed a post in Dura on 4 May 2019, killing nine men."
    assert find_copies([("one", one), ("other", other)]) == []


def test_a_formula_with_other_names_in_it_is_no_copy() -> None:
    formula = "{} rejected the claim that he had been a member of the {} and that he had fought."
    one, other = formula.format("Kessel", "Coral League"), formula.format("Daskeva", "Red Front")
    assert find_copies([("one", one), ("other", other)]) == []


def test_a_short_sentence_counts_beside_a_sure_passage_though_one_between_was_dropped() -> None:
    start = FIRST.removesuffix(" Nobody claimed responsibility for the raid.")
    dropped = " Buses to Keth ran as usual on that day, and the schools by the river opened late."
    end = " Dura fell to the Coral League on 3 March 2019."
    texts = {"whole": start + dropped + end, "cut": start + end}
    ends = [words_of(copy, texts)[1] for copy in find_copies(texts.items())]
    assert any("Dura fell to the Coral League" in words for words in ends)
