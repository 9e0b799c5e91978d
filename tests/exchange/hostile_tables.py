"""Files made to harm: bombs, endless sheets, half workbooks. Built on the spot, never kept."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

import openpyxl

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def workbook(sheet: bytes | str = "", shared: bytes | str = "", prefix: str = "") -> bytes:
    """A workbook of one sheet put together by hand."""
    stream = io.BytesIO()
    body = sheet if isinstance(sheet, bytes) else (
        f'<?xml version="1.0"?>{prefix}<worksheet xmlns="{MAIN}"><sheetData>{HEADER}{sheet}</sheetData></worksheet>'.encode())  # fmt: skip
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("[Content_Types].xml", CONTENT_TYPES)
        packed.writestr("_rels/.rels", RELATIONS)
        packed.writestr("xl/workbook.xml", BOOK)
        packed.writestr("xl/_rels/workbook.xml.rels", BOOK_RELATIONS)
        packed.writestr("xl/worksheets/sheet1.xml", body)
        packed.writestr(
            "xl/sharedStrings.xml", shared or f'<?xml version="1.0"?><sst xmlns="{MAIN}"/>'
        )
    return stream.getvalue()


def real_workbook() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["Name", "Country"])
    for number in range(40):
        made.active.append([f"Person {number}", "Lao PDR"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def million_rows() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 1_000_001))
    return workbook(rows)


def million_short_rows() -> bytes:
    return workbook("<row><c><v>1</v></c></row>" * 1_000_000)


def million_empty_rows() -> bytes:
    return workbook("<row/>" * 1_048_000)


def shared_bomb() -> bytes:
    return workbook(
        "",
        f'<?xml version="1.0"?><sst xmlns="{MAIN}">' + "<si><t>a</t></si>" * 3_000_000 + "</sst>",
    )


def shared_empties() -> bytes:
    return workbook(
        "", f'<?xml version="1.0"?><sst xmlns="{MAIN}">' + "<si/>" * 4_900_000 + "</sst>"
    )


def long_text() -> bytes:
    return workbook(
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 300_000_000}</t></is></c></row>'
    )


def long_text_below_the_limit() -> bytes:
    return workbook(
        f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 49_000_000}</t></is></c></row>'
    )


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return workbook('<row r="2"><c r="A2" t="inlineStr"><is><t>&l9;</t></is></c></row>',
                    prefix=f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{levels}]>')  # fmt: skip


def reads_a_file() -> bytes:
    return workbook('<row r="2"><c r="A2" t="inlineStr"><is><t>&x;</t></is></c></row>',
                    prefix='<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>')  # fmt: skip


def deep() -> bytes:
    return workbook("<row>" * 200_000 + "</row>" * 200_000)


def lying_sizes() -> bytes:
    """A part that says it is small and unpacks to 300 MB."""
    content = bytearray(workbook("x" * 300_000_000))
    real = (300_000_000).to_bytes(4, "little")[
        2:
    ]  # the size's upper half, the same with what stands around it
    for start in range(len(content) - 46):
        if content[start : start + 4] in (b"PK\x01\x02", b"PK\x03\x04"):
            at = start + (24 if content[start + 2] == 1 else 22)
            if content[at + 2 : at + 4] == real:
                content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def many_parts() -> bytes:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as packed:
        for number in range(5_000):
            packed.writestr(f"xl/x{number}.xml", "")
    return stream.getvalue()


def old_workbook(*, protected: bool) -> bytes:
    mark = "EncryptedPackage".encode("utf-16-le") if protected else b"Workbook"
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + mark + b"\0" * 4000


def other_package() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


def cut(share: float) -> Callable[[], bytes]:
    return lambda: (whole := real_workbook())[: int(len(whole) * share)]


def noise(seed: int, start: bytes = b"") -> Callable[[], bytes]:
    return lambda: start + random.Random(seed).randbytes(50_000)


def refused() -> Iterator[tuple[str, Callable[[], bytes], str]]:
    """(name, content, code) of files that must be refused."""
    for number in range(2):
        yield f"noise {number}", noise(number), "table-not-text"
    yield "noise that begins as a workbook", noise(9, b"PK\x03\x04"), "workbook-damaged"
    for share in (0.2, 0.9, 0.999):
        yield f"a workbook cut off at {share}", cut(share), "workbook-damaged"
    yield "a million rows", million_rows, "table-too-long|workbook-swells"
    yield "a million short rows", million_short_rows, "table-too-long"
    yield "a million rows of text", lambda: b"Name\n" + b"A\n" * 1_000_000, "table-too-long"
    yield "a text of 30 MB", lambda: b"Name\n" + b"A" * 30_000_000, "table-too-large"
    yield (
        "a line with a million cells",
        lambda: b"Name" + b"," * 1_000_000 + b"\n",
        "table-too-wide",
    )
    yield (
        "a row that goes on and on",
        lambda: b"Name\n" + b'"\n",' * 4_000_000,
        "table-takes-too-much|table-takes-too-long|table-no-name-column|table-cells-unreadable",
    )
    yield "a cell that never ends", lambda: b'Name\n"' + b"A" * 1_000_000, "table-cells-unreadable"
    yield "three million shared texts", shared_bomb, "workbook-swells"
    yield (
        "five million empty shared texts",
        shared_empties,
        "table-takes-too-long|table-takes-too-much|table-no-name-column",
    )
    yield "a text of 300 MB", long_text, "workbook-swells"
    yield "a million laughs", laughs, "workbook-damaged"
    yield "a part that lies about its size", lying_sizes, "workbook-damaged"
    yield "five thousand parts", many_parts, "workbook-swells"
    yield "an old workbook", lambda: old_workbook(protected=False), "workbook-old"
    yield "a workbook with a password", lambda: old_workbook(protected=True), "workbook-protected"
    yield "another kind of package", other_package, "workbook-other-kind"
    yield "nothing", bytes, "table-empty"


def refused_or_read() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Files that may be read as far as they make sense, or refused; in time either way."""
    yield "a million empty rows", million_empty_rows
    yield "a text of 49 MB", long_text_below_the_limit
    yield "a file of ours asked for", reads_a_file
    yield "rows in rows in rows", deep
    yield (
        "a cell at the far end",
        lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    )
