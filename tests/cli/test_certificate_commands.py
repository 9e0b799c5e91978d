"""Certificates in the shell: a key, signing, checking, proofs, order, ZIP, register."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pikepdf
import pytest

from facilitator.application.commands.certificates import VoidCertificate
from facilitator.application.queries.certificates import register
from facilitator.application.rows.certificates import IssuedRow
from facilitator.application.workspace import Workspace
from facilitator.cli.run import run


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text("four words and a comma\n", "utf-8")
    return path


def text_of(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_passphrase_that_is_typed_for_a_new_key_is_typed_twice(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(
        ["four words and a comma", "four words and a coma"] + ["four words and a comma"] * 2
    )
    monkeypatch.setattr("getpass.getpass", lambda _asked: next(typed))
    assert run(["signing-key", "new", "Centre for Dialogue"]) == 1
    assert "The two entries differ" in capsys.readouterr().err
    assert run(["signing-key", "new", "Centre for Dialogue"]) == 0
    assert next(typed, None) is None


def test_from_a_key_to_a_verdict(
    sample_path: Path, passphrase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    secret = ["--signing-passphrase-file", str(passphrase)]
    assert run(["signing-key", "sign", str(sample_path), *secret]) == 1  # there is no key yet
    assert run(["signing-key", "new", "Centre for Dialogue", *secret]) == 0
    assert run(["signing-key", "sign", str(sample_path), *secret]) == 0
    assert run(["export", "certificates", str(sample_path), str(tmp_path / "out")]) == 0
    one = sorted((tmp_path / "out" / "certificates").iterdir())[3]
    capsys.readouterr()
    assert run(["verify", str(one), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["verdict"], found["issuer"]) == ("genuine", "Centre for Dialogue")
    publish = ["signing-key", "publish", str(sample_path), str(tmp_path / "issuer.json"), *secret]
    assert run(publish) == 0

    with Workspace.open(sample_path) as workspace:
        row = next(r for r in workspace.query(register) if r.serial == found["facts"]["serial"])
        assert "four words" not in sample_path.read_bytes().decode("latin-1")
        workspace.execute(VoidCertificate(row.id, "a test"))
    assert run(["verify", row.code, "--programme", str(sample_path)]) == 1
    assert "Void" in capsys.readouterr().out
    assert run(["verify", row.code[:-1] + ("A" if row.code[-1] != "A" else "B")]) == 1
    assert "Altered" in capsys.readouterr().out

    # on another computer, which knows nobody; then it is told of the issuer
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "elsewhere"))
    assert run(["verify", str(one)]) == 1
    assert "Unknown key" in capsys.readouterr().out
    assert run(["verify", str(one), "--issuer", str(tmp_path / "issuer.json")]) == 0
    assert run(["signing-key", "trust", str(tmp_path / "issuer.json")]) == 0
    assert run(["verify", str(one)]) == 0


def test_the_list_of_void_certificates_is_signed(
    sample_path: Path, passphrase: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    secret = ["--signing-passphrase-file", str(passphrase)]
    run(["signing-key", "new", "Centre for Dialogue", *secret])
    run(["signing-key", "sign", str(sample_path), *secret])
    with Workspace.open(sample_path) as workspace:
        void, valid = workspace.query(register)[:2]
        workspace.execute(VoidCertificate(void.id, "a test"))
        void, valid = workspace.query(register)[:2]
    published = tmp_path / "issuer.json"
    run(["signing-key", "publish", str(sample_path), str(published), *secret])
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "elsewhere"))

    def verify(row: IssuedRow) -> tuple[int, str]:
        code = run(["verify", row.code, "--issuer", str(published)])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert verify(valid)[0] == 0
    assert "Void" in verify(void)[1]
    good = json.loads(published.read_text("utf-8"))
    other = json.loads(published.read_text("utf-8"))
    other["issuer"] = "Somebody else"
    text = good["void_signed"]
    for changed in (
        {**good, "void": []}, {**good, "void": [*good["void"], valid.serial]}, other,
        {**good, "void": [], "void_signed": ""}, {**good, "void_signed": text[:-6] + "AAAA=="},
        {**good, "void_signed": text[:40] + ("A" if text[40] != "A" else "B") + text[41:]},
    ):  # fmt: skip
        published.write_text(json.dumps(changed), "utf-8")
        assert run(["signing-key", "trust", str(published)]) == 1
        assert "List altered" in capsys.readouterr().err
        code, said = verify(valid)
        assert code == 1
        assert "List altered" in said
    published.write_text(json.dumps(good), "utf-8")
    assert run(["signing-key", "trust", str(published)]) == 0
    published.unlink()
    capsys.readouterr()
    assert run(["verify", void.code]) == 1
    assert "Void" in capsys.readouterr().out


def test_the_private_key_is_nowhere_in_clear(
    home: Path, passphrase: Path, sample_path: Path
) -> None:
    from facilitator.application import signing

    secret = ["--signing-passphrase-file", str(passphrase)]
    run(["signing-key", "new", "Centre", *secret])
    run(["signing-key", "sign", str(sample_path), *secret])
    (key,) = signing.own_keys()
    private = signing.unlock(key.path, "four words and a comma").private_bytes_raw()
    import base64

    for path in [sample_path, *(p for p in home.rglob("*") if p.is_file())]:
        data = path.read_bytes()
        assert private not in data, path
        assert base64.b64encode(private) not in data, path
        assert private.hex().encode() not in data, path


def test_proofs_of_everybody_are_marked_and_give_no_number(
    sample_path: Path, tmp_path: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        before = workspace.query(register)
    assert run(["export", "certificates", str(sample_path), str(tmp_path), "--all"]) == 0
    with Workspace.open(sample_path) as workspace:
        assert workspace.query(register) == before
    with pikepdf.open(tmp_path / "proofs.pdf") as pdf:
        assert len(pdf.pages) == 35
    text = text_of(tmp_path / "proofs.pdf")
    assert "Devendra Pratap Solanki" in text
    assert "VTE-2024" not in text
    assert [p.name for p in tmp_path.iterdir() if p.is_dir() and p.name == "certificates"] == []


def test_order_and_zip(sample_path: Path, tmp_path: Path) -> None:
    words = ["export", "certificates", str(sample_path), str(tmp_path / "out")]
    assert run([*words, "--order", "name", "--zip"]) == 0
    with zipfile.ZipFile(tmp_path / "out" / "certificates.zip") as packed:
        names = packed.namelist()
        assert packed.testzip() is None
        assert packed.read(names[0]).startswith(b"%PDF-1.7")
    assert len(names) == len(set(names)) == 34
    assert all(name.isascii() and "/" not in name and "\\" not in name for name in names)
    again = tmp_path / "again"
    assert run(["export", "certificates", str(sample_path), str(again), "--zip"]) == 0
    first = (tmp_path / "out" / "certificates.zip").read_bytes()
    assert (again / "certificates.zip").read_bytes() == first


def test_the_register_says_what_is_void_and_what_stands_for_it(
    sample_path: Path, tmp_path: Path
) -> None:
    from datetime import date

    from openpyxl import load_workbook

    from facilitator.application.commands.certificates import ReissueCertificate

    with Workspace.open(sample_path) as workspace:
        old = workspace.query(register)[0]
        workspace.execute(
            ReissueCertificate(old.id, "=Vilay+Right", "", "misspelt", date(2024, 11, 9))
        )
    assert run(["export", "register", str(sample_path), str(tmp_path)]) == 0
    text = text_of(tmp_path / "register.pdf")
    assert "void: misspelt" in " ".join(text.split())
    sheet = load_workbook(tmp_path / "register.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0][5] == "void"
    assert rows[-1][1] == "=Vilay+Right"
    assert rows[-1][7] == old.serial
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_options_of_certificates_are_refused_elsewhere(sample_path: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["export", "agenda", str(sample_path), str(tmp_path), "--zip"])
    assert ended.value.code == 2
