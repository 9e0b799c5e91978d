"""What the cells of a participants' list say: sex, role, kind of institution, yes and no, e-mail.

Only what is stated is read. What a title suggests is a proposal and stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from facilitator.domain.people import InstitutionType, ParticipantRole, Sex, clean_line, fold

_WOMAN = """f female woman women w girl lady mrs ms miss mme mlle madame madam femme feminin feminine
fem dame perempuan wanita pr p mulher feminino nữ nu ba ຍິງ ຜູ້ຍິງ ເພດຍິງ ນາງ หญิง ผู้หญิง เพศหญิง นาง นางสาว
ស្រី ស្ត្រី នារី မ အမျိုးသမီး she feto v vrouw weiblich mujer 女 여 여성"""
_MAN = """m male man men boy gentleman mr homme masculin masculine masc h monsieur laki-laki laki lelaki
pria lk l homem masculino nam ong ຊາຍ ຜູ້ຊາຍ ເພດຊາຍ ທ້າວ
ชาย ผู้ชาย เพศชาย นาย ប្រុស បុរស ကျား အမျိုးသား he mane hombre 男 남 남성"""
_NOT_STATED = ("", "-", "--", "n/a", "na", "not stated", "not_stated", "prefer not to say",
               "x", "?", "other",
               "unknown", "undisclosed", "non binary", "non-binary", "autre", "non precise",
               "lainnya", "mx",
               "tbc", "tbd", "nil", "none")  # fmt: skip
_SEXES: dict[str, Sex] = {
    **dict.fromkeys(map(fold, _WOMAN.split()), Sex.WOMAN),
    **dict.fromkeys(map(fold, _MAN.split()), Sex.MAN),
    **dict.fromkeys(map(fold, _NOT_STATED), Sex.NOT_STATED),
    "f (female)": Sex.WOMAN, "m (male)": Sex.MAN,
}  # fmt: skip
_LETTERS_AFTER = re.compile(r"[\s.:;,()]+$")

_TYPES: dict[InstitutionType, str] = {
    InstitutionType.GOVERNMENT: "government|gov|gov't|govt|ministry|official|public|"
    "public sector|gouvernement|state|"
    "pemerintah|governo|chính phủ|ລັດຖະບານ|ພາກລັດ|รัฐบาล|ภาครัฐ|រដ្ឋាភិបាល|အစိုးရ|"
    "government agency|governmental",
    InstitutionType.CIVIL_SOCIETY: "civil society|civil_society|cso|ngo|ingo|society|"
    "societe civile|ong|lsm|"
    "masyarakat sipil|sociedade civil|xã hội dân sự|non governmental organisation|"
    "non-governmental organization|"
    "ສັງຄົມພົນລະເຮືອນ|ประชาสังคม|សង្គមស៊ីវិល|အရပ်ဘက်|youth organisation|media",
    InstitutionType.ACADEMIA: "academia|academic|university|universite|research|think tank|"
    "akademisi|universitas|"
    "academia e pesquisa|học viện|đại học|ມະຫາວິທະຍາໄລ|มหาวิทยาลัย|វិទ្យាស្ថាន|សាកលវិទ្យាល័យ|"
    "တက္ကသိုလ်|school|research institute",
    InstitutionType.REGIONAL_BODY: "regional body|regional_body|regional organisation|"
    "regional organization|institute|"
    "international organisation|international organization|intergovernmental|regional",
    InstitutionType.OTHER: "|other|autre|lainnya|outro|khác|ອື່ນໆ|อื่นๆ|private|private sector|n/a|-",
}
_TYPE_OF = {fold(word): kind for kind, words in _TYPES.items() for word in words.split("|")}

_ROLES: dict[ParticipantRole, str] = {
    ParticipantRole.PARTICIPANT: "|participant|trainee|delegate|attendee|fellow|peserta|"
    "participante|học viên|"
    "ผู้เข้าร่วม|ຜູ້ເຂົ້າຮ່ວມ|អ្នកចូលរួម|learner|participants",
    ParticipantRole.RESOURCE_PERSON: "resource person|resource_person|speaker|expert|trainer|"
    "lecturer|presenter|"
    "personne ressource|intervenant|narasumber|formateur|panellist|panelist",
    ParticipantRole.FACILITATOR: "facilitator|facilitateur|fasilitator|co-facilitator|moderator|"
    "organiser|organizer",
    ParticipantRole.INTERPRETER: "interpreter|translator|interprete|penerjemah|juru bahasa|"
    "phiên dịch",
    ParticipantRole.OBSERVER: "observer|observateur|pengamat|guest|observador|quan sát viên|"
    "ผู้สังเกตการณ์",
}
_ROLE_OF = {fold(word): role for role, words in _ROLES.items() for word in words.split("|")}

_YES = frozenset(map(fold, ("yes", "y", "true", "1", "x", "✓", "✔", "oui", "o", "agree",
                            "agreed", "i agree", "ok",
                            "ya", "sim", "có", "ແມ່ນ", "ใช่", "បាទ", "consent",
                            "given")))  # fmt: skip
_NO = frozenset(map(fold, ("", "no", "n", "false", "0", "-", "non", "none", "tidak", "não",
                           "không", "ບໍ່", "ไม่",
                           "ទេ", "refused", "not given", "declined")))  # fmt: skip


def read_sex(text: str) -> Sex | None:
    """The sex that a cell states; NOT_STATED for an empty one, None for what nobody can tell."""
    key = _LETTERS_AFTER.sub("", fold(text))
    return _SEXES.get(key)


def read_institution_type(text: str) -> InstitutionType | None:
    """The kind of institution, or None for a word that is none of ours."""
    return _TYPE_OF.get(_LETTERS_AFTER.sub("", fold(text)) if text.strip() != "-" else "-")


def read_role(text: str) -> ParticipantRole | None:
    """The role in the room, or None for a word that is none of ours."""
    return _ROLE_OF.get(_LETTERS_AFTER.sub("", fold(text)))


def read_yes(text: str) -> bool | None:
    """Whether a cell says yes; an empty one says no, None for what is neither."""
    key = fold(text).strip(" .")
    return True if key in _YES else False if key in _NO else None


def read_emails(text: str) -> tuple[str, ...]:
    """The addresses of a cell, as "Name <a@b.org>", "mailto:" or several with commas between."""
    line = clean_line(text).text.replace("mailto:", "")
    held = re.findall(r"<([^<>\s]+@[^<>\s]+)>", line)
    if held:
        return tuple(held)
    parts = [part.strip(" .,;<>") for part in re.split(r"[;,/\s]+(?=\S+@)|;", line)]
    return tuple(part for part in parts if part)


def stored(value: object) -> str:
    """A cleaned value as one short text, to be compared with what a later list says."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def said(text: str) -> str:
    """The text of a cell; nothing for "n/a", "-", "TBC" and a formula's error."""
    line = clean_line(text).text
    return "" if fold(line).strip(" .()") in _NOTHING or line.startswith("#N/A") else line


_NOTHING = frozenset(
    ("-", "--", "---", "n/a", "tbc", "tbd", "tba", "tbn", "?", "??", "xxx", "to be confirmed",
     "to be nominated", "to be advised", "to be decided", "a confirmer", "vacant", "#ref!", "#name?",
     "#value!", "#n/a")
)  # fmt: skip


def is_total(cells: Mapping[int, str]) -> bool:
    """Whether a row sums the list up instead of naming somebody."""
    first = next((cell for _, cell in sorted(cells.items()) if cell.strip()), "")
    key = re.sub(r"[\d\s:.=()-]+", " ", fold(first)).strip()
    if key in _TOTALS or any(key.startswith(f"{word} ") for word in _GRAND):
        return True
    counted = any(cell.strip().isdigit() for cell in cells.values())
    return key in _COUNTED and (counted or first.strip()[-1:].isdigit())


_TOTALS = frozenset(map(fold, ("total", "totals", "grand total", "sub total", "subtotal",
                               "sous total", "sum", "jumlah",
                               "total participants", "total general", "ລວມ", "ລວມທັງໝົດ",
                               "รวม", "รวมทั้งหมด",
                               "tổng", "tổng cộng", "សរុប", "စုစုပေါင်း", "in total",
                               "total number",
                               "total number of participants", "ລວມ ທັງໝົດ")))  # fmt: skip
_COUNTED = frozenset(
    ("women", "men", "female", "male", "females", "males", "femmes", "hommes", "participants")
)
_GRAND = ("grand total", "total number", "total participants", "total women", "total men")
