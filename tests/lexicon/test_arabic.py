"""Arabic names: which a word may write, what is joined to the next word, and which given names stay two."""

from __future__ import annotations

import pytest

from dateline.lexicon.arabic import bare, bound, names_of, spoken
from dateline.lexicon.bearers import same_bearer
from dateline.lexicon.givens import apart
from dateline.lexicon.namesakes import same_name


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        ("hussein hossein husayn hocine houssein", "ḥusayn"),
        ("mohammed muhammad mohamed mohammad", "muḥammad"),
        ("saeed said saied", "saʿīd"),
        ("sayed sayyid seyed", "sayyid"),
        ("zaid zayd zeid", "zayd"),
        ("zayed zayid", "zāyid"),
        ("abdulrahman abdelrahman abdurrahman abdirahman", "ʿabd raḥmān"),
    ],
)
def test_spellings_of_the_press_follow_from_the_scholarly_letters(spellings: str, name: str) -> None:
    assert all({name} == names_of(word) for word in spellings.split())


def test_a_long_vowel_is_e_in_the_maghreb_only() -> None:
    assert names_of("salah") == {"ṣalāḥ"}
    assert "ṣāliḥ" in names_of("salah", maghreb=True)
    assert not names_of("brown")


def test_abu_and_in_the_maghreb_ben_belong_to_the_name_that_follows() -> None:
    assert bound(("ahmed", "abou", "el", "gheit")) == bound(("ahmed", "aboulgheit")) == ("ahmed", "abugheit")
    assert bound(("abdelilah", "ben", "kirane"), maghreb=True) == ("abdelilah", "benkirane")
    assert bound(("mohammed", "bin", "salman")) == ("mohammed", "bin", "salman")


def test_a_joined_article_is_left_out_but_not_the_beginning_of_a_name() -> None:
    assert [bare(word) for word in ("elburhan", "essebsi", "assad", "allawi", "elias")] == [
        "burhan", "sebsi", "assad", "allawi", "elias",
    ]  # fmt: skip
    assert spoken("ishtayeh") == spoken("shtayyeh")


@pytest.mark.parametrize(
    ("a", "b", "country"),
    [
        ("Abdelilah Benkirane", "Abdelilah Ben Kirane", "MAR"),
        ("Ahmed Aboul Gheit", "Ahmad Abu al-Ghait", "EGY"),
        ("Beji Caid Essebsi", "Béji Caïd es-Sebsi", "TUN"),
        ("Noureddine Bedoui", "Nour Eddin Badawi", "DZA"),
        ("Nadhim al-Zahawi", "Nazim Zahawi", "IRQ"),
        ("Othman al-Ghanmi", "Osman al-Ghanimi", "IRQ"),
        ("Abd al-Salam Arif", "Abdus Salam Aref", "IRQ"),
        ("Sayyid Hassan Nasrallah", "Hassan Nasrallah", "LBN"),
        ("Mohamed Ould Abdel Aziz", "Mohamed Abdelaziz", "MRT"),
        ("Hosni Mubarak", "Mohamed Hosni Mubarak", "EGY"),
        ("Donald Tsang Yam-kuen", "Tsang Yam-kuen", "HKG"),
        ("Samak Sundaravej", "Samak Sunthorawet", "THA"),
        ("Prayut Chan-o-cha", "Prayuth Chanocha", "THA"),
        ("Nawaz Sharif", "Mian Nawaz Sharif", "PAK"),
        ("K. P. Sharma Oli", "KP Oli", "NPL"),
        ("Peng Teh-huai", "Peng Dehuai", "CHN"),
        ("Jo Yong-won", "Cho Yongwon", "PRK"),
        ("Mevlüt Çavuşoğlu", "Mevlut Chavushoglu", "TUR"),
        ("Zabihullah Mujahid", "Zabiullah Mojahed", "AFG"),
    ],
)
def test_one_person_under_two_spellings_of_his_country_is_one(a: str, b: str, country: str) -> None:
    assert "same" == same_bearer(a, b, country) == same_bearer(b, a, country)


@pytest.mark.parametrize(
    ("a", "b", "country"),
    [
        ("Said Hourani", "Sayed Hourani", "LBN"),
        ("Zaid Hassan", "Zayed Hassan", "JOR"),
        ("Hassan Ansari", "Hossein Ansari", "IRN"),
        ("Jamal Hourani", "Jamil Hourani", "LBN"),
        ("Abdul Karim Hadid", "Abdul Rahim Hadid", "IRQ"),
        ("Mohamed Salah", "Mohamed Saleh", "EGY"),
        ("Mohammed Abu Salim", "Mohammed Salim", "LBY"),
        ("Ahmed Ben Salah", "Ahmed Salah", "TUN"),
        ("Ahmed al-Sabah", "Mohammed Ahmed al-Sabah", "KWT"),
        ("Ali Reza Ansari", "Ali Ansari", "IRN"),
        ("Ali Hasanov", "Ali Huseynov", "AZE"),
        ("Magomed Ibraev", "Magomed Ibrov", "RUS"),
        ("Mehmet Demir", "Muhammed Demir", "TUR"),
        ("Alan Sugar", "Allen Sugar", "GBR"),
        ("Elena Petrova", "Alina Petrova", "RUS"),
        ("Hun Sen", "Hun Sin", "KHM"),
        ("Donald Tsang Yam-kuen", "Donald Tsang Wai-man", "HKG"),
    ],
)
def test_two_given_names_that_sound_alike_are_two_persons(a: str, b: str, country: str) -> None:
    assert "same" not in (same_bearer(a, b, country), same_bearer(b, a, country))


def test_without_a_country_the_two_stay_open_too() -> None:
    assert "same" != same_name("Said Hourani", "Sayed Hourani")
    assert "unsure" == same_name("Ahmed Ben Salah", "Ahmed Salah")
    assert "same" == same_name("Abdelilah Benkirane", "Abdelilah Ben Kirane")


def test_given_names_are_apart_by_arabic_by_gender_or_because_no_group_has_both() -> None:
    assert apart("hassan", "hussein") == apart("denis", "denise") == "surely"
    assert apart("hamid", "hamed") == apart("alan", "allen") == "perhaps"
    assert not any(apart(a, b) for a, b in (("salem", "salim"), ("sergei", "siarhei"), ("bush", "busch")))
