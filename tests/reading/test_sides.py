"""Who stands on which side where a sentence names more than those who act: tellers, go-betweens, means, places."""

from __future__ import annotations

import pytest

import dateline
from dateline.record import Event, Record


def read(text: str) -> Record:
    return dateline.read(text, published="2012-06-15", any_subject=True)


def countries(record: Record, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    code = {entity.id: entity.country or entity.id for entity in record.entities}
    actors, recipients = (tuple(code[one.entity or ""] for one in side) for side in (event.actors, event.recipients))
    return actors, recipients


def sides(text: str, kind: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    record = read(text)
    return [countries(record, event) for event in record.events if event.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        # who tells of it, and the land he is of
        ("The junta in Niamey agreed to step down, Moussa Traore of Benin, the mediator, announced.", "agreement",
         [(("NER",), ())]),
        ("Peru to free 40 fishermen, Chile says.", "release", [(("PER",), ("PER",))]),
        ("Chile says Peru will release 40 Ecuadorians.", "release", [(("PER",), ("ECU",))]),
        # who stands between
        ("Nepal agreed on Thursday to open peace talks with a rebel group, with Norway as go-between.", "agreement",
         [(("NPL",), ())]),
        ("Pyongyang agreed to shut its reactor in return for fuel oil from Russia.", "agreement",
         [(("PRK",), ("RUS",))]),
        # the own troops are a means
        ("Colombia won't send soldiers to Peru.", "rejection", [(("COL",), ("PER",))]),
        ("Mexico has volunteered to lead the force with 1,000 police.", "proposal", [(("MEX",), ())]),
        ("Colombia praised Peruvian soldiers.", "praise", [(("COL",), ("PER",))]),
        # against whom help is asked for
        ("Kenya asked Ethiopia for help against pirates.", "demand", [(("KEN",), ("ETH",))]),
        ("Kenya asked for help against Eritrea.", "demand", [(("KEN",), ())]),
        # ties of two
        ("Ties between Cuba and Uruguay were severed in May.", "sanction", [(("CUB", "URY"), ())]),
        # whose arms they are
        ("The Israeli military says aircraft fired at three Palestinian gunmen.", "assault", [(("ISR",), ("PSE",))]),
        ("Jordan says warplanes of Syria fired at three Palestinian gunmen.", "assault", [(("SYR",), ("PSE",))]),
        # a crowd in numbers is of where it marched
        ("Thousands of professionals marched in New Delhi on Saturday.", "protest", [(("IND",), ("IND",))]),
        ("The professionals marched in New Delhi on Saturday.", "protest", []),
        # each row of a word is asked for its own sides
        ("Two Russian diplomats were expelled from Britain on Monday.", "expulsion", [(("GBR",), ("RUS",))]),
        ("Indian police were deployed in Delhi on Friday.", "mobilisation", [(("IND",), ("IND",))]),
        # fire that is traded is no trade
        ("Thai and Cambodian soldiers traded rocket and artillery fire.", "assault", [(("THA", "KHM"), ())]),
        ("Thai and Cambodian firms traded rice and rubber.", "assault", []),
        # arms on their way
        ("Turkey has sent F-16 jets to an air base close to the border with Syria.", "mobilisation",
         [(("TUR",), ("SYR",))]),
        ("Russia sent jets to Syria on Monday.", "mobilisation", []),
        ("The United States will move about 1,000 troops out of northern Syria.", "withdrawal",
         [(("USA",), ("SYR",))]),
        ("Pakistan's air force brought down an Indian MiG-21 over Kashmir.", "assault", [(("PAK",), ("IND",))]),
        ("A Japanese cult released nerve gas on passengers in Tokyo.", "assault", [(("JPN",), ("JPN",))]),
        ("Japan released gas from the tank.", "assault", []),
        # who occupies a parliament
        ("Thousands of students occupied the Indonesian parliament.", "protest", [(("IDN",), ("IDN",))]),
        ("Rebels occupied the parliament in Bangui.", "protest", []),
        # on whose behalf
        ("Australia announced sanctions on Monday in support of the Ukrainian government.", "sanction",
         [(("AUS",), ())]),
        ("Australia announced sanctions on Monday against the Ukrainian government.", "sanction",
         [(("AUS",), ("UKR",))]),
        # claims are of land, or are told
        ("Egypt claims Hamas has carried out attacks on Egypt.", "demand", []),
        ("Eritrea claims the islands from Yemen.", "demand", [(("ERI",), ("YEM",))]),
        # "thanks to" gives no thanks
        ("A truce of Israel and Hamas took effect, thanks to understandings of the two sides brokered by Egypt.",
         "praise", []),
        ("Iran expressed thanks to Oman on Monday.", "praise", [(("IRN",), ("OMN",))]),
        # what arms are meant for
        ("Militants in Gaza launched rockets aimed at the Tel Aviv area.", "assault", [(("PSE",), ("ISR",))]),
        # where nobody says in which state it was
        ("At a camp in Akobo, an attack killed two Indian peacekeepers on Thursday.", "assault", []),
        ("In Delhi, an attack killed two Indian policemen on Thursday.", "assault", [(("IND",), ("IND",))]),
        ("Trump imposed sanctions and a freeze in aid on Pakistan.", "sanction", [(("USA",), ("PAK",))]),
        # a text tells by whom somebody is invited
        ("North Korea was invited to Sweden to talk to the United States.", "invitation", []),
        # a people has its own name
        ("Boko Haram killed in Chad on Monday at least 20 soldiers.", "assault", [(("NGA",), ("TCD",))]),
        # a bombing that somebody died in was not his
        ("A policeman was killed in a car bombing near Hilla.", "assault", [(("IRQ",), ("IRQ",))]),
        ("One American soldier was killed and another wounded by a bomb in Baghdad.", "assault",
         [(("IRQ",), ("USA",))]),
        # captives by their number
        ("U.S. troops found and freed 23 kidnapped Iraqis and arrested six men.", "assault", []),
        ("Rebels kidnapped 23 Iraqis.", "assault", [(("IRQ",), ("IRQ",))]),
    ],
)  # fmt: skip
def test_who_is_named_beside_an_act_is_not_always_a_side_of_it(
    sentence: str, kind: str, expected: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert expected == sides(sentence, kind)


@pytest.mark.parametrize(
    ("headline", "kind", "expected"),
    [
        ("Zambian PM invited to Finland, may travel in May", "invitation", [(("FIN",), ("ZMB",))]),
        ("Zambian PM invites Finland's president to Lusaka", "invitation", [(("ZMB",), ("FIN",))]),
        ("Malian junta leader wounded, flown to Algeria", "assault", []),
        ("Algeria wounded Malian junta leader, army says", "assault", [(("DZA",), ("MLI",))]),
    ],
)
def test_a_headline_leaves_out_the_auxiliary_of_a_passive(
    headline: str, kind: str, expected: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert expected == sides(f"{headline}\n\nNothing more was known of it at first.", kind)


@pytest.mark.parametrize(
    ("sentence", "kind", "statuses"),
    [
        ("Japan promised Mali $40 million in aid on Monday.", "aid", ["scheduled"]),
        ("Japan gave Mali $40 million in aid on Monday.", "aid", ["occurred"]),
        ("An attack at a school in Peshawar, Pakistan, leaves 36 people dead.", "assault", ["occurred"]),
        ("From Oslo Angela Merkel leaves for Rome.", "visit", ["scheduled"]),
        ("Mark Rutte becomes prime minister of the Netherlands after the election.", "appointment", ["occurred"]),
        ("Mark Rutte became prime minister of the Netherlands in 2010.", "appointment", []),
        ("They signed an accord under which Mark Rutte becomes prime minister.", "appointment", []),
        (
            "He said South Africa's greenhouse gas emissions should stabilize by 2025 and then begin to decline.",
            "rejection",
            [],
        ),
        ("South Africa declined the offer.", "rejection", ["occurred"]),
        ("Four people are charged in connection with the Qatar scandal.", "coercion", []),
        ("Four Qataris are charged in connection with the scandal.", "coercion", ["occurred"]),
        ("The hostages were flown to Muscat by Omani mediators.", "visit", []),
        ("The Omani mediators flew to Sanaa.", "visit", ["occurred"]),
    ],
)
def test_how_an_act_stands_is_told_by_what_its_words_govern(sentence: str, kind: str, statuses: list[str]) -> None:
    assert statuses == [event.status for event in read(sentence).events if event.kind == kind]


def test_a_state_has_its_name_of_its_day_in_small_letters_too() -> None:
    assert [(("un-general-assembly",), ("MKD",))] == sides(
        "The General Assembly admitted the former Yugoslav republic of Macedonia on Thursday.", "recognition"
    )
