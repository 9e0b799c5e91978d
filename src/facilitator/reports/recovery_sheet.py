"""The recovery key of a protected programme on one sheet of paper, as letters and as a code.

It does not say what the programme is about: the file's name is all that stands on it.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.reports import pdf
from facilitator.reports.palette import colour
from facilitator.reports.qr import mask_operators, qr_code
from facilitator.reports.sheets import MARGIN, STRONG, draw_head, fitted_line, hairline
from facilitator.reports.text import Style, draw_lines, wrap_text
from facilitator.support.clock import today
from facilitator.support.i18n import tr

_CODE = 46 * pdf.MM
_ROOM = pdf.PORTRAIT[0] - 2 * MARGIN


def write_recovery_sheet(recovery: str, file_name: str, path: Path) -> None:
    """Write the sheet. `recovery` is eleven groups of five letters. Raises EnvironmentProblem."""
    about = pdf.About(tr("Recovery key"), tr("Facilitator"))
    with pdf.document(path, pdf.PORTRAIT, about) as canvas:
        _draw(canvas, recovery, file_name)
        canvas.showPage()


def _draw(canvas: Canvas, recovery: str, file_name: str) -> None:
    detail = tr("Written on {day}", day=today().isoformat())
    top = draw_head(
        canvas, pdf.PORTRAIT, tr("Keep this sheet locked away"), tr("Recovery key"), detail
    )
    top -= 22
    fitted_line(canvas, MARGIN, top, tr("It opens the file"), _ROOM, 9, ink="text2")
    fitted_line(canvas, MARGIN, top - 18, file_name, _ROOM, 13, face=STRONG)
    top -= 52
    groups = recovery.split("-")
    for start in range(0, len(groups), 3):
        line = "   ".join(groups[start : start + 3])
        fitted_line(canvas, MARGIN, top, line, _ROOM - _CODE - 20, 19, face=STRONG)
        top -= 32
    canvas.setFillColor(colour("text"))
    code = mask_operators(qr_code(recovery), pdf.PORTRAIT[0] - MARGIN - _CODE, top + 12, _CODE)
    canvas._code.append(code)  # noqa: SLF001
    top -= 26
    hairline(canvas, MARGIN, top, _ROOM)
    style = Style(10.5)
    for words in _advice():
        top -= 12
        top -= draw_lines(canvas, MARGIN, top, wrap_text(words, style, _ROOM), style, _ROOM)


def _advice() -> tuple[str, ...]:
    return (
        tr("Whoever holds this sheet and a copy of the file can read all that is in it. Keep the two "
           "apart: not in the bag of the laptop, not in a photo, not in an e-mail."),
        tr("If the passphrase is forgotten, choose the file in Facilitator and type these letters in "
           "place of the passphrase. Capitals and dashes do not matter; the last letters are a check."),
        tr("When the passphrase is changed, a new key is made. Print the new sheet and destroy this "
           "one, unless a copy of the file from before is still to be read with it."),
        tr("Without the passphrase and without this key nobody can open the file again."),
    )  # fmt: skip
