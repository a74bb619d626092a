"""Titles of lists of office holders to the roles of `en/titles.tsv`.

Anchored on both sides: "Foreign Minister" must never match Deputy, Vice, Trade or former ones.
"""

# ruff: noqa: E501

from __future__ import annotations

import re

_STATE = r"(?:(?:the )?(?:Republic|State|Federation|Swiss Confederation|Russian Federation|United States|United Arab Emirates))"
_AND = r"(?: (?:and|&) .*|, .*)?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("head_of_state", rf"chief of state|(?:King|Queen|Emir|Amir|Sultan|Monarch|Emperor|Grand Duke|Pope|Yang di-Pertuan Agong)(?: of .*)?"
                      rf"|(?:Interim |Acting )?President(?: of {_STATE}| of [A-Z]\w+)?|Pres\.|President of the People's Republic of China"),
    ("head_of_government", r"head of government|(?:Interim |Acting |Caretaker )?(?:Prime Minister|Premier|Prime Min\.)(?: of [A-Z]\w+)?"
                           r"|(?:Federal )?Chancellor(?: of (?:Germany|Austria))?|Taoiseach|Premier of the State Council"),
    ("supreme_leader", r"Supreme Leader(?: of Iran)?|General Secretary of the Workers' Party of Korea|Chmn\., State Affairs Commission"
                       r"|Chairman, State Affairs Commission|President of the State Affairs"),
    ("vice_president", r"(?:First |Executive )?Vice[- ](?:President|Pres\.)(?: of the Republic)?"),
    ("crown_prince", r"Crown Prince(?: of .*)?"),
    ("foreign_minister",
     rf"(?:Federal )?(?:Minister|Min\.|Secretary|Sec\.) (?:of|for) (?:Europe and |European and |European & |Intl\. )?Foreign (?:Affairs|Relations){_AND}"
     rf"|Minister (?:of|for) External (?:Affairs|Relations){_AND}|Minister (?:of|for) (?:Europe|European Affairs) and Foreign Affairs"
     rf"|(?:Principal )?Secretary of State for (?:the )?Foreign.*|Foreign Secretary|Foreign Minister|Minister of Foreign Trade and Foreign Affairs"
     rf"|Minister (?:of|for) Foreign and European Affairs{_AND}|Minister for Europe (?:and|&) Foreign Affairs|Chancellor of Foreign Relations"),
    ("deputy_foreign_minister",
     r"(?:First )?(?:Deputy|Vice) (?:Minister (?:of|for) (?:Foreign|External) Affairs|Foreign Minister)|Deputy Secretary of State"
     r"|(?:Under|Assistant) Secretary of State for (?!Administration|Management|Legislative|Educational|Consular|Diplomatic Security|Public).*"),
    ("defence_minister",
     rf"(?:Federal )?(?:Minister|Min\.|Secretary|Sec\.) (?:of|for) (?:the )?(?:National )?Defen[cs]e{_AND}|Secretary of State for Defence"
     rf"|Defen[cs]e Minister|Minister of the Armed Forces|Minister for the Armed Forces and Veterans|Minister of People's Armed Forces"),
    ("interior_minister",
     rf"(?:Federal )?(?:Minister|Min\.) (?:of|for) (?:the )?(?:Interior|Home Affairs|Internal Affairs){_AND}"
     rf"|Secretary of State for the Home Department|Home Secretary|Secretary of (?:the Interior and Local Government|Homeland Security)"),
    ("finance_minister",
     rf"(?:Federal )?(?:Minister|Min\.|Secretary|Sec\.) (?:of|for) (?:the )?(?:Finance|Finances|Treasury|Economy and Finance|Economy & Finance|Strategy and Finance"
     rf"|the Treasury){_AND}|Chancellor of the Exchequer|Treasurer|Minister of the Economy{_AND}"),
    ("trade_minister",
     rf"(?:Minister|Secretary) (?:of|for) (?:Foreign |International |Intl\. )?(?:Trade|Commerce){_AND}|Secretary of State for International Trade"
     rf"|(?:US|U\.S\.) Trade Representative|United States Trade Representative|Secretary of State for Business and Trade"),
    ("justice_minister", rf"(?:Federal )?(?:Minister|Secretary) (?:of|for) Justice{_AND}|Attorney[- ]General|Secretary of State for Justice"),
    ("minister", rf"(?:Minister|Min\.) (?:of|for) (?:Petroleum|Oil|Energy|Intelligence|Unification|National Unity){_AND}|Secretary of Energy"
                 rf"|Secretary of State for Exiting the European Union"),
    ("deputy_head_of_government",
     r"(?:First )?(?:Deputy|Vice) (?:Prime Minister|Premier|Prime Min\.|Chancellor)(?: of .*)?|Tánaiste|Vice Premier of the State Council"),
    ("permanent_representative", r"(?:Permanent|Perm\.) Representative to the (?:UN|United Nations).*|ambassador to the United Nations"
                                 r"|(?:US|United States) [Aa]mbassador to the United Nations|Permanent Representative of .* to the United Nations"),
    ("speaker",
     r"(?:Speaker|President|Chairman|Chairperson|Chairwoman) of the (?:House of (?:Representatives|Commons)|National Assembly|State Duma|Parliament|Senate"
     r"|Federation Council|Knesset|Verkhovna Rada|Chamber of Deputies|Standing Committee of the National People's Congress|Islamic Consultative Assembly)"
     r"|Speaker of (?:the )?(?:Lok Sabha|Parliament|Majlis)|Speaker|Lord Speaker|President of the Bundestag"),
    ("national_security_adviser", r"(?:Assistant to the President for )?National Security (?:Affairs|Advis[eo]r)|Director of the National Security Office"
                                  r"|Secretary of the (?:Security Council|National Security and Defense Council|Supreme National Security Council)"),
    ("chief_of_staff", r"White House Chief of Staff|Chief Cabinet Secretary|Head of the (?:Presidential Administration|Office of the President)"
                       r"|Chief of Staff of the Presidential Executive Office|Kremlin Chief of Staff|Downing Street Chief of Staff"
                       r"|Secretary-General to the President|Presidential Chief of Staff"),
    ("chief_of_general_staff",
     r"(?:Chief|Head) of (?:the )?General Staff.*|Chairman of the Joint Chiefs(?: of Staff)?|Chief of (?:the )?(?:Defence|Defense) (?:Staff|Force)"
     r"|Chief of (?:the )?Army Staff|Commander-in-Chief(?: of the Armed Forces)?|Chief of Staff of the Armed Forces"),
    ("intelligence_chief",
     r"Director of (?:the )?(?:Central Intelligence(?: Agency)?|National Intelligence(?: Service)?|Foreign Intelligence Service|Mossad|Federal Security Service"
     r"|the Central Intelligence Agency|Federal Bureau of Investigation)|Chief of the Secret Intelligence Service|Director, Federal Security Service.*"
     r"|Director of the National Intelligence Service|Chairman of the Committee for State Security"),
    ("spokesperson", r"(?:Presidential|Government|Cabinet) (?:Spokesperson|Spokesman)|(?:White House )?Press Secretary"
                     r"|Presidential Press Secretary|Kremlin Press Secretary"),
    ("un_secretary_general", r"Secretary-General of the United Nations"),
    ("secretary_general", r"(?:Director-General|Secretary General|Secretary-General) of the (?:World Trade Organization|Organi[sz]ation for Security.*)"
                          r"|Deputy Secretary-General of the United Nations"),
    ("central_banker", r"(?:Governor|Chairman|Chairwoman|Chair|President)(?: of|,) (?:the )?(?:Central Bank.*|Federal Reserve.*|Bank of [A-Z]\w+|People's Bank of China"
                       r"|Reserve Bank of \w+|National Bank.*|Bundesbank)"),
    ("ambassador", r"(?:Ambassador|ambassador) to (?:the )?(?!UN\b|United Nations).+|Chief of Mission to .*"),
    ("party_leader", r"General Secretary of the (?:Communist Party of China|Central Committee.*|Communist Party of (?:Vietnam|Cuba))"
                     r"|Gen\. Sec\., Communist Party.*|First Secretary of the Communist Party of Cuba"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(rf"(?:{pattern})$")) for role, pattern in _PATTERNS)


def role_of(title: str, iso3: str) -> str | None:
    """The role that a title names in a country; None if it is none of those kept.

    "Secretary of State" is the foreign minister in the USA only; a premier of a province is no head of government.
    """
    if title == "Secretary of State":
        return "foreign_minister" if iso3 == "USA" else "head_of_government" if iso3 == "VAT" else None
    if re.match(r"(?:Prime Minister|Premier|President) of [A-Z]", title) and iso3 in (
        "CAN",
        "AUS",
        "ESP",
        "GBR",
        "FRA",
        "DEU",
    ):
        return None
    if title == "Premier" and iso3 in ("CAN", "AUS", "MYS", "ZAF"):
        return None
    if title in ("Chancellor", "Federal Chancellor") and iso3 not in ("DEU", "AUT", "CHE"):
        return None
    return next((role for role, pattern in _COMPILED if pattern.match(title)), None)
