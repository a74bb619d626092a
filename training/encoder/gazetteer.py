"""Names whose kind is not left to the corpora: states and capitals are LOC also where they act, bodies are ORG.

Written from general knowledge to mend the Groningen Meaning Bank; nothing of it is used at run time.
"""

from __future__ import annotations

_STATES = """
Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|
Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Bosnia-Herzegovina|Bosnia and Herzegovina|Botswana|Brazil|Britain|Great Britain|Brunei|Bulgaria|
Burkina Faso|Burma|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Central African Republic|Chad|Chile|China|Colombia|Comoros|
Congo|Costa Rica|Ivory Coast|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Djibouti|Dominica|Dominican Republic|East Timor|
Ecuador|Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|
Ghana|Greece|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|
Northern Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|
Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Macedonia|North Macedonia|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|
Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|
New Zealand|Nicaragua|Niger|Nigeria|North Korea|Norway|Oman|Pakistan|Palau|Panama|Papua New Guinea|Paraguay|Peru|Philippines|
Poland|Portugal|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|
Slovakia|Slovenia|Solomon Islands|Somalia|Somaliland|South Africa|South Korea|South Sudan|Soviet Union|Spain|Sri Lanka|Sudan|Suriname|
Swaziland|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|
Turkmenistan|Tuvalu|Uganda|Ukraine|United Arab Emirates|United Kingdom|U.K.|UK|United States|United States of America|U.S.|US|USA|U.S.A.|Uruguay|Uzbekistan|
Vanuatu|Venezuela|Vietnam|Yemen|Yugoslavia|Zambia|Zimbabwe|Tibet|Chechnya|Kashmir|Crimea|Greenland|Scotland|Wales|England|
Abkhazia|South Ossetia|Transnistria|Western Sahara|Darfur|Gaza|Gaza Strip|West Bank|Golan Heights|Kurdistan|Hong Kong|Macau|
Europe|Asia|Africa|Latin America|South America|North America|Central America|Middle East|Persian Gulf|Caribbean|Balkans|Caucasus|Korean Peninsula|
Kabul|Tirana|Algiers|Luanda|Buenos Aires|Yerevan|Canberra|Vienna|Baku|Dhaka|Minsk|Brussels|Sarajevo|Brasilia|Sofia|Rangoon|Yangon|
Phnom Penh|Ottawa|Beijing|Shanghai|Bogota|Kinshasa|Brazzaville|Zagreb|Havana|Nicosia|Prague|Copenhagen|Santo Domingo|Quito|Cairo|
San Salvador|Asmara|Tallinn|Addis Ababa|Helsinki|Paris|Tbilisi|Berlin|Accra|Athens|Port-au-Prince|Tegucigalpa|Budapest|Reykjavik|
New Delhi|Delhi|Mumbai|Jakarta|Tehran|Baghdad|Dublin|Jerusalem|Tel Aviv|Rome|Tokyo|Amman|Astana|Nairobi|Pyongyang|Seoul|Pristina|
Bishkek|Riga|Beirut|Monrovia|Tripoli|Benghazi|Vilnius|Skopje|Kuala Lumpur|Bamako|Nouakchott|Mexico City|Chisinau|Ulan Bator|Podgorica|
Rabat|Maputo|Kathmandu|Amsterdam|The Hague|Hague|Wellington|Managua|Abuja|Lagos|Oslo|Muscat|Islamabad|Karachi|Lahore|Ramallah|Panama City|
Asuncion|Lima|Manila|Warsaw|Lisbon|Doha|Bucharest|Moscow|St. Petersburg|Kigali|Riyadh|Jeddah|Mecca|Dakar|Belgrade|Freetown|Bratislava|
Ljubljana|Mogadishu|Pretoria|Juba|Madrid|Colombo|Khartoum|Stockholm|Geneva|Bern|Zurich|Damascus|Aleppo|Taipei|Dushanbe|Bangkok|
Tunis|Ankara|Istanbul|Ashgabat|Kampala|Kiev|Kyiv|Abu Dhabi|Dubai|London|Washington|Washington D.C.|Washington DC|New York|New York City|Montevideo|Tashkent|Caracas|
Hanoi|Sanaa|Sana'a|Lusaka|Harare|Strasbourg|Panmunjom|Kandahar|Helmand|Basra|Mosul|Fallujah|Kirkuk|Grozny|Srebrenica|Guantanamo|Guantanamo Bay
"""
_BODIES = """
U.N.|UN|United Nations|EU|E.U.|European Union|African Union|AU|NATO|Arab League|OPEC|OSCE|ASEAN|IAEA|IMF|World Bank|WTO|WHO|
UNICEF|UNESCO|UNHCR|Fatah|Hamas|Hezbollah|Taliban|Taleban|Al-Qaida|al-Qaida|Al-Qaeda|al-Qaeda|al Qaeda|Al Qaeda|Islamic State|
White House|Kremlin|Pentagon|State Department|Congress|Senate|Red Cross|Amnesty International|Human Rights Watch|
Security Council|U.N. Security Council|United Nations Security Council|International Criminal Court|European Commission|
European Parliament|G-8|G8|G20|G-20|G7|G-7|BRICS|IAEA|Interpol|CIA|FBI|KGB|Commonwealth|Mercosur|ECOWAS|GCC|
Reuters|AFP|Xinhua|CNN|BBC|VOA|Associated Press|Agence France-Presse|Interfax|ITAR-TASS|TASS|Yonhap|KCNA|IRNA|al-Jazeera|Al-Jazeera|Al Jazeera
"""
_PEOPLES = """
Sunni|Sunnis|Shi'ite|Shi'ites|Shiite|Shiites|Shia|Muslim|Muslims|Jewish|Jews|Christian|Christians|Hindu|Hindus|Kurdish|Kurds|Kurd|Arab|
Arabs|Buddhist|Buddhists|Catholic|Catholics|Tamil|Tamils|Sikh|Sikhs|Tutsi|Hutu|Philippine|Saudi|Saudis|Sri Lankan|Sri Lankans|
North Korean|North Koreans|South Korean|South Koreans|South African|South Africans|Saudi Arabian|Costa Rican|New Zealander|
El Salvadoran|Puerto Rican|East Timorese|South Sudanese|West African|East African|North African|Latin American|Latin Americans|South American|Central American|
Bosnian Serb|Bosnian Serbs|Kosovo Albanian|Kosovo Albanians|Turkish Cypriot|Turkish Cypriots|Greek Cypriot|Greek Cypriots|Palestinian|Palestinians|Israeli|Israelis
"""
_NOTHING = "Islamic|Islam|Western|Foreign|Prime|State|Interior|Finance|Cabinet|AIDS|HIV|English|Arabic|GDP|H5N1|Please|Internet"
_PERSONS = "Aung San Suu Kyi|Abu Musab al-Zarqawi|Saddam|Saddam Hussein|Kim Jong Il|Kim Jong-Il|Kim Jong-il|Prophet Muhammad|Barack Obama|Condoleezza Rice|Kofi Annan"


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.replace("\n", "").split("|") if item.strip()]


KIND_OF: dict[str, str] = (
    dict.fromkeys(_items(_STATES), "LOC")
    | dict.fromkeys(_items(_BODIES), "ORG")
    | dict.fromkeys(_items(_PEOPLES), "NORP")
    | dict.fromkeys(_items(_NOTHING), "")
    | dict.fromkeys(_items(_PERSONS), "PER")
)
