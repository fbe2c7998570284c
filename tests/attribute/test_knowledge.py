"""Every cue, hedge, negation and unrealised context does what its examples say."""

import pytest
from tests.attribute.speaking import Hear

from reportedly.attribute.cues import Cue, load_cues
from reportedly.attribute.modality import Modal, load_modals

CUES = load_cues().entries
MODALS = list({m.id: m for entries in load_modals().values() for _, m in entries}.values())


@pytest.mark.parametrize("cue", CUES, ids=lambda c: c.id)
def test_a_cue_brings_in_a_source_in_its_example(cue: Cue, hear: Hear) -> None:
    acts = {(a.act, a.certainty, a.polarity) for a in hear(cue.match).attributions}
    polarity = "denied" if cue.denies else "affirmed"
    act = "says" if "as-saying" in cue.takes else cue.act
    assert (act, cue.effect, polarity) in acts, f"{cue.match!r} gave {acts}"


@pytest.mark.parametrize("cue", CUES, ids=lambda c: c.id)
def test_a_cue_brings_in_nobody_in_its_counterexample(cue: Cue, hear: Hear) -> None:
    heard = hear(cue.reject)
    starts = {
        heard.analysis.sentences[a.cue_head[0]].tokens[a.cue_head[1]].lemma
        for a in heard.attributions
        if a.cue_head is not None
    }
    assert not starts & {*cue.lemmas, *cue.words[:1], "accord"}, f"{cue.reject!r} gave {starts}"


@pytest.mark.parametrize("modal", MODALS, ids=lambda m: m.id)
def test_a_modal_governs_the_word_of_its_example(modal: Modal, hear: Hear) -> None:
    effects = {
        (s.certainty, s.polarity)
        for s in hear(modal.match).scopes_at(modal.governs)
        if s.attribution is None
    }
    assert (modal.certainty, modal.polarity) in effects


@pytest.mark.parametrize("modal", MODALS, ids=lambda m: m.id)
def test_a_modal_governs_nothing_in_its_counterexample(modal: Modal, hear: Hear) -> None:
    effects = {
        (s.certainty, s.polarity) for s in hear(modal.reject).scopes if s.attribution is None
    }
    assert (modal.certainty, modal.polarity) not in effects


def test_ids_of_entries_are_unique() -> None:
    ids = [cue.id for cue in CUES] + [modal.id for modal in MODALS]
    assert len(ids) == len(set(ids))
