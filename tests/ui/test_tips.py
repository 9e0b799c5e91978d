"""Tooltips show people's text as typed; no markup of theirs is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from facilitator.ui.widgets.tips import plain_tip


@pytest.mark.parametrize("text", ["A & B <b>", "<img src=/etc/passwd>", "Tom <tom@x.org>", "R&D", "plain", "a\n<i>b</i>"])
def test_a_tip_reads_as_it_was_typed(text: str) -> None:
    tip = plain_tip(text)
    document = QTextDocument()
    if tip == text:
        document.setPlainText(tip)
    else:
        document.setHtml(tip)
    assert document.toPlainText() == text
