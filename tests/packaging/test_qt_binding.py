"""The PySide6 that is installed must not lose references to None.

PySide6 6.12.0 drops one with every call that returns nothing; on Python 3.11 the interpreter then
dies after some six thousand calls ("deallocating None"), which short tests do not reach.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 400  # far below the number that kills the interpreter


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_into_qt_keep_the_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    rect = QRect()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText("text")
        rect.moveTo(number, number)
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
