"""Writes the awkward lists of this folder, and what exactly must be read from each, from plain data.

Run it after changing the data: `python tests/exchange/awkward/make.py`. Every person is invented;
the addresses cannot receive mail.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

HERE = Path(__file__).parent
Build = Callable[[], bytes]
W, M, N = "woman", "man", "not_stated"


def person(name: str, **facts: str) -> dict[str, str]:
    """What must be stored of somebody; a field that is not named must be empty."""
    return {"certificate_name": name, **facts}


@dataclass
class Case:
    """A file, how it is read, and what must come of it."""

    file: str
    build: Build
    people: list[dict[str, str]]
    rows: int
    women: int
    countries: int
    duplicates: int = 0
    refused: list[int] = field(default_factory=list)
    sheet: str | None = None
    wishes: dict[str, str] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)


def text(
    lines: list[list[str]], delimiter: str, encoding: str, start: str = "", end: str = "\r\n"
) -> Build:
    def cell(value: str) -> str:
        must = any(sign in value for sign in (delimiter, '"', "\n", "\r"))
        return '"' + value.replace('"', '""') + '"' if must else value

    body = start + end.join(delimiter.join(map(cell, line)) for line in lines) + end
    return lambda: body.encode(encoding)


def book(fill: Callable[[Any], None]) -> Build:
    def build() -> bytes:
        made = openpyxl.Workbook()
        fill(made)
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()

    return build


def titles(made: Any) -> None:
    sheet = made.active
    sheet.append(["Regional Confidence-Building Programme"])
    sheet.merge_cells("A1:G1")
    sheet.append(["LIST OF PARTICIPANTS (as of 1 October, to be confirmed)"])
    sheet.append([])
    sheet.append(
        [
            "No.",
            "Full name (as in passport)",
            "Sex",
            "Nationality",
            "Ministry / Agency",
            "Date of birth",
            "E-mail address:",
        ]
    )
    sheet.append(
        [
            1,
            "Mali Sisavath",
            "F",
            "Laos",
            "Ministry of Foreign Affairs",
            "1990-01-02",
            "mali@example.org",
        ]
    )
    sheet.append([])
    sheet.append(
        [
            2,
            "  Tan   Mei Lin ",
            "Female ",
            "Singapore",
            "Centre for Dialogue",
            None,
            "mei@example.org",
        ]
    )
    sheet.append([3, "Arif Hidayat", "Male", "Republic of Indonesia", "Coast Watch", None, None])
    sheet.append([])
    sheet.append(["Total", 3])
    sheet.append(["* To be confirmed by the ministries before the end of the month, please."])


def merged(made: Any) -> None:
    sheet = made.active
    sheet.append(["Country", "Name", None, "Gender", "Institution"])
    sheet.append([None, "Family name", "Given name", None, None])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:D2")
    sheet.merge_cells("E1:E2")
    sheet.append(["Cambodia", "Chea", "Sokha", "M", "National School"])
    sheet.append([None, "Prak", "Sovann", "F", None])
    sheet.append(["Philippines", "Reyes", "Paolo", "M", "Peace Office"])
    sheet.append([None, "Cruz", "Ana", "F", "Peace Office"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("E3:E4")
    sheet.merge_cells("A5:A6")


def sheets(made: Any) -> None:
    made.active.title = "Read me"
    made.active.append(["Please send to the secretariat. Do not print."])
    hotel = made.create_sheet("Hotel")
    hotel.append(["Room", "Guest", "Nights"])
    hotel.append([101, "Somebody", 5])
    listed = made.create_sheet("Participants")
    listed.append(["Name", "Country", "Sex"])
    listed.append(["Thida Aung", "Burma", "f"])
    listed.append(["Duc Pham", "Vietnam", "m"])
    old = made.create_sheet("Old list")
    old.sheet_state = "hidden"
    old.append(["Name", "Country", "Sex", "E-mail", "Institution"])
    old.append(["Gone Person", "Nepal", "f", "gone@example.org", "Elsewhere"])


def lao(made: Any) -> None:
    sheet = made.active
    sheet.append(["ລາຍຊື່ຜູ້ເຂົ້າຮ່ວມ"])
    sheet.append(["ລ/ດ", "ຊື່ ແລະ ນາມສະກຸນ", "Name", "ເພດ", "ຕຳແໜ່ງ", "ອົງການ", "ປະເທດ", "ອີເມວ"])
    sheet.append(
        [
            1,
            "ນາງ ມາລີ ສີສະຫວາດ",
            "Mali Sisavath",
            "ຍິງ",
            "ຮອງຫົວໜ້າ",
            "ກະຊວງການຕ່າງປະເທດ",
            "ສປປ ລາວ",
            "mali@example.org",
        ]
    )
    sheet.append(
        [
            2,
            "ທ້າວ ວິໄລ ພົມມະຈັນ",
            "Vilay Phommachanh",
            "ຊາຍ",
            "ຫົວໜ້າ",
            "ອົງການແມ່ນ້ຳ",
            "ລາວ",
            "vilay@example.org",
        ]
    )
    sheet.append(["ລວມທັງໝົດ", 2])


def surname_given(made: Any) -> None:
    sheet = made.active
    sheet.append(["Participant", "Organisation", "Country"])
    sheet.append(["DEE, Somchai", "River Office", "Thailand"])
    sheet.append(["Dr. Santos, Maria", "University of the Islands", "Philippines"])
    sheet.append(["Reyes, Mr. Paolo", "Peace Office", "Philippines"])
    sheet.append(["H.E. Dr. Nur Aziz", "Prime Minister’s Office", "Malaysia"])
    sheet.append(["Jane Doe, PhD", "Institute", "Australia"])
    sheet.append(["Ana Cruz (Ms)", "Peace Office", "Philippines"])


def by_title(made: Any) -> None:
    sheet = made.active
    sheet.append(["Title", "Name", "Country"])
    sheet.append(["Ms.", "Lan Nguyen", "Viet Nam"])
    sheet.append(["Mr", "Haziq Omar", "Brunei"])
    sheet.append(["Dr", "Kanya Wong", "Thailand"])
    sheet.append([None, "Mme Sreymom Chan", "Cambodge"])


def duplicates(made: Any) -> None:
    sheet = made.active
    sheet.append(["Name", "Institution", "Email", "Sex", "Country"])
    sheet.append(
        ["Nguyễn Thị Ánh", "Ministry of Foreign Affairs", "anh@example.org", "F", "Viet Nam"]
    )
    sheet.append(
        [
            unicodedata.normalize("NFD", "Ms. NGUYỄN  THỊ ÁNH"),
            "ministry of foreign  affairs",
            None,
            "F",
            "Vietnam",
        ]
    )
    sheet.append(["Nguyen Anh", "Elsewhere", "ANH@example.org", "F", "Vietnam"])
    sheet.append(["Nguyễn Thị Ánh", "Institute of Water", "other@example.org", "F", "Viet Nam"])
    sheet.append(["Somchai Dee", None, None, "M", "Thailand"])
    sheet.append(["somchai dee", None, "chai@example.org", "M", "Thailand"])


def delegations(made: Any) -> None:
    sheet = made.active
    sheet.append(["#", "Name", "Position", "Institution", "Gender"])
    for country, names in (
        ("CAMBODIA", [("Sokha Chea", "M"), ("Sreymom Chan", "F")]),
        ("LAO PEOPLE'S DEMOCRATIC REPUBLIC", [("Mali Sisavath", "F")]),
    ):
        sheet.append([country])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
        for number, (name, sex) in enumerate(names, 1):
            sheet.append([number, name, "Officer", "Ministry of Interior", sex])
    sheet.append(["#", "Name", "Position", "Institution", "Gender"])
    sheet.append(["THAILAND"])
    sheet.append([1, "Kanya Wong", "Director", "Port Authority", "F"])
    sheet.append(["Grand total:", 4])


CASES = [
    Case("title-rows-and-total.xlsx", book(titles), [
        person("Mali Sisavath", sex=W, country="Lao PDR", institution="Ministry of Foreign Affairs", email="mali@example.org"),
        person("Tan Mei Lin", sex=W, country="Singapore", institution="Centre for Dialogue", email="mei@example.org"),
        person("Arif Hidayat", sex=M, country="Indonesia", institution="Coast Watch"),
    ], rows=3, women=2, countries=3),
    Case("merged-cells.xlsx", book(merged), [
        person("Sokha Chea", family_name="Chea", sex=M, country="Cambodia", institution="National School"),
        person("Sovann Prak", family_name="Prak", sex=W, country="Cambodia", institution="National School"),
        person("Paolo Reyes", family_name="Reyes", sex=M, country="Philippines", institution="Peace Office"),
        person("Ana Cruz", family_name="Cruz", sex=W, country="Philippines", institution="Peace Office"),
    ], rows=4, women=2, countries=2),
    Case("several-sheets.xlsx", book(sheets), [
        person("Thida Aung", sex=W, country="Myanmar"), person("Duc Pham", sex=M, country="Viet Nam"),
    ], rows=2, women=1, countries=2),
    Case("a-hidden-sheet-by-name.xlsx", book(sheets), [
        person("Gone Person", sex=W, country="Nepal", email="gone@example.org", institution="Elsewhere"),
    ], rows=1, women=1, countries=1, sheet="old LIST"),
    Case("french-windows-1252.csv", text([
        ["N°", "Civilité", "Nom", "Prénom(s)", "Sexe", "Pays", "Organisme", "Fonction", "Courriel"],
        ["1", "Mme", "Brontë", "Zoé", "Féminin", "Cambodge", "Société des Eaux", "Chargée d’études", "zoe@example.org"],
        ["2", "M.", "Noël", "Rémi", "H", "Laos", "Ministère", "Préfet", "remi@example.org"],
        ["", "", "Total : 2", "", "", "", "", "", ""],
    ], ";", "cp1252"), [
        person("Zoé Brontë", family_name="Brontë", honorific="Mme", sex=W, country="Cambodia", institution="Société des Eaux", position="Chargée d’études", email="zoe@example.org"),
        person("Rémi Noël", family_name="Noël", honorific="M.", sex=M, country="Lao PDR", institution="Ministère", position="Préfet", email="remi@example.org"),
    ], rows=2, women=1, countries=2),
    Case("utf-8-with-mark-and-sep.csv", text([
        ["Surname;First name;M/F;Country"], ["Phommachanh;Vilay;M;Lao P.D.R."], ["Đặng;Thị Hòa;F;Viet-Nam"],
    ], "\x00", "utf-8-sig", start="sep=;\r\n"), [
        person("Vilay Phommachanh", family_name="Phommachanh", sex=M, country="Lao PDR"),
        person("Thị Hòa Đặng", family_name="Đặng", sex=W, country="Viet Nam"),
    ], rows=2, women=1, countries=2),
    Case("unicode-text-utf-16.txt", text([
        ["Name", "Country", "Sex"], ["สมชาย ใจดี", "ประเทศไทย", "ชาย"], ["ចាន់ សុភា", "កម្ពុជា", "ស្រី"],
    ], "\t", "utf-16"), [
        person("สมชาย ใจดี", sex=M, country="Thailand"), person("ចាន់ សុភា", sex=W, country="Cambodia"),
    ], rows=2, women=1, countries=2),
    Case("utf-16-without-a-mark.csv", text([
        ["Name", "Country", "E-mail"], ["Ana Cruz", "East Timor", "ana@example.org"],
    ], ",", "utf-16-le"), [person("Ana Cruz", country="Timor-Leste", email="ana@example.org")],
        rows=1, women=0, countries=1),
    Case("pasted-with-line-breaks.tsv", text([
        ["Full\nname", "Institution\n(and address)", "E-mail(s)", "Gender"],
        ["Joaquim\nSoares", "Maritime\nAuthority", "joaquim@example.org; js@example.org", "masculino"],
        ["Ana\xa0Cruz", 'Peace "Ana" Office', "Ana Cruz <ana@example.org>", "feminino"],
    ], "\t", "utf-8", end="\n"), [
        person("Joaquim Soares", institution="Maritime Authority", email="joaquim@example.org", sex=M),
        person("Ana Cruz", institution='Peace "Ana" Office', email="ana@example.org", sex=W),
    ], rows=2, women=1, countries=0, notes=[2]),
    Case("lao-headings-two-names.xlsx", book(lao), [
        person("Mali Sisavath", own_script_name="ນາງ ມາລີ ສີສະຫວາດ", sex=W, position="ຮອງຫົວໜ້າ", institution="ກະຊວງການຕ່າງປະເທດ", country="Lao PDR", email="mali@example.org"),
        person("Vilay Phommachanh", own_script_name="ທ້າວ ວິໄລ ພົມມະຈັນ", sex=M, position="ຫົວໜ້າ", institution="ອົງການແມ່ນ້ຳ", country="Lao PDR", email="vilay@example.org"),
    ], rows=2, women=1, countries=1),
    Case("thai-headings.csv", text([
        ["ลำดับ", "คำนำหน้า", "ชื่อ-นามสกุล", "เพศ", "หน่วยงาน", "ประเทศ", "อีเมล"],
        ["1", "นางสาว", "สมศรี ใจดี", "หญิง", "กรมน้ำ", "ไทย", "somsri@example.org"],
        ["รวม", "", "1", "", "", "", ""],
    ], ",", "utf-8"), [person("สมศรี ใจดี", honorific="นางสาว", sex=W, institution="กรมน้ำ", country="Thailand", email="somsri@example.org")],
        rows=1, women=1, countries=1),
    Case("vietnamese-headings.csv", text([
        ["STT", "Họ và tên", "Giới tính", "Chức vụ", "Cơ quan", "Quốc gia"],
        ["1", "Nguyễn Thị Ánh", "Nữ", "Chuyên viên", "Bộ Ngoại giao", "Việt Nam"],
        ["2", "Phạm Văn Đức", "Nam", "Giảng viên", "Học viện", "Việt Nam"],
    ], ";", "utf-8-sig"), [
        person("Nguyễn Thị Ánh", sex=W, position="Chuyên viên", institution="Bộ Ngoại giao", country="Viet Nam"),
        person("Phạm Văn Đức", sex=M, position="Giảng viên", institution="Học viện", country="Viet Nam"),
    ], rows=2, women=1, countries=1),
    Case("khmer-and-burmese-headings.tsv", text([
        ["ឈ្មោះ / အမည်", "ភេទ / လိင်", "ស្ថាប័ន", "ប្រទេស"],
        ["ចាន់ សុភា", "ស្រី", "ក្រសួង", "កម្ពុជា"], ["မောင်အောင်", "ကျား", "ဌာန", "မြန်မာ"],
    ], "\t", "utf-8"), [
        person("ចាន់ សុភា", sex=W, institution="ក្រសួង", country="Cambodia"),
        person("မောင်အောင်", sex=M, institution="ဌာန", country="Myanmar"),
    ], rows=2, women=1, countries=2),
    Case("indonesian-headings.csv", text([
        ["No", "Nama Lengkap", "Jenis Kelamin", "Instansi", "Jabatan", "Negara Asal", "Surel"],
        ["1", "Siti Rahma", "Perempuan", "Kementerian", "Analis", "Indonesia", "siti@example.org"],
        ["2", "Bapak Joko Widi", "L", "LSM Damai", "Ketua", "Indonesia", "joko@example.org"],
        ["Jumlah", "2", "", "", "", "", ""],
    ], ",", "utf-8"), [
        person("Siti Rahma", sex=W, institution="Kementerian", position="Analis", country="Indonesia", email="siti@example.org"),
        person("Joko Widi", honorific="Bapak", sex=M, institution="LSM Damai", position="Ketua", country="Indonesia", email="joko@example.org"),
    ], rows=2, women=1, countries=1),
    Case("portuguese-headings.csv", text([
        ["Nome completo", "Género", "País", "Instituição", "Cargo", "Correio eletrónico"],
        ["Joana Belo", "Feminino", "Timor Leste", "Ministério", "Assessora", "joana@example.org"],
    ], ";", "cp1252"), [person("Joana Belo", sex=W, country="Timor-Leste", institution="Ministério", position="Assessora", email="joana@example.org")],
        rows=1, women=1, countries=1),
    Case("surname-comma-given.xlsx", book(surname_given), [
        person("Somchai DEE", family_name="DEE", institution="River Office", country="Thailand"),
        person("Maria Santos", family_name="Santos", honorific="Dr.", institution="University of the Islands", country="Philippines"),
        person("Paolo Reyes", family_name="Reyes", honorific="Mr.", institution="Peace Office", country="Philippines"),
        person("Nur Aziz", honorific="H.E. Dr.", institution="Prime Minister’s Office", country="Malaysia"),
        person("Jane Doe, PhD", institution="Institute", country="Australia"),
        person("Ana Cruz", honorific="Ms", institution="Peace Office", country="Philippines"),
    ], rows=6, women=0, countries=4, proposed={"Paolo Reyes": M, "Ana Cruz": W}),
    Case("sex-only-in-the-title.xlsx", book(by_title), [
        person("Lan Nguyen", honorific="Ms.", country="Viet Nam"), person("Haziq Omar", honorific="Mr", country="Brunei Darussalam"),
        person("Kanya Wong", honorific="Dr", country="Thailand"), person("Sreymom Chan", honorific="Mme", country="Cambodia"),
    ], rows=4, women=0, countries=4, proposed={"Lan Nguyen": W, "Haziq Omar": M, "Sreymom Chan": W}),
    Case("duplicates-in-disguise.xlsx", book(duplicates), [
        person("Nguyễn Thị Ánh", institution="Ministry of Foreign Affairs", email="anh@example.org", sex=W, country="Viet Nam"),
        person("Nguyễn Thị Ánh", institution="Institute of Water", email="other@example.org", sex=W, country="Viet Nam"),
        person("Somchai Dee", sex=M, country="Thailand"),
    ], rows=6, women=2, countries=2, duplicates=3),
    Case("countries-in-all-spellings.csv", text([
        ["Name", "Country of origin"], ["One", "VIETNAM"], ["Two", "Lao People’s Democratic Republic"], ["Three", "Burma"],
        ["Four", "Korea (Republic of)"], ["Five", "timor-leste"], ["Six", "The Philippines"], ["Seven", "BRN"],
        ["Eight", "Cote d'Ivoire"], ["Nine", "Atlantis"], ["Ten", "Viet Nam "],
    ], ",", "utf-8"), [
        person("One", country="Viet Nam"), person("Two", country="Lao PDR"), person("Three", country="Myanmar"),
        person("Four", country="Republic of Korea"), person("Five", country="Timor-Leste"), person("Six", country="Philippines"),
        person("Seven", country="Brunei Darussalam"), person("Eight", country="Côte d'Ivoire"),
        person("Nine", country="Atlantis"), person("Ten", country="Viet Nam"),
    ], rows=10, women=0, countries=9, notes=[10]),
    Case("hidden-characters.csv", text([
        ["Name", "Institution"], ["Ma\u202eria\u200b Santos", "Peace\u2028Office"], ["A\U000e0020na Cr\u200duz", "=cmd|' /C calc'!A0"],
        ["க்\u200cஷ", "Tamil Centre"], ["\u200b\u2060", "Nobody"],
    ], ",", "utf-8"), [
        person("Maria Santos", institution="Peace Office"), person("Ana Cruz", institution="=cmd|' /C calc'!A0"),
        person("க்\u200cஷ", institution="Tamil Centre"),
    ], rows=4, women=0, countries=0, refused=[5], notes=[2, 3, 5]),
    Case("delegations-as-headings.xlsx", book(delegations), [
        person("Sokha Chea", sex=M, country="Cambodia", position="Officer", institution="Ministry of Interior"),
        person("Sreymom Chan", sex=W, country="Cambodia", position="Officer", institution="Ministry of Interior"),
        person("Mali Sisavath", sex=W, country="Lao PDR", position="Officer", institution="Ministry of Interior"),
        person("Kanya Wong", sex=W, country="Thailand", position="Director", institution="Port Authority"),
    ], rows=4, women=3, countries=3),
    Case("rows-to-fix.csv", text([
        ["Name", "Sex", "E-mail", "Country"], ["", "F", "nobody@example.org", "Laos"], ["Bad Mail", "F", "somchai@example", "Laos"],
        ["Odd Sex", "maybe", "", "Laos"], ["N" * 201, "F", "", "Laos"], ["Good Person", "f.", "", "Laos"],
    ], ",", "utf-8"), [person("Good Person", sex=W, country="Lao PDR")], rows=5, women=1, countries=1, refused=[2, 3, 4, 5]),
    Case("headings-nobody-knows.csv", text([
        ["Wer", "Woher", "Wie erreichbar"], ["Anna Muster", "Cambodia", "anna@example.org"], ["Karl Probe", "Thailand", "karl@example.org"],
    ], ";", "utf-8"), [
        person("Anna Muster", country="Cambodia", email="anna@example.org"), person("Karl Probe", country="Thailand", email="karl@example.org"),
    ], rows=2, women=0, countries=2, wishes={"name": "Wer"}),
]  # fmt: skip


def main() -> None:
    """Write every file and, beside them, what is expected."""
    expected = {}
    for case in CASES:
        (HERE / case.file).write_bytes(case.build())
        expected[case.file] = {
            name: value for name, value in vars(case).items() if name not in {"file", "build"}
        }
    (HERE / "expected.json").write_text(
        json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
