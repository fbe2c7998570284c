"""Who is who: each sieve joins what it must, and leaves apart what it must not join."""

import pytest
from tests.analyse.reading import Analyse

from reportedly.records import Analysis, Mention


def mention(analysis: Analysis, text: str, nth: int = 0) -> Mention:
    return [m for m in analysis.mentions if m.text == text][nth]


def are_one(analysis: Analysis, a: str, b: str) -> bool:
    return mention(analysis, a).chain == mention(analysis, b, -1).chain


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("Ilmar Rostev fled. Police hunt Rostev.", "Ilmar Rostev", "Rostev"),
        ("The Desert Guard left. The Guard returned.", "Desert Guard", "Guard"),
        (
            "The State Committee for Rivers met. The Committee fined him.",
            "State Committee for Rivers",
            "Committee",
        ),
        ("Red Acacia Mining paid. Red Acacia denies it.", "Red Acacia Mining", "Red Acacia"),
        (
            "Katiba Nour es-Dasht left. Nour es-Dasht returned.",
            "Katiba Nour es-Dasht",
            "Nour es-Dasht",
        ),
        ("Fighters seized Kara Province. In Kara they met.", "Kara Province", "Kara"),
        (
            "Aziz Nuri, a militant commander, fled. The commander is sick.",
            "Aziz Nuri",
            "The commander",
        ),
        ("Ambassador Nuri spoke. The envoy then left.", "Nuri", "The envoy"),
        (
            "The Dasht Movement burned the bridge. The group denies it.",
            "Dasht Movement",
            "The group",
        ),
        (
            "Rain fell on the village of Sherbek. Police searched the village.",
            "Sherbek",
            "the village",
        ),
        (
            "Nile Crest Trading and The Dasht Tribune met. The company paid.",
            "Nile Crest Trading",
            "The company",
        ),
        ("The Kara Regional Court sat. The court fined him.", "Kara Regional Court", "The court"),
        ("Tajikistan closed its border. The country has no coast.", "Tajikistan", "The country"),
        ("A militant group took the bridge. The group left.", "A militant group", "The group"),
        ("He lives in the Gourma region. Gourma is dry.", "the Gourma region", "Gourma"),
        ("The Coral League was banned. The group left.", "Coral League", "The group"),
        ("A lawyer for Torsk, Anna Dovar, left.", "A lawyer", "Anna Dovar"),
        ("A spokesman for the ministry, Ivo Sorel, left.", "A spokesman", "Ivo Sorel"),
        ("A lawyer for Torsk said her client was ill.", "Torsk", "her client"),
        ("An army colonel came. The officer asked for water.", "An army colonel", "The officer"),
        (
            "A former clerk of the bank met Captain Ivo Sorel. The former officer told her so.",
            "Ivo Sorel",
            "The former officer",
        ),
        (
            "A former member of the Dune Army met Captain Ivo Sorel. The former fighter was tired.",
            "A former member of the Dune Army",
            "The former fighter",
        ),
        (
            "Orvek's ambassador was silent. Later Ambassador Anna Dovar spoke.",
            "Orvek's ambassador",
            "Anna Dovar",
        ),
        (
            'Tarvane Marine Ltd ("the Company") sold two ships. The Company denied it.',
            "Tarvane Marine Ltd",
            "Company",
        ),
        (
            'The Marsh Fund (hereinafter referred to as "the Fund") closed. The Fund had debts.',
            "Marsh Fund",
            "Fund",
        ),
        (
            "She has shares in Quay Trading Ltd. Quay Trading Ltd denied it.",
            "Quay Trading Ltd",
            "Quay Trading Ltd",
        ),
        ("“My brother was ill,” Torsk said. “He died,” he said.", "Torsk", "he"),
    ],
)
def test_a_later_phrase_joins_the_chain_of_what_it_stands_for(
    analyse: Analyse, text: str, a: str, b: str
) -> None:
    assert are_one(analyse(text), a, b)


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("The Taliban left. The Pakistani Taliban stayed.", "Taliban", "Pakistani Taliban"),
        (
            "The Islamic Front left. The Islamic Movement stayed.",
            "Islamic Front",
            "Islamic Movement",
        ),
        ("Ana Toumi met Karim Toumi. Toumi was tired.", "Ana Toumi", "Toumi"),
        ("Ana Toumi met Karim Toumi. Toumi was tired.", "Karim Toumi", "Toumi"),
        ("Colonel Nuri spoke. The envoy then left.", "Nuri", "The envoy"),
        ("The Dasht Tribune met him. The court fined them.", "Dasht Tribune", "The court"),
        ("The two groups met. The group left.", "The two groups", "The group"),
        ("A lawyer for Torsk, Anna Dovar, left.", "Torsk", "Anna Dovar"),
        (
            "Orvek's ambassador met Mosk's ambassador. Later Ambassador Anna Dovar spoke.",
            "Orvek's ambassador",
            "Anna Dovar",
        ),
        ("“My brother was ill,” Torsk said. “He died,” he said.", "My brother", "he"),
        ("According to the Ministry, the so-called Dune Front left.", "Ministry", "Dune Front"),
    ],
)
def test_what_only_shares_words_stays_apart(analyse: Analyse, text: str, a: str, b: str) -> None:
    assert not are_one(analyse(text), a, b)


def test_a_shared_surname_goes_to_the_one_with_the_same_title(analyse: Analyse) -> None:
    text = "Halima Toumi is the sister of General Yasir Toumi. General Toumi denied it."
    assert mention(analyse(text), "Toumi").name == "Yasir Toumi"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sardor Mirzo, also known as Abu Talha, fled.", {"Sardor Mirzo", "Abu Talha"}),
        ("Sardor Mirzo alias Abu Talha fled.", {"Sardor Mirzo", "Abu Talha"}),
        ("Sardor Mirzo, the man known as Abu Talha, fled.", {"Sardor Mirzo", "Abu Talha"}),
        ('Sardor Mirzo, known under the nickname "Talha", fled.', {"Sardor Mirzo", "Talha"}),
        ("Abu Talha’s real name is Sardor Mirzo.", {"Sardor Mirzo", "Abu Talha"}),
        ("Abu Talha, whose real name is Sardor Mirzo, fled.", {"Sardor Mirzo", "Abu Talha"}),
        ("Hazim Jabari is here. Most of you know him as Abu Talha.", {"Hazim Jabari", "Abu Talha"}),
    ],
)
def test_a_stated_alias_joins_two_names_and_is_recorded(
    analyse: Analyse, text: str, names: set[str]
) -> None:
    analysis = analyse(text)
    assert len({m.chain for m in analysis.mentions if m.text in names}) == 1
    assert analysis.aliases


def test_the_name_of_a_chain_is_its_fullest_one(analyse: Analyse) -> None:
    text = "Tabarov, also known as Mullah Amridin, led it. The police shot Amridin Tabarov."
    assert {m.name for m in analyse(text).mentions if "Tabarov" in m.text} == {"Amridin Tabarov"}
    text = "The Border Aid Network (BAN) left. BAN denies it."
    assert mention(analyse(text), "BAN", -1).name == "Border Aid Network"


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Maria Brezan met Karim Nuri. She left early.", "She", "Maria Brezan"),
        ("Maria Brezan met Karim Nuri. He left early.", "He", "Karim Nuri"),
        ("The Taliban took the bridge and raised their flag.", "their", "Taliban"),
        ("The ministry met Karim Nuri. It denied the report.", "It", "The ministry"),
        ("Karim Nuri said he had left.", "he", "Karim Nuri"),
        ("Karim Nuri shot himself.", "himself", "Karim Nuri"),
        ("When he arrived, Karim Nuri was arrested.", "he", "Karim Nuri"),
        ("Residents fled. They crossed the river.", "They", "Residents"),
    ],
)
def test_a_pronoun_takes_the_salient_referent_that_agrees(
    analyse: Analyse, text: str, pronoun: str, name: str
) -> None:
    assert mention(analyse(text), pronoun).name == name


def test_two_arguments_of_one_verb_differ(analyse: Analyse) -> None:
    text = "Qurbon Salimi hid in the hills. The commander Latif Arghan arms him."
    assert mention(analyse(text), "him").name == "Qurbon Salimi"


def test_a_pronoun_does_not_refer_to_the_phrase_that_holds_it(analyse: Analyse) -> None:
    analysis = analyse("Their links to drugs are known.")
    assert mention(analysis, "Their").chain != mention(analysis, "Their links").chain


def test_first_persons_of_different_quotations_stay_apart(analyse: Analyse) -> None:
    analysis = analyse("“We won,” said Karim Nuri.\n\n“We lost,” said Maria Brezan.")
    assert mention(analysis, "We").chain != mention(analysis, "We", 1).chain


def test_a_capital_that_accuses_keeps_its_own_name(analyse: Analyse) -> None:
    analysis = analyse("Tajikistan closed the border. Dushanbe accuses the rebels.")
    assert mention(analysis, "Dushanbe").name == "Dushanbe"


def test_an_analysis_is_the_same_on_every_run(analyse: Analyse) -> None:
    text = "The Dasht Movement (DM) left. It said Aziz Nuri, its leader, was ill. He died."
    assert analyse(text + " ").mentions == analyse(text).mentions


def test_a_title_stays_in_an_assumed_name(analyse: Analyse) -> None:
    text = (
        "Orlan Dask, also known as Commander Sedge and as Ilmar Rost, fled. Commander Sedge is ill."
    )
    analysis = analyse(text)
    first = mention(analysis, "Orlan Dask")
    assert mention(analysis, "Commander Sedge", -1).chain == first.chain
    assert mention(analysis, "Ilmar Rost").chain == first.chain
    assert first.name == "Orlan Dask"
    assert len(analysis.aliases) == 2


def test_a_title_stays_in_the_name_whose_real_name_is_told(analyse: Analyse) -> None:
    analysis = analyse("Commander Sedge's real name is Ilmar Rost. Police hunt Commander Sedge.")
    assert mention(analysis, "Commander Sedge", -1).name == "Ilmar Rost"


def test_a_title_of_nobody_with_another_name_stays_outside(analyse: Analyse) -> None:
    analysis = analyse("Commander Sedge fled. Police hunt Commander Sedge.")
    assert {m.text for m in analysis.mentions if m.form == "name"} == {"Sedge"}


def test_a_defined_short_name_is_no_alias(analyse: Analyse) -> None:
    assert not analyse('Tarvane Marine Ltd ("the Company") sold two ships.').aliases
