"""Looking at certificates before they are printed: every name set in the layout's own fonts.

What would not print as it should is listed by person, with what to do. Nothing is drawn or changed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from facilitator.application.rows.certificates import CandidateRow, DesignRow
from facilitator.domain.certificate_layout import Box, BoxKind
from facilitator.reports import fonts
from facilitator.reports.certificate_boxes import SECOND_LINE, face_of
from facilitator.reports.certificates import layout_of
from facilitator.reports.pdf import MM
from facilitator.reports.text import extents_em, fit_text, printable
from facilitator.support.i18n import tr

_READABLE = 0.75
"""Share of the layout's least size under which a name is called too small."""


class Trouble(StrEnum):
    """What can be wrong with a name."""

    UNCONFIRMED = "unconfirmed"
    MISSING_GLYPHS = "missing_glyphs"
    UNSUPPORTED_SCRIPT = "unsupported_script"
    MIXED_SCRIPTS = "mixed_scripts"
    HIDDEN = "hidden"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one person's name: what is wrong, and what to do about it."""

    participant_id: UUID
    name: str
    trouble: Trouble
    said: str
    fix: str


def preflight(
    people: Sequence[CandidateRow], confirmed: frozenset[UUID], design: DesignRow
) -> tuple[Problem, ...]:
    """What stands in the way of printing, by person in the order given; empty where all is well.

    Looks at whoever has a certificate or may get one.
    """
    boxes = [b for b in layout_of(design.layout).boxes
             if b.kind is BoxKind.TEXT and b.fields & {"name", "own_name"}]  # fmt: skip
    found: list[Problem] = []
    for row in people:
        if row.issued is None and row.eligibility.kind is None:
            continue
        if row.participant_id not in confirmed and row.issued is None:
            found.append(Problem(
                row.participant_id, row.name, Trouble.UNCONFIRMED,
                tr("The spelling is not confirmed."),
                tr("Have the person check the name, then mark it as confirmed."),
            ))  # fmt: skip
        for trouble, said, fix in _name_troubles(row, boxes):
            found.append(Problem(row.participant_id, row.name, trouble, said, fix))
    return tuple(found)


def _name_troubles(row: CandidateRow, boxes: Sequence[Box]) -> Iterator[tuple[Trouble, str, str]]:
    for text, what in ((row.name, tr("the name")), (row.own_script_name, tr("the own script"))):
        if not text:
            continue
        yield from _letters(text, what)
    if len(_scripts(row.name)) > 1:
        yield (
            Trouble.MIXED_SCRIPTS,
            tr("The name mixes letters of several scripts."),
            tr("Type the name in one script; put the other into the name in own script."),
        )
    for box in boxes:
        yield from _sizes(row, box)


def _letters(text: str, what: str) -> Iterator[tuple[Trouble, str, str]]:
    missing = fonts.missing_glyphs(printable(text))
    if missing:
        shown = " ".join(missing[:6])
        names = {unicodedata.name(char, "?").split()[0].title() for char in missing}
        scripts = ", ".join(sorted(names))
        whole = len(missing) >= len({c for c in text if not c.isspace()})
        kind = Trouble.UNSUPPORTED_SCRIPT if whole else Trouble.MISSING_GLYPHS
        said = (
            tr("No font here draws the script of {what} ({scripts}).", what=what, scripts=scripts)
            if whole
            else tr("No font here draws {letters} in {what}.", letters=shown, what=what)
        )
        yield kind, said, tr("Leave it out, or type the name in another script.")
    if printable(text) != unicodedata.normalize("NFC", text):
        yield (
            Trouble.HIDDEN,
            tr("There are hidden characters in {what}.", what=what),
            tr("Type {what} anew.", what=what),
        )


def _scripts(text: str) -> set[str]:
    """The scripts of the letters, as Unicode names them: LATIN, CYRILLIC, LAO."""
    return {
        unicodedata.name(char, "?").split()[0]
        for char in text
        if unicodedata.category(char) in {"Lu", "Ll", "Lo"}
    }


def _sizes(row: CandidateRow, box: Box) -> Iterator[tuple[Trouble, str, str]]:
    texts = [row.name if "name" in box.fields else row.own_script_name]
    if {"name", "own_name"} <= box.fields and row.own_script_name != row.name:
        texts.append(row.own_script_name)
    needed, smallest = 0.0, box.size
    for number, text in enumerate(text for text in texts if text):
        share = 1.0 if number == 0 else SECOND_LINE
        face = face_of(box) if number == 0 else fonts.Face()
        fitted = fit_text(printable(text), face, box.size * share, box.width * MM,
                          box.least * share, box.lines)  # fmt: skip
        needed += sum(sum(extents_em(line, face)) for line in fitted.lines) * fitted.size
        smallest = min(smallest, fitted.size / share)
    if needed > box.height * MM:
        smallest *= box.height * MM / needed
    if smallest < box.least * _READABLE:
        yield (
            Trouble.SMALL,
            tr("The name is so long that it prints at {size} points.", size=round(smallest)),
            tr("Ask the person for the name as it should stand on the certificate."),
        )
