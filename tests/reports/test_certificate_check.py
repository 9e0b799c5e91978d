"""Certificates are read back from files: genuine, altered, void, unknown; and from paper of 30 mm."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageFilter
from report_rows import HOSTILE, NAMES, programme, sheet

from facilitator.application.rows.certificates import CertificateSheet, DesignRow
from facilitator.application.signing import Issuer
from facilitator.domain.certificate_code import Facts, Verdict, key_id_of, seal
from facilitator.domain.certificate_layout import SHIPPED
from facilitator.domain.certificates import CertificateKind
from facilitator.reports.certificate_check import check_file, check_text
from facilitator.reports.certificate_sight import Sight
from facilitator.reports.certificates import write_certificates

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
KNOWN = {key_id_of(PUBLIC): Issuer("Centre for Dialogue", key_id_of(PUBLIC), PUBLIC)}


def signed(row: CertificateSheet) -> CertificateSheet:
    week = programme()
    facts = Facts(row.kind, row.name, row.own_script_name, week.title, week.first_day,
                  week.last_day, week.place, row.serial, row.issued_on, 1855)  # fmt: skip
    return replace(row, code=seal(facts, KEY))


def written(path: Path, *rows: CertificateSheet, layout: str = "waves") -> Path:
    write_certificates(rows, programme(), path, None, DesignRow(layout, "en"))
    return path


@pytest.mark.parametrize("layout", SHIPPED)
def test_every_script_is_genuine_in_every_layout(layout: str, tmp_path: Path) -> None:
    rows = [signed(sheet(n, latin, own)) for n, (latin, own) in enumerate(NAMES.values(), 1)]
    found = check_file(written(tmp_path / "all.pdf", *rows, layout=layout), KNOWN)
    assert [(f.verdict, f.differs) for f in found] == [(Verdict.GENUINE, ())] * len(rows)
    assert [f.checked.opened.facts.name for f in found if f.checked.opened.facts] == [
        row.name for row in rows
    ]


@pytest.mark.parametrize("name", [n for n in HOSTILE if n.strip()])
def test_hostile_names_are_genuine_too(name: str, tmp_path: Path) -> None:
    (found,) = check_file(written(tmp_path / "one.pdf", signed(sheet(1, name))), KNOWN)
    assert found.verdict is Verdict.GENUINE


@pytest.mark.parametrize("field", ["name", "own_script_name", "serial"])
def test_a_changed_sheet_under_a_genuine_code_is_found(field: str, tmp_path: Path) -> None:
    row = signed(sheet(1, "Vilay Phommachanh", "ວິໄລ ພົມມະຈັນ"))
    other = {"name": "Vilai Phommachanh", "own_script_name": "ວິໄລ ພົມມະວັນ",
             "serial": "2024-11-002"}[field]  # fmt: skip
    forged = replace(row, **{field: other})
    (found,) = check_file(written(tmp_path / "forged.pdf", forged), KNOWN)
    assert found.verdict is Verdict.ALTERED
    assert found.differs == (field,)


def test_a_name_changed_inside_the_file_is_found(tmp_path: Path) -> None:
    path = written(tmp_path / "one.pdf", signed(sheet(1, "Noy Sisouphan")))
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        assert b"(No" in content
        page.Contents.write(content.replace(b"(No", b"(Na"))
        pdf.save(tmp_path / "changed.pdf")
    (found,) = check_file(tmp_path / "changed.pdf", KNOWN)
    assert (found.verdict, found.differs) == (Verdict.ALTERED, ("name",))


def test_void_unknown_and_missing_codes(tmp_path: Path) -> None:
    row = signed(sheet(1, "Lan Tran"))
    path = written(tmp_path / "one.pdf", row)
    assert check_file(path, {})[0].verdict is Verdict.UNKNOWN_KEY
    assert check_file(path, KNOWN, frozenset({row.code}))[0].verdict is Verdict.VOID
    (issuer,) = KNOWN.values()
    declared = {issuer.key_id: replace(issuer, void=frozenset({row.serial}))}
    assert check_file(path, declared)[0].verdict is Verdict.VOID
    plain = written(tmp_path / "plain.pdf", sheet(1, "Lan Tran"))
    assert [f.verdict for f in check_file(plain, KNOWN)] == [Verdict.NO_CODE]
    assert check_text(row.code, KNOWN).verdict is Verdict.GENUINE


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n", b"FC1:!!", b"abc"])
def test_broken_files_are_no_certificate_and_no_crash(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert all(f.verdict in {Verdict.NO_CODE, Verdict.ALTERED} for f in check_file(path, KNOWN))


@pytest.mark.parametrize("layout", SHIPPED)
def test_a_photograph_of_the_printed_code_is_read(layout: str, tmp_path: Path) -> None:
    """At 150 dots an inch, turned, blurred and pale, as a phone sees a sheet; 30 mm wide at least."""
    from facilitator.reports.certificates import layout_of

    box = next(b for b in layout_of(layout).boxes if b.kind == "code")
    assert min(box.width, box.height) >= 30
    path = written(tmp_path / "one.pdf", signed(sheet(1, "Vilay Phommachanh", "ວິໄລ ພົມມະຈັນ")),
                   layout=layout)  # fmt: skip
    page = pypdfium2.PdfDocument(path)[0].render(scale=200 / 72).to_pil().convert("L")
    photo = page.rotate(4, expand=True, fillcolor=235, resample=Image.Resampling.BICUBIC)
    photo = photo.filter(ImageFilter.GaussianBlur(0.8)).point(lambda level: 50 + level * 3 // 5)
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=70)
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(stream.getvalue())
    (found,) = check_file(picture, KNOWN)
    assert found.verdict is Verdict.GENUINE


def laid_over(source: Path, target: Path, content: bytes) -> Path:
    """The file with something more drawn on its first page, as any PDF editor does it."""
    with pikepdf.open(source) as pdf:
        page = pdf.pages[0]
        page.Resources.Font["/Zz"] = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Bold"),
        ))  # fmt: skip
        page.contents_add(b"\nq " + content + b" Q\n")
        pdf.save(target)
    return target


PATCH = b"1 1 1 rg 101 301 640 94 re f "
"""White over the names."""


@pytest.mark.parametrize(
    ("content", "differs"),
    [
        (PATCH + b"0 g BT /Zz 40 Tf 250 330 Td (Mallory Forger) Tj ET", ("name",)),
        (PATCH, ("name",)),
        (b"1 1 1 rg 420 301 320 94 re f 0 g BT /Zz 40 Tf 430 335 Td (Forger) Tj ET", ("name",)),
        (b"0 g BT /Zz 40 Tf 600 335 Td (Jr.) Tj ET", ("name",)),
        (b"0 g 570 335 10 10 re f", ("name",)),
        (b"1 1 1 rg 101 430 640 44 re f 0 g BT /Zz 35 Tf 250 442 Td (Master of All) Tj ET", ("kind",)),
        (b"0 g BT /Zz 9 Tf 300 60 Td (Framed by Sample and Sons) Tj ET", ()),
    ],
)  # fmt: skip
def test_what_is_laid_over_a_name_or_beside_it_is_found(
    content: bytes, differs: tuple[str, ...], tmp_path: Path
) -> None:
    path = written(tmp_path / "one.pdf", signed(sheet(1, "Noy Sisouphan")))
    (found,) = check_file(laid_over(path, tmp_path / "changed.pdf", content), KNOWN)
    assert found.differs == differs


def test_a_note_over_the_name_is_found(tmp_path: Path) -> None:
    path = written(tmp_path / "one.pdf", signed(sheet(1, "Noy Sisouphan")))
    with pikepdf.open(path) as pdf:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText,
                                  Rect=[101, 301, 741, 395], Contents="Mallory Forger",
                                  DA="/Helv 30 Tf 0 g", C=[1, 1, 1], F=4)  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(tmp_path / "changed.pdf")
    (found,) = check_file(tmp_path / "changed.pdf", KNOWN)
    assert (found.verdict, found.differs) == (Verdict.ALTERED, ("name",))


def test_a_longer_name_and_another_kind_are_found(tmp_path: Path) -> None:
    row = signed(sheet(1, "Noy Sisouphan"))
    longer = written(tmp_path / "longer.pdf", replace(row, name="Noy Sisouphan Vongsa"))
    assert check_file(longer, KNOWN)[0].differs == ("name",)
    other = next(kind for kind in CertificateKind if kind is not row.kind)
    promoted = written(tmp_path / "kind.pdf", replace(row, kind=other))
    assert check_file(promoted, KNOWN)[0].differs == ("kind",)


def test_a_scan_in_a_pdf_is_judged_by_its_code(tmp_path: Path) -> None:
    """It holds no text: nothing on it can differ, as on a photograph."""
    path = written(tmp_path / "one.pdf", signed(sheet(1, "Noy Sisouphan")))
    scanned = pypdfium2.PdfDocument(path)[0].render(scale=200 / 72).to_pil().convert("RGB")
    scanned.save(tmp_path / "scan.pdf", resolution=200)
    (found,) = check_file(tmp_path / "scan.pdf", KNOWN)
    assert (found.verdict, found.differs) == (Verdict.GENUINE, ())


def test_names_in_hundreds_beside_a_patch_do_not_hold_the_check_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each place where the name stands is looked at, up to a bound: no honest page has so many."""
    looked: list[object] = []
    shows = Sight.shows

    def counted(sight: Sight, parts: list[tuple[int, int]], *, alone: bool) -> bool:
        looked.append(parts)
        return shows(sight, parts, alone=alone)

    monkeypatch.setattr(Sight, "shows", counted)
    path = written(tmp_path / "one.pdf", signed(sheet(1, "Noy Sisouphan")))
    lines = (b"1 0 0 1 20 %d Tm (Noy Sisouphan and Co) Tj " % (5 * n) for n in range(4, 104))
    many = b"0 g BT /Zz 5 Tf " + b"".join(lines) * 4 + b"ET"
    (found,) = check_file(laid_over(path, tmp_path / "changed.pdf", PATCH + many), KNOWN)
    assert (found.verdict, found.differs) == (Verdict.ALTERED, ("name",))
    assert len(looked) < 200
