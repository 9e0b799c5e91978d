"""One person's ballot, and the cover between two people: dots on items, or one mark on a scale.

Nothing of the ballots before is kept. It knows no vote: what is asked and the items are given to it,
and `cast` hands over what was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain.dot_vote import VoteRules
from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr, trn
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, foot, row
from facilitator.ui.widgets.messages import announce
from facilitator.ui.widgets.options import Options


class BallotPanel(Card):
    """The cover, or one person's ballot; its subclass knows what stands on the ballot. It begins
    with `show_cover`."""

    cast = Signal(object)
    """The answer."""
    finished = Signal()
    """The facilitator wants to leave."""
    touched = Signal()
    """Somebody is at the ballot."""

    def __init__(self, question: str = "", rule: str = "") -> None:
        """`question` is what is asked, `rule` what comes of it; both stand on the cover as well."""
        super().__init__()
        self.title = PlainLabel("", "title")
        self.question = PlainLabel(question, "body_strong", wrap=True)
        self.rule = PlainLabel(rule, "body", wrap=True)
        self.left = PlainLabel("", "body", "text2", wrap=True)
        self._inner = QWidget()
        self._inner.setProperty("clear", True)
        self.list = column(self._inner, (0, 0, 10, 0), spacing=2)
        self._scroll = scrolled(self._inner, tr("Your ballot"))
        self.begin_button = Button(tr("Begin my ballot"), Kind.PRIMARY, size="large", icon="play")
        self.begin_button.clicked.connect(self.begin_ballot)
        self.cast_button = Button(
            tr("Put it into the box"), Kind.PRIMARY, icon="check", size="large"
        )
        self.cast_button.clicked.connect(self._on_cast)
        self.end_button = Button(tr("For the facilitator"), Kind.GHOST, icon="lock")
        self.end_button.clicked.connect(self.finished)
        for label in (self.title, self.question, self.rule, self.left):
            self.body.addWidget(label)
        for label in (self.question, self.rule):
            label.setVisible(bool(label.text()))
        self.body.addWidget(self._scroll, 1)
        self.body.addStretch(0)  # on the cover the words stand below each other
        self.body.addLayout(foot(self.begin_button, self.cast_button, start=[self.end_button]))

    # What a ballot holds: the subclass's ----------------------------------------------------------

    @property
    def answer(self) -> object:
        """What is on the ballot now."""
        raise NotImplementedError

    def fill(self) -> QWidget | None:
        """Put an empty ballot into `list`; returns where the focus goes."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget what was chosen."""
        raise NotImplementedError

    def hint(self) -> str:
        """What may be done now."""
        raise NotImplementedError

    # The cover and the ballot ---------------------------------------------------------------------

    def show_cover(self) -> None:
        """Show the cover page for the next voter; a ballot that was begun is forgotten."""
        self._cover(tr("The next person votes"))

    def _cover(self, title: str) -> None:
        self.forget()
        clear(self.list)
        self.title.setText(title)
        self.left.setText(tr("Please hand over the keyboard and look away. Ballots go into the box "
                             "without a name, a time or an order."))  # fmt: skip
        self._scroll.hide()
        self.cast_button.hide()
        self.begin_button.show()
        self.end_button.show()
        self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_ballot(self) -> None:
        """Show an empty ballot."""
        self.forget()
        first = self.fill()
        self.list.addStretch(1)
        self.title.setText(tr("Your ballot"))
        self._scroll.show()
        self.cast_button.show()
        self.begin_button.hide()
        self.end_button.hide()
        self.left.setText(self.hint())
        self.touched.emit()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cast(self) -> None:
        self.cast.emit(self.answer)

    def tell(self, words: str) -> None:
        """Say why something was not done."""
        self.left.setText(words)
        announce(self.left, words)

    def refuse(self, problem: FacilitatorError) -> None:
        """Say why the ballot is not in the box; it stays on the screen."""
        self.tell(str(problem))

    def taken(self) -> None:
        """The ballot is in the box."""
        self._cover(tr("Thank you. Your ballot is in the box."))


class DotLine(QWidget):
    """An item on a ballot with its dots: a button that takes one, and one that puts one."""

    wished = Signal(object, int)

    def __init__(self, key: UUID, text: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._key, self._text = key, text
        line = row(self, (0, 2, 0, 2), spacing=8)
        line.addWidget(PlainLabel(text, "body", wrap=True), 1)
        self.less = Button("−", size="normal")
        self.count = PlainLabel("", "body_strong", numbers=True)
        self.count.setMinimumWidth(64)
        self.more = Button("+", size="normal")
        for button, step in ((self.less, -1), (self.more, 1)):
            button.setProperty("step", step)
            button.clicked.connect(self._on_step)
        line.addWidget(self.less)
        line.addWidget(self.count)
        line.addWidget(self.more)
        self.show_dots(0)

    def _on_step(self) -> None:
        self.wished.emit(self._key, int(self.sender().property("step")))

    def show_dots(self, dots: int) -> None:
        """Show how many dots lie on the item."""
        self.count.setText("●" * dots or "–")
        said = trn("1 dot", "{n} dots", dots)
        self.count.setAccessibleName(said)
        self.less.setEnabled(dots > 0)
        self.less.setAccessibleName(
            tr("Take a dot from {text}, {dots}", text=self._text, dots=said)
        )
        self.more.setAccessibleName(tr("Put a dot on {text}, {dots}", text=self._text, dots=said))


class DotBallot(BallotPanel):
    """Dots on items; the answer is {key: dots}, without those that got none."""

    def __init__(
        self, items: Sequence[tuple[UUID, str]], rules: VoteRules, question: str = ""
    ) -> None:
        self._items, self._rules = tuple(items), rules
        self.dots: dict[UUID, int] = {}
        self.lines: dict[UUID, DotLine] = {}
        super().__init__(question)

    @property
    def answer(self) -> dict[UUID, int]:
        return {key: count for key, count in self.dots.items() if count}

    def forget(self) -> None:
        self.dots, self.lines = {}, {}

    def fill(self) -> QWidget | None:
        for key, text in self._items:
            line = DotLine(key, text)
            line.wished.connect(self._on_dot)
            self.list.addWidget(line)
            self.lines[key] = line
        return next((line.more for line in self.lines.values()), None)

    def hint(self) -> str:
        return trn("1 dot left", "{n} dots left", self._free)

    @property
    def _free(self) -> int:
        return self._rules.dots_each - sum(self.dots.values())

    def _on_dot(self, key: UUID, step: int) -> None:
        self.touched.emit()
        wanted = self.dots.get(key, 0) + step
        if step > 0 and self._free <= 0:
            self.tell(trn("Your one dot is used: take it back first.",
                          "All {n} dots are used: take one back first.",
                          self._rules.dots_each))  # fmt: skip
            return
        if step > 0 and wanted > self._rules.most_an_item:
            self.tell(trn("At most 1 dot on each.", "At most {n} dots on each.",
                          self._rules.most_an_item))  # fmt: skip
            return
        self.dots[key] = max(0, wanted)
        self.lines[key].show_dots(self.dots[key])
        self.left.setText(self.hint())


class MarkBallot(BallotPanel):
    """One mark on a scale, none proposed; the answer is its value, or None where none is chosen."""

    def __init__(self, points: Sequence[tuple[int, str]], question: str, rule: str) -> None:
        self._points = tuple(points)
        self.options: Options | None = None
        super().__init__(question, rule)

    @property
    def answer(self) -> int | None:
        chosen = self.options.chosen if self.options is not None else []
        return int(chosen[0]) if chosen else None

    def forget(self) -> None:
        self.options = None

    def fill(self) -> QWidget | None:
        points = [(str(value), words) for value, words in self._points]
        self.options = Options(points, tr("Your mark"), several=False, upright=True)
        self.options.changed.connect(self._on_changed)
        self.list.addWidget(self.options)
        return self.options.buttons[0]

    def hint(self) -> str:
        words = dict(self._points)
        if self.answer is None:
            return tr("Choose one mark. It can be changed until it is in the box.")
        return tr("Chosen: {mark}. It can be changed until it is in the box.",
                  mark=words[self.answer])  # fmt: skip

    def _on_changed(self) -> None:
        self.touched.emit()
        self.left.setText(self.hint())
