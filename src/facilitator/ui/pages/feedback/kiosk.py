"""The kiosk: one person after another answers a form on this laptop.

It fills the screen and holds nothing but the form. Between two people stands a cover; what somebody
left half filled is forgotten after a while, so that the next one does not see it. Answers go into the
secret box; nothing is kept here but, until the next person begins, what is needed to take the last
form back. Only the facilitator's PIN leads out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from facilitator.application.form_words import group_labels, refusal_words, word
from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.answers import asked, check_not_empty, cleaned
from facilitator.domain.feedback.forms import Form, text_in
from facilitator.support.errors import EnvironmentProblem, FacilitatorError, RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.groupmode.locked_window import LockedWindow
from facilitator.ui.groupmode.pin_pad import PinPad
from facilitator.ui.pages.feedback.questions import Question
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.messages import InlineMessage, announce
from facilitator.ui.widgets.options import Options

PATIENCE = 120_000
"""Milliseconds without a touch after which a half-filled form is forgotten."""
COVER_PATIENCE = 30_000
"""Milliseconds after which the last form can no longer be taken back."""


class Box(Protocol):
    """The secret box, as far as the kiosk needs it."""

    def put(self, token: str, answer: dict[str, Any]) -> None:
        """Put an answer in."""

    def withdraw(self, token: str, answer: dict[str, Any]) -> None:
        """Take an answer back."""


class KioskWindow(LockedWindow):
    """One sitting; `counted` comes after each form."""

    counted = Signal()

    def __init__(
        self, form: Form, groups: Sequence[tuple[str, str]], box: Callable[[], Box], pin: str
    ) -> None:
        super().__init__(PinPad(
            pin, title=tr("Leave the feedback form"), back=tr("Back to the form"),
            said=tr("Only the facilitator leaves this window. What was handed in is in the box."),
        ))  # fmt: skip
        self.form, self.groups, self._box = form, groups, box
        self.language = form.languages[0]
        self._last: dict[str, Any] | None = None
        self.questions: list[Question] = []
        self.code: QLineEdit | None = None
        self.group: Options | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        self.setWindowTitle(tr("Feedback"))
        self.cover, self.sheet = QWidget(), QWidget()
        self._build_cover()
        self._build_sheet()
        self._speak()
        for widget in (self.cover, self.sheet):
            self.stack.addWidget(widget)
        self.show_cover()

    # The cover ------------------------------------------------------------------------------------

    def _build_cover(self) -> None:
        self.thanks = IconLabel("message-square-heart", "accent", 56)
        self.title = PlainLabel("", "headline", wrap=True)
        self.said = PlainLabel("", "body", "text2", wrap=True)
        for label in (self.title, self.said):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.languages = Options([(code, code.upper()) for code in self.form.languages],
                                 tr("Language"), several=False)  # fmt: skip
        self.languages.choose([self.language])
        self.languages.changed.connect(self._on_language)
        self.start = Button("", Kind.PRIMARY, size="large")
        self.start.clicked.connect(self.begin)
        self.take_back = Button("", Kind.GHOST)
        self.take_back.clicked.connect(self._on_take_back)
        self.exit = Button(tr("For the facilitator"), Kind.GHOST, icon="lock")
        self.exit.clicked.connect(self.ask_to_leave)
        whole = column(self.cover, (48, 32, 48, 24), spacing=16)
        whole.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        whole.addWidget(self.thanks, 0, middle)
        for label in (self.title, self.said):
            whole.addWidget(label)
        across = row()
        across.addStretch(1)
        across.addWidget(self.languages)
        across.addStretch(1)
        whole.addLayout(across)
        self.languages.setVisible(len(self.form.languages) > 1)
        whole.addWidget(self.start, 0, middle)
        whole.addWidget(self.take_back, 0, middle)
        whole.addStretch(3)
        whole.addWidget(self.exit, 0, Qt.AlignmentFlag.AlignTrailing)

    def show_cover(self) -> None:
        """What stands between two people."""
        self._forget_form()
        self._tell(
            text_in(self.form.titles, self.language), text_in(self.form.intros, self.language)
        )
        self.stack.setCurrentWidget(self.cover)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, title: str, said: str) -> None:
        self.title.setText(title)
        self.said.setText(said)
        self.take_back.setVisible(self._last is not None)
        announce(self, title)

    def _on_language(self) -> None:
        self.language = next(iter(self.languages.chosen), self.language)
        self.languages.choose([self.language])
        self._speak()
        self.show_cover()

    def _speak(self) -> None:
        """The words around the form, in the language that was chosen."""
        for widget, key in ((self.start, "begin"), (self.take_back, "take_back"),
                            (self.give_up, "stop_and_delete"), (self.send, "hand_in"),
                            (self.promise, "promise")):  # fmt: skip
            widget.setText(word(key, self.language))

    def _on_take_back(self) -> None:
        answer, self._last = self._last, None
        if answer is None:
            return
        try:
            self._box().withdraw("", answer)
        except FacilitatorError as problem:
            self._tell(tr("That did not work"), str(problem))
            return
        self.counted.emit()
        self.show_cover()
        self._tell(word("taken_back", self.language), word("nothing_left", self.language))

    # The form -------------------------------------------------------------------------------------

    def _build_sheet(self) -> None:
        self.message = InlineMessage()
        inner = QWidget()
        inner.setProperty("clear", True)
        inner.setMaximumWidth(theme.px(860))
        self.body = column(inner, (8, 8, 16, 32), spacing=28)
        middle = QWidget()
        middle.setProperty("clear", True)
        line = row(middle)
        line.addStretch(1)
        line.addWidget(inner, 8)
        line.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(tr("Questions"))
        self.area.setWidget(middle)
        self.give_up = Button("", size="large")
        self.give_up.clicked.connect(self._on_give_up)
        self.send = Button("", Kind.PRIMARY, size="large")
        self.send.clicked.connect(self.hand_in)
        self.promise = PlainLabel("", "body", "text2", wrap=True)
        foot = row(spacing=12)
        foot.addWidget(self.give_up)
        foot.addWidget(self.promise, 1)
        foot.addWidget(self.send)
        whole = column(self.sheet, (24, 20, 24, 20), spacing=12)
        whole.addWidget(self.message)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)

    def begin(self) -> None:
        """An empty form for the next person; the last one's is out of reach from here."""
        self._last = None
        self._fill_sheet()
        self.stack.setCurrentWidget(self.sheet)
        self.area.verticalScrollBar().setValue(0)
        self._idle.start(PATIENCE)
        first = self.code or (self.group.buttons[0] if self.group else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.questions:
            self.questions[0].begin()

    def _fill_sheet(self) -> None:
        self._forget_form()
        self.body.addWidget(
            PlainLabel(text_in(self.form.titles, self.language), "title", wrap=True)
        )
        if self.form.with_code:
            self.code = QLineEdit()
            hint = word("code_hint", self.language)
            self.code_field = FormField(word("own_code", self.language), self.code, hint)
            self.body.addWidget(self.code_field)
        if self.form.dimension is not Dimension.NONE and self.groups:
            asked_for = word("counted_among", self.language)
            self.body.addWidget(PlainLabel(asked_for, "body_strong"))
            options = [*group_labels(self.groups, self.language),
                       ("", word("rather_not", self.language))]  # fmt: skip
            self.group = Options(options, asked_for, several=False)
            self.body.addWidget(self.group)
        for number, item in enumerate(self.form.items, 1):
            question = Question(item, self.language, number)
            question.changed.connect(self._on_changed)
            self.questions.append(question)
            self.body.addWidget(question)
        self.body.addStretch(1)
        self._show_asked()

    def _forget_form(self) -> None:
        self._idle.stop()
        self.questions, self.code, self.group = [], None, None
        self.message.dismiss()
        clear(self.body)

    def answers(self) -> dict[str, Any]:
        """What stands in the form now."""
        given = {q.item.name: q.value for q in self.questions if q.value is not None}
        if self.code is not None and self.code.text().strip():
            given["code"] = self.code.text()
        if self.group is not None and self.group.chosen:
            given["group"] = self.group.chosen[0]
        return given

    def _on_changed(self, _name: str) -> None:
        self._idle.start(PATIENCE)
        self.message.dismiss()
        self._show_asked()

    def _show_asked(self) -> None:
        wanted = {item.name for item in asked(self.form, self.answers())}
        for question in self.questions:
            question.setVisible(question.item.name in wanted)

    def hand_in(self) -> None:
        """Put the form into the box, or say what is missing."""
        try:
            answer = cleaned(self.form, self.answers())
            check_not_empty(self.form, answer)
            self._box().put("", answer)
        except RuleViolation as refusal:
            self._show_refusal(refusal)
            return
        except EnvironmentProblem as problem:
            self.message.tell("danger", str(problem))
            return
        self.counted.emit()
        self._forget_form()
        self._last = answer
        self._tell(word("thank_you", self.language), word("in_the_box", self.language))
        self.stack.setCurrentWidget(self.cover)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._idle.start(COVER_PATIENCE)

    def _show_refusal(self, refusal: RuleViolation) -> None:
        said = refusal_words(refusal, self.language)
        if refusal.field == "code" and self.code is not None:
            self.code_field.show_error(said)
            self.code.setFocus()
            return
        for question in self.questions:
            if question.item.name == refusal.field:
                question.tell(said)
                self.area.ensureWidgetVisible(question)
                question.begin()
                return
        self.message.tell("info" if refusal.code == "answer-empty" else "danger", said)

    def _on_give_up(self) -> None:
        self.show_cover()
        self._tell(word("given_up", self.language), word("given_up_said", self.language))

    def _on_idle(self) -> None:
        self._last = None
        self.show_cover()

    # Leaving --------------------------------------------------------------------------------------

    def ask_to_leave(self) -> None:
        """Ask for the PIN; the last form is out of reach from here."""
        self._last = None
        self._idle.stop()
        super().ask_to_leave()
