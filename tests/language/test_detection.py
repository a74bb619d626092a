"""The language of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.detection import detect_language
from dateline.lexicon.files import table


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The foreign minister met with the leader of North Korea here on Thursday."),
        ("en", "Trump, Putin Summit Cancelled"),
        ("fr", "Le ministre russe des Affaires étrangères a rencontré jeudi le dirigeant nord-coréen à Pyongyang."),
        ("de", "Der russische Außenminister traf am Donnerstag den nordkoreanischen Machthaber."),
        ("es", "El ministro ruso se reunió el jueves con el líder norcoreano en Pyongyang."),
        ("pt", "O ministro russo encontrou-se com o líder norte-coreano na quinta-feira."),
        ("it", "Il ministro degli Esteri russo ha incontrato il leader nordcoreano a Pyongyang."),
        ("nl", "De Russische minister sprak donderdag met de leider van Noord-Korea."),
        ("pl", "Rosyjski minister spotkał się w czwartek z przywódcą Korei Północnej."),
        ("tr", "Rusya Dışişleri Bakanı perşembe günü Kuzey Kore lideri ile bir görüşme yaptı."),
        ("id", "Menteri Luar Negeri Rusia bertemu dengan pemimpin Korea Utara pada hari Kamis."),
        ("ru", "Министр иностранных дел России встретился в четверг с лидером КНДР."),
        ("uk", "Міністр закордонних справ зустрівся з лідером та заявив, що переговори відбулися."),
        ("ar", "التقى وزير الخارجية الروسي بزعيم كوريا الشمالية في بيونغ يانغ"),
        ("fa", "وزیر خارجه روسیه با رهبر کره شمالی در پیونگ‌یانگ دیدار کرد"),
        ("zh", "俄罗斯外长周四会见了金正恩。"),
        ("ja", "ロシアの外相が木曜日に金正恩氏と会談した。"),
        ("ko", "러시아 외무장관이 목요일 김정은을 만났다."),
        ("he", "שר החוץ הרוסי נפגש עם מנהיג צפון קוריאה"),
        ("und", "1234 – 😀"),
        ("und", ""),
    ],
)
def test_a_sentence_shows_its_language(code: str, text: str) -> None:
    assert code == detect_language(text)


@given(st.text(max_size=300))
def test_any_text_has_a_code(text: str) -> None:
    assert detect_language(text) in {row["code"] for row in table("languages.tsv")} | {"und"}


@given(st.text(max_size=60))
def test_a_name_in_letters_of_another_script_does_not_make_english_foreign(name: str) -> None:
    report = "The minister said that he would go to the talks and that they had been told of it. "

    assert "en" == detect_language(report * 3 + name)


@pytest.mark.parametrize(
    "text", ["Erdoğan met Xi in Beijing.", "Çavuşoğlu visited Kyiv.", "López Obrador met Trudeau."]
)
def test_letters_of_names_tell_nothing_of_the_language(text: str) -> None:
    assert "en" == detect_language(text)
