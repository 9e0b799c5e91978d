"""Which column of a list holds what: headings in the languages of the region, and telling values.

Finds the heading row under title rows, guesses a field for each column, and says how sure it is.
Guesses are shown before anything is read by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from facilitator.domain.countries import is_country
from facilitator.domain.participant_list.names import knows_honorific
from facilitator.domain.participant_list.values import read_sex
from facilitator.domain.people import Sex, fold

NAME_FIELDS = ("certificate_name", "family_name", "given_name")
FIELDS = (
    "certificate_name", "family_name", "given_name", "middle_name", "badge_name", "own_script_name",
    "honorific", "sex",
    "country", "institution", "institution_type", "position", "email", "role", "notes",
    "consent_photo",
    "consent_name_in_report", "consent_share_contact",
)  # fmt: skip
"""Fields that a column can be matched to, in the order in which they are offered."""

_HEADINGS: Mapping[str, str] = {
    "certificate_name": "certificate name|name on certificate|name for certificate|full name|"
    "fullname|name|names|"
    "name of participant|name of participants|participant|participants|participant name|"
    "participant's name|"
    "delegate|delegate name|nominee|name of nominee|name and surname|first and last name|"
    "given and family name|"
    "nom complet|nom et prenom|nom et prenoms|noms et prenoms|nom prenom|prenom et nom|"
    "nom du participant|"
    "nama|nama lengkap|nama peserta|nama penuh|nome|nome completo|nome do participante|"
    "họ và tên|họ tên|tên đầy đủ|tên|"
    "ຊື່|ຊື່ ແລະ ນາມສະກຸນ|ຊື່ແລະນາມສະກຸນ|ຊື່ ນາມສະກຸນ|ຊື່ເຕັມ|ຊື່ ແລະ ນາມສະກຸນຜູ້ເຂົ້າຮ່ວມ|"
    "ชื่อ-นามสกุล|ชื่อ นามสกุล|ชื่อและนามสกุล|ชื่อ-สกุล|ชื่อสกุล|ชื่อเต็ม|รายชื่อ|ชื่อ|"
    "ឈ្មោះ|ឈ្មោះពេញ|គោត្តនាម និងនាម|នាមត្រកូល និងនាមខ្លួន|ឈ្មោះអ្នកចូលរួម|"
    "အမည်|အမည်အပြည့်အစုံ|နာမည်",
    "family_name": "family name|surname|last name|lastname|familyname|nom|nom de famille|family|"
    "nama keluarga|nama belakang|apelido|sobrenome|họ|ນາມສະກຸນ|นามสกุล|สกุล|នាមត្រកូល|គោត្តនាម|"
    "မျိုးရိုးအမည်",
    "given_name": "given name|given names|first name|firstname|first names|forename|forenames|"
    "givenname|prenom|"
    "prenoms|nama depan|primeiro nome|nome proprio|tên gọi|tên đệm và tên|ຊື່ແທ້|ชื่อตัว|"
    "ชื่อจริง|នាម|នាមខ្លួន|"
    "name first|first",
    "middle_name": "middle name|middle names|second name|middle initial|deuxieme prenom|nome do meio|"
    "nama tengah|tên đệm",
    "badge_name": "badge name|name on badge|name for badge|preferred name|nickname|known as|"
    "call name|nom sur le badge|"
    "nama panggilan|nome no cracha|ชื่อเล่น|ຊື່ຫຼິ້ນ|tên thường gọi",
    "own_script_name": "own script name|name in own script|local name|native name|"
    "name in local language|"
    "name in local script|name in native script|name in own language|name in lao|lao name|"
    "name in thai|thai name|"
    "name in khmer|khmer name|name in burmese|name in myanmar|myanmar name|name in mother tongue|"
    "vietnamese name|"
    "nom en langue locale|nama dalam aksara asli|ชื่อภาษาไทย|ຊື່ພາສາລາວ|ឈ្មោះជាភាសាខ្មែរ",
    "honorific": "honorific|title|salutation|prefix|mr/ms|mr/mrs|mr./ms.|mr/mrs/ms|mr./mrs./ms.|"
    "ms/mr|civilite|titre|gelar|"
    "sapaan|panggilan|tratamento|titulo|danh xưng|ຄຳນຳໜ້າ|ຄຳນຳໜ້າຊື່|คำนำหน้า|คำนำหน้าชื่อ|"
    "គោរមងារ|ဂုဏ်ထူး",
    "sex": "sex|gender|sexe|genre|m/f|f/m|male/female|female/male|h/f|f/h|jenis kelamin|kelamin|"
    "l/p|p/l|sexo|genero|"
    "giới tính|giới|ເພດ|เพศ|ភេទ|ကျား/မ|လိင်",
    "country": "country|nationality|pays|country of origin|home country|country of residence|"
    "member state|"
    "country name|nationalite|pays d'origine|negara|negara asal|kewarganegaraan|asal negara|pais|"
    "nacionalidade|"
    "quốc gia|nước|quốc tịch|ປະເທດ|ສັນຊາດ|ประเทศ|สัญชาติ|ប្រទេស|សញ្ជាតិ|နိုင်ငံ|delegation|"
    "citizenship",
    "institution": "institution|organisation|organization|affiliation|ministry|agency|organisme|"
    "institusi|employer|"
    "institution name|name of institution|name of organization|name of organisation|"
    "ministry/agency|company|"
    "workplace|office|department|instansi|lembaga|kantor|organisasi|instituicao|organizacao|"
    "cơ quan|tổ chức|"
    "đơn vị|nơi công tác|đơn vị công tác|ອົງກອນ|ອົງການ|ສັງກັດ|ກະຊວງ|ບ່ອນເຮັດວຽກ|หน่วยงาน|องค์กร|"
    "สังกัด|สถาบัน|"
    "ស្ថាប័ន|អង្គភាព|ក្រសួង|អង្គការ|အဖွဲ့အစည်း|ဌာန|ministere|etablissement|structure",
    "institution_type": "institution type|type of institution|sector|secteur|type of organisation|"
    "type of organization|organisation type|organization type|type d'institution|sektor|"
    "jenis instansi|setor|"
    "loại hình|lĩnh vực|ຂະແໜງການ|ภาคส่วน|ប្រភេទស្ថាប័ន",
    "position": "position|job title|function|fonction|designation|jabatan|post|rank|occupation|"
    "role title|poste|cargo|"
    "funcao|chức vụ|chức danh|ຕຳແໜ່ງ|ໜ້າທີ່|ตำแหน่ง|តួនាទី|មុខងារ|ရာထူး|title/position|"
    "position/title|position title|"
    "title of position|job",
    "email": "email|e-mail|mail|email address|e-mail address|courriel|adresse e-mail|"
    "adresse email|surel|alamat email|"
    "correio eletronico|thư điện tử|ອີເມວ|ອີເມລ|ອີເມລ໌|อีเมล|อีเมล์|អ៊ីមែល|အီးမေးလ်|email id|"
    "contact email|"
    "work email|e mail",
    "role": "role|role in the programme|role in programme|participant type|type of participant|"
    "peran|papel|vai trò|rôle",
    "notes": "notes|note|remarks|remark|comments|comment|remarques|catatan|keterangan|"
    "observacoes|ghi chú|"
    "ໝາຍເຫດ|หมายเหตุ|ផ្សេងៗ|មតិយោបល់|မှတ်ချက်",
    "consent_photo": "photo consent|consent to photos|consent to photographs|photo permission|"
    "image consent|"
    "consent photo|photos allowed|droit a l'image",
    "consent_name_in_report": "name in report|consent name in report|consent to be named|"
    "may be named",
    "consent_share_contact": "share contact|contact sharing|consent to share contact|"
    "share contact details|"
    "consent share contact",
}  # fmt: skip
_LONGEST_HEADING = 80
_LOOK_AT_ROWS = 40
_SAMPLE = 200
_LEAST_WORD = 4


@cache
def _field_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, headings in _HEADINGS.items():
        found[fold(field)] = field
        found[fold(field.replace("_", " "))] = field
        for heading in headings.split("|"):
            found.setdefault(_plain(heading), field)
    return found


@dataclass(frozen=True, slots=True)
class Guess:
    """A field for a column, and how sure: 3 the very heading, 2 a part of it, 1 by words or values."""

    field: str
    strength: int


def _plain(heading: str) -> str:
    return fold(re.sub(r"[\s_*:.?!•]+", " ", heading)).strip(" -–—()")


def guess_heading(heading: str) -> Guess | None:
    """The field that a heading names, or None."""
    if not heading.strip() or len(heading) > _LONGEST_HEADING:
        return None
    known = _field_of()
    whole = _plain(heading)
    bare = _plain(re.sub(r"[(\[（].*?[)\]）]", " ", heading))
    for text in (whole, bare, whole.replace(" / ", "/")):
        if text in known:
            return Guess(known[text], 3)
    parts = [_plain(part) for part in re.split(r"[/|\n()\[\],]| - | – ", heading)]
    for part in parts:
        if part in known:
            return Guess(known[part], 2)
    return _by_words(bare)


def _by_words(text: str) -> Guess | None:
    if len(text.split()) > 6:
        return None
    padded = f" {text} "
    held = [h for h in _field_of() if len(h) >= _LEAST_WORD and f" {h} " in padded]
    # "Date of birth of participant" is no name: what we must not take is never guessed by a word.
    if not held or _UNWANTED.search(padded):
        return None
    first = min(held, key=lambda words: (padded.index(f" {words} "), -len(words)))
    return Guess(_field_of()[first], 1)


_UNWANTED = re.compile(
    r" (birth|passport|age|phone|mobile|telephone|fax|arrival|departure|flight|hotel|room|visa|"
    r"emergency|number|no|date|dob|telp|religion|supervisor|nominated|nominating|father) "
)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand: index into the rows (-1 where there are none), and a field a column."""

    row: int
    fields: Mapping[int, str]

    @property
    def has_names(self) -> bool:
        """Whether some column holds names."""
        return any(field in NAME_FIELDS for field in self.fields.values())


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """The row, among the first forty, whose cells are most of all headings; titles stand above it."""
    best = Header(-1, {})
    best_score = 0
    for index, cells in enumerate(rows[:_LOOK_AT_ROWS]):
        guesses = _guesses(cells)
        score = sum(guess.strength for guess in guesses.values())
        if score > best_score and _can_be_header(cells, guesses):
            best, best_score = Header(index, _fields(guesses)), score
    if best.row < 0:
        first = _first_full(rows)
        return Header(first, complete({}, rows[first + 1 :]))
    return Header(best.row, complete(best.fields, rows[best.row + 1 :]))


def _can_be_header(cells: Sequence[str], guesses: Mapping[int, Guess]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    if any("@" in cell for cell in filled):
        return False
    named = any(g.field in NAME_FIELDS for g in guesses.values())
    return len(filled) == 1 == len(guesses) if len(filled) < 2 else named or len(guesses) >= 2


def _first_full(rows: Sequence[Sequence[str]]) -> int:
    for index, cells in enumerate(rows[:_LOOK_AT_ROWS]):
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) >= 2:
            values = any("@" in cell or is_country(cell) for cell in filled)
            return -1 if values else index
    return -1


def _guesses(cells: Sequence[str]) -> dict[int, Guess]:
    found = {}
    for index, cell in enumerate(cells):
        guess = guess_heading(cell)
        if guess is not None:
            found[index] = guess
    return found


def _fields(guesses: Mapping[int, Guess]) -> dict[int, str]:
    """One column a field: the surest guess, the first of equals."""
    taken: dict[str, int] = {}
    for index, guess in sorted(guesses.items(), key=lambda pair: (-pair[1].strength, pair[0])):
        if guess.field not in taken:
            taken[guess.field] = index
        elif guess.field == "certificate_name" and "own_script_name" not in taken:
            taken["own_script_name"] = index  # set right by the values in `complete`
    return {index: field for field, index in sorted(taken.items(), key=lambda pair: pair[1])}


def complete(fields: Mapping[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The fields, with what the values below tell: e-mail, country, sex, and which name is which."""
    found = dict(fields)
    width = max((len(row) for row in rows[:_SAMPLE]), default=0)
    for index in range(width):
        if index not in found:
            told = _by_values([row[index] for row in rows[:_SAMPLE] if index < len(row)])
            if told and told not in found.values():
                found[index] = told
    _title_or_post(found, rows[:_SAMPLE])
    return _names_right(found, rows[:_SAMPLE])


def _title_or_post(fields: dict[int, str], rows: Sequence[Sequence[str]]) -> None:
    """A column headed "Title" holds Mr and Dr, or "Director": its values tell."""
    index = next((i for i, field in fields.items() if field == "honorific"), None)
    if index is None or "position" in fields.values():
        return
    filled = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
    if filled and _share(knows_honorific(cell) for cell in filled) < 0.3:
        fields[index] = "position"


def _by_values(cells: Iterable[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2:
        return ""
    if _share("@" in cell and "." in cell and " " not in cell for cell in filled) > 0.7:
        return "email"
    if _share(is_country(cell) for cell in filled) > 0.7:
        return "country"
    if _share(len(c) < 9 and read_sex(c) in {Sex.WOMAN, Sex.MAN} for c in filled) > 0.8:
        return "sex"
    return ""


def _share(answers: Iterable[bool]) -> float:
    told = list(answers)
    return sum(told) / len(told) if told else 0.0


def _names_right(fields: dict[int, str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """The heading "Nom" alone is a whole name; of two, the one in Latin letters is the certificate's."""
    column = {field: index for index, field in fields.items()}
    if "certificate_name" not in column and "given_name" not in column and "family_name" in column:
        fields[column["family_name"]] = "certificate_name"
    if "certificate_name" in column and "given_name" not in column and "family_name" in column:
        # "Name" beside "Surname" is the given name, unless it repeats the surname.
        repeated = _holds(rows, column["certificate_name"], column["family_name"])
        fields[column["certificate_name"]] = "certificate_name" if repeated else "given_name"
    if "certificate_name" not in column and "family_name" not in column and "given_name" in column:
        fields[column["given_name"]] = "certificate_name"
    if "certificate_name" in column and "own_script_name" in column:
        first, second = column["certificate_name"], column["own_script_name"]
        if _latin(rows, second) > _latin(rows, first):
            fields[first], fields[second] = "own_script_name", "certificate_name"
    return fields


def _holds(rows: Sequence[Sequence[str]], whole: int, part: int) -> bool:
    pairs = [(fold(row[whole]), fold(row[part])) for row in rows if max(whole, part) < len(row)]
    return _share(inner in outer for outer, inner in pairs if inner) > 0.5


def _latin(rows: Sequence[Sequence[str]], index: int) -> float:
    letters = [c for row in rows if index < len(row) for c in row[index] if c.isalpha()]
    return sum(1 for c in letters if ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00) / (
        len(letters) or 1
    )
