"""A case's form keeps what is being typed, whatever comes back from the store meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui.pages.case_studies.form import Form, TextBox
from facilitator.ui.widgets.layouts import column


def test_a_text_saved_at_a_pause_keeps_its_space_and_cursor(app: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form, elsewhere = Form(), QLineEdit()
    box = form.add_text("situation", "Situation")
    assert isinstance(box, TextBox)
    whole = column(window)
    whole.addWidget(form)
    whole.addWidget(elsewhere)
    form.show_values({"situation": ""})
    window.show()
    box.setFocus()
    said: list[object] = []
    form.changed.connect(lambda _name, value: said.append(value))
    qtbot.keyClicks(box, "Two valleys ")
    form.fields["situation"].field.left.emit()  # a pause in group mode: the cursor stays
    form.show_values({"situation": "Two valleys"})  # the store keeps no space at the end
    qtbot.keyClicks(box, "share")
    assert box.raw == "Two valleys share"
    elsewhere.setFocus()
    form.fields["situation"].field.left.emit()
    assert said[-1] == "Two valleys share"
    form.show_values({"situation": "Two valleys shared"})
    assert box.raw == "Two valleys shared", "what another changed is shown once the field is left"
