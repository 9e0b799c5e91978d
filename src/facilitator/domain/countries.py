"""Names of States as the United Nations use them, and the other spellings that lists contain.

Member and observer States by their short names, with ISO 3166 codes and the spellings and
nationalities met in English, French and the languages of South-East Asia. A name that is not here
is kept as it was typed, and no name says anything about the status of a territory.
"""

from __future__ import annotations

import re

from facilitator.domain.people import clean_line, fold

# One State a paragraph: short name, two codes, other spellings; a line that starts with a space goes on.
_STATES = """
Afghanistan|af|afg|islamic republic of afghanistan
  |afghan
Albania|al|alb|republic of albania
Algeria|dz|dza|people's democratic republic of algeria
Andorra|ad|and|principality of andorra
Angola|ao|ago|republic of angola
Antigua and Barbuda|ag|atg
Argentina|ar|arg|argentine republic
Armenia|am|arm|republic of armenia
Australia|au|aus|australie
  |australian
Austria|at|aut|republic of austria
Azerbaijan|az|aze|republic of azerbaijan
Bahamas|bs|bhs|commonwealth of the bahamas|the bahamas
Bahrain|bh|bhr|kingdom of bahrain
Bangladesh|bd|bgd|people's republic of bangladesh
  |bangladeshi
Barbados|bb|brb
Belarus|by|blr|republic of belarus
Belgium|be|bel|kingdom of belgium|belgique
Belize|bz|blz
Benin|bj|ben|republic of benin
Bhutan|bt|btn|kingdom of bhutan|bhoutan
  |bhutanese
Bolivia|bo|bol|bolivia, plurinational state of|plurinational state of bolivia
  |bolivia (plurinational state of)
Bosnia and Herzegovina|ba|bih|republic of bosnia and herzegovina
Botswana|bw|bwa|republic of botswana
Brazil|br|bra|federative republic of brazil
Brunei Darussalam|bn|brn|brunei|negara brunei darussalam|ບຣູໄນ|บรูไน|ប្រ៊ុយណេ|ဘရူနိုင်း
  |bruneian
Bulgaria|bg|bgr|republic of bulgaria
Burkina Faso|bf|bfa
Burundi|bi|bdi|republic of burundi
Cabo Verde|cv|cpv|republic of cabo verde|cape verde
Cambodia|kh|khm|kingdom of cambodia|kampuchea|cambodge|kamboja|camboja|campuchia|កម្ពុជា|ກຳປູເຈຍ
  |กัมพูชา|ကမ္ဘောဒီးယား
  |cambodian|khmer|cambodgien|cambodgienne
Cameroon|cm|cmr|republic of cameroon
Canada|ca|can
  |canadian
Central African Republic|cf|caf
Chad|td|tcd|republic of chad
Chile|cl|chl|republic of chile
China|cn|chn|people's republic of china|prc|chine|tiongkok|trung quốc|จีน|ຈີນ|中国
  |chinese|chinois
Colombia|co|col|republic of colombia
Comoros|km|com|union of the comoros
Congo|cg|cog|republic of the congo
Costa Rica|cr|cri|republic of costa rica
Côte d'Ivoire|ci|civ|republic of côte d'ivoire|ivory coast
Croatia|hr|hrv|republic of croatia
Cuba|cu|cub|republic of cuba
Cyprus|cy|cyp|republic of cyprus
Czechia|cz|cze|czech republic
Democratic People's Republic of Korea|kp|prk|korea, democratic people's republic of|north korea
  |dprk|korea, north|coree du nord
Democratic Republic of the Congo|cd|cod|congo, the democratic republic of the|dr congo|drc
  |congo (democratic republic of the)
Denmark|dk|dnk|kingdom of denmark|danemark
Djibouti|dj|dji|republic of djibouti
Dominica|dm|dma|commonwealth of dominica
Dominican Republic|do|dom
Ecuador|ec|ecu|republic of ecuador
Egypt|eg|egy|arab republic of egypt
El Salvador|sv|slv|republic of el salvador
Equatorial Guinea|gq|gnq|republic of equatorial guinea
Eritrea|er|eri|the state of eritrea
Estonia|ee|est|republic of estonia
Eswatini|sz|swz|kingdom of eswatini|swaziland
Ethiopia|et|eth|federal democratic republic of ethiopia
Fiji|fj|fji|republic of fiji
  |fijian
Finland|fi|fin|republic of finland|finlande
France|fr|fra|french republic|prancis|franca
  |french|francais|francaise
Gabon|ga|gab|gabonese republic
Gambia|gm|gmb|republic of the gambia|the gambia
Georgia|ge|geo
Germany|de|deu|federal republic of germany|allemagne
  |german
Ghana|gh|gha|republic of ghana
Greece|gr|grc|hellenic republic
Grenada|gd|grd
Guatemala|gt|gtm|republic of guatemala
Guinea|gn|gin|republic of guinea
Guinea-Bissau|gw|gnb|republic of guinea-bissau
Guyana|gy|guy|republic of guyana
Haiti|ht|hti|republic of haiti
Holy See|va|vat|holy see (vatican city state)|vatican
Honduras|hn|hnd|republic of honduras
Hungary|hu|hun
Iceland|is|isl|republic of iceland
India|in|ind|republic of india|inde|ấn độ
  |indian|indien
Indonesia|id|idn|republic of indonesia|indonesie|ອິນໂດເນເຊຍ|อินโดนีเซีย|ឥណ្ឌូនេស៊ី|အင်ဒိုနီးရှား
  |indonesian|indonesien
Iran|ir|irn|iran, islamic republic of|islamic republic of iran|iran (islamic republic of)
Iraq|iq|irq|republic of iraq
Ireland|ie|irl
Israel|il|isr|state of israel
Italy|it|ita|italian republic|italie
  |italian
Jamaica|jm|jam
Japan|jp|jpn|japon|jepang|nhật bản|ญี่ปุ่น|ຍີ່ປຸ່ນ|日本
  |japanese|japonais
Jordan|jo|jor|hashemite kingdom of jordan
Kazakhstan|kz|kaz|republic of kazakhstan
Kenya|ke|ken|republic of kenya
Kiribati|ki|kir|republic of kiribati
Kuwait|kw|kwt|state of kuwait
Kyrgyzstan|kg|kgz|kyrgyz republic
Lao PDR|la|lao|lao people's democratic republic|laos|lao p.d.r.|lao dpr|lao|ລາວ|ສປປ ລາວ|ສປປລາວ|ลาว
  |ឡាវ|လာအို|rdp lao
  |laotian|laotien|laotienne
Latvia|lv|lva|republic of latvia
Lebanon|lb|lbn|lebanese republic
Lesotho|ls|lso|kingdom of lesotho
Liberia|lr|lbr|republic of liberia
Libya|ly|lby
Liechtenstein|li|lie|principality of liechtenstein
Lithuania|lt|ltu|republic of lithuania
Luxembourg|lu|lux|grand duchy of luxembourg
Madagascar|mg|mdg|republic of madagascar
Malawi|mw|mwi|republic of malawi
Malaysia|my|mys|malaisie|malasia|ມາເລເຊຍ|มาเลเซีย|ម៉ាឡេស៊ី|မလေးရှား
  |malaysian
Maldives|mv|mdv|republic of maldives
  |maldivian
Mali|ml|mli|republic of mali
Malta|mt|mlt|republic of malta
Marshall Islands|mh|mhl|republic of the marshall islands
Mauritania|mr|mrt|islamic republic of mauritania
Mauritius|mu|mus|republic of mauritius
Mexico|mx|mex|united mexican states
Micronesia|fm|fsm|micronesia, federated states of|federated states of micronesia
  |micronesia (federated states of)|fsm
Monaco|mc|mco|principality of monaco
Mongolia|mn|mng|mongolie
  |mongolian
Montenegro|me|mne
Morocco|ma|mar|kingdom of morocco
Mozambique|mz|moz|republic of mozambique
Myanmar|mm|mmr|republic of myanmar|burma|birmanie|myanmar (burma)|union of myanmar
  |republic of the union of myanmar|mianmar|miến điện|မြန်မာ|ພະມ້າ|ມຽນມາ|พม่า|เมียนมา|មីយ៉ាន់ម៉ា
  |burmese|myanma|birman
Namibia|na|nam|republic of namibia
Nauru|nr|nru|republic of nauru
Nepal|np|npl|federal democratic republic of nepal
  |nepali|nepalese
Netherlands|nl|nld|kingdom of the netherlands|the netherlands|holland|pays-bas
  |dutch
New Zealand|nz|nzl|nouvelle-zelande|aotearoa
  |new zealander
Nicaragua|ni|nic|republic of nicaragua
Niger|ne|ner|republic of the niger
Nigeria|ng|nga|federal republic of nigeria
North Macedonia|mk|mkd|republic of north macedonia|macedonia
Norway|no|nor|kingdom of norway|norvege
  |norwegian
Oman|om|omn|sultanate of oman
Pakistan|pk|pak|islamic republic of pakistan
  |pakistani
Palau|pw|plw|republic of palau
Panama|pa|pan|republic of panama
Papua New Guinea|pg|png|independent state of papua new guinea|png
  |papua new guinean
Paraguay|py|pry|republic of paraguay
Peru|pe|per|republic of peru
Philippines|ph|phl|republic of the philippines|the philippines|filipina|filipinas|phillipines
  |philipines|ຟີລິບປິນ|ฟิลิปปินส์|ហ្វីលីពីន|ဖိလစ်ပိုင်
  |filipino|filipina|philippine
Poland|pl|pol|republic of poland
Portugal|pt|prt|portuguese republic
  |portuguese
Qatar|qa|qat|state of qatar
Republic of Korea|kr|kor|korea, republic of|south korea|korea|korea (republic of)|korea, south|rok
  |coree du sud|corea do sul|korea selatan|hàn quốc|เกาหลีใต้|ເກົາຫຼີໃຕ້
  |korean|south korean|coreen
Republic of Moldova|md|mda|moldova, republic of|moldova
Romania|ro|rou
Russian Federation|ru|rus|russia|russie
Rwanda|rw|rwa|rwandese republic
Saint Kitts and Nevis|kn|kna
Saint Lucia|lc|lca
Saint Vincent and the Grenadines|vc|vct
Samoa|ws|wsm|independent state of samoa
San Marino|sm|smr|republic of san marino
Sao Tome and Principe|st|stp|democratic republic of sao tome and principe
Saudi Arabia|sa|sau|kingdom of saudi arabia|ksa
Senegal|sn|sen|republic of senegal
Serbia|rs|srb|republic of serbia
Seychelles|sc|syc|republic of seychelles
Sierra Leone|sl|sle|republic of sierra leone
Singapore|sg|sgp|republic of singapore|singapour|singapura|ສິງກະໂປ|สิงคโปร์|សិង្ហបុរី|စင်ကာပူ
  |singaporean
Slovakia|sk|svk|slovak republic
Slovenia|si|svn|republic of slovenia
Solomon Islands|sb|slb
Somalia|so|som|federal republic of somalia
South Africa|za|zaf|republic of south africa
South Sudan|ss|ssd|republic of south sudan
Spain|es|esp|kingdom of spain|espagne
  |spanish
Sri Lanka|lk|lka|democratic socialist republic of sri lanka
  |sri lankan
State of Palestine|ps|pse|palestine, state of|the state of palestine|palestine
Sudan|sd|sdn|republic of the sudan
Suriname|sr|sur|republic of suriname
Sweden|se|swe|kingdom of sweden|suede
  |swedish
Switzerland|ch|che|swiss confederation|suisse|schweiz
  |swiss
Syrian Arab Republic|sy|syr|syria|syrie
Tajikistan|tj|tjk|republic of tajikistan
Thailand|th|tha|kingdom of thailand|thailande|tailandia|ไทย|ประเทศไทย|thái lan|ໄທ|ថៃ|ထိုင်း
  |thai|thailandais
Timor-Leste|tl|tls|democratic republic of timor-leste|timor|east timor|timor leste|timor oriental
  |timor lorosae|ຕີມໍເລັດເຕ|ติมอร์-เลสเต|ទីម័រខាងកើត|တီမောလက်စတီ
  |timorese|east timorese|timorense
Togo|tg|tgo|togolese republic
Tonga|to|ton|kingdom of tonga
Trinidad and Tobago|tt|tto|republic of trinidad and tobago
Tunisia|tn|tun|republic of tunisia
Türkiye|tr|tur|republic of türkiye|turkey|turquie
Turkmenistan|tm|tkm
Tuvalu|tv|tuv
Uganda|ug|uga|republic of uganda
Ukraine|ua|ukr
United Arab Emirates|ae|are|uae|emirates
United Kingdom|gb|gbr|united kingdom of great britain and northern ireland|uk|u.k.|great britain
  |royaume-uni|england|britain
  |british
United Republic of Tanzania|tz|tza|tanzania, united republic of|tanzania
United States of America|us|usa|united states|usa|u.s.a.|america|etats-unis|amerika serikat
  |american
Uruguay|uy|ury|eastern republic of uruguay
Uzbekistan|uz|uzb|republic of uzbekistan
Vanuatu|vu|vut|republic of vanuatu
Venezuela|ve|ven|venezuela, bolivarian republic of|bolivarian republic of venezuela
  |venezuela (bolivarian republic of)
Viet Nam|vn|vnm|socialist republic of viet nam|vietnam|viet-nam|ຫວຽດນາມ|เวียดนาม|វៀតណាម|ဗီယက်နမ်
  |vietnamese|vietnamien|vietnamienne
Yemen|ye|yem|republic of yemen
Zambia|zm|zmb|republic of zambia
Zimbabwe|zw|zwe|republic of zimbabwe
"""


def _key(text: str) -> str:
    plain = re.sub(r"[.’'`]", "", fold(text))
    return " ".join(re.sub(r"[-‐‑–/]", " ", plain).split())


def _read() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in re.sub(r"\n +", "", _STATES.strip()).split("\n"):
        name, *spellings = line.split("|")
        for spelling in (name, *spellings):
            names.setdefault(_key(spelling), name)
    return names


_NAMES = _read()
SHORT_NAMES = tuple(dict.fromkeys(_NAMES.values()))
"""The names offered when a country is typed."""
_SHORTEST = 3


def country_name(text: str) -> str:
    """The UN short name for any spelling that we know; otherwise the text, cleaned."""
    line = clean_line(text).text
    return _NAMES.get(_key(line), line)


def is_country(text: str) -> bool:
    """Whether the text surely names a State; two letters do not, since "No" also means number."""
    key = _key(clean_line(text).text)
    return len(key) >= _SHORTEST and key in _NAMES
