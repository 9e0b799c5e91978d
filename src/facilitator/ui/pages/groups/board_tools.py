"""The tools above the board: how many groups of how many people, those in none, the rules."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QSpinBox, QWidget

from facilitator.domain.grouping.model import MOST_PEOPLE, group_sizes, groups_of_size
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row


class BoardTools(QWidget):
    """Number and size of the groups follow each other; the page connects the buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._people = 0
        self.count = QSpinBox()
        self.count.setRange(1, 200)
        self.count.setValue(5)
        self.count.setAccessibleName(tr("Number of groups"))
        self.count.setMinimumWidth(theme.px(76))
        self.count_note = PlainLabel("", "small", "text2")
        self.people_each = QSpinBox()
        self.people_each.setRange(2, 50)
        self.people_each.setMinimumWidth(theme.px(70))
        for box in (self.count, self.people_each):
            box.lineEdit().setTextMargins(theme.px(6), 0, 0, 0)
        self.people_each.setAccessibleName(tr("People in a group, about"))
        self.people_each.setToolTip(tr("Sets the number of groups; some get one person fewer"))
        self.rules = Button(tr("Rules"), Kind.GHOST, icon="list-checks", size="compact")
        self.place = Button("", icon="user-plus", size="compact")
        self._build_line()
        self.count.valueChanged.connect(self._show_count)
        self.people_each.valueChanged.connect(self._on_size)

    def _build_line(self) -> None:
        line = row(self, spacing=8)
        line.addWidget(self.place)
        number, each = (PlainLabel(t, "label", "text2") for t in (tr("Groups"), tr("of about")))
        for title in (number, each):
            title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line.addWidget(number)
        line.addWidget(self.count)
        line.addWidget(each)
        line.addWidget(self.people_each)
        line.addWidget(self.count_note)
        line.addWidget(self.rules)

    def show_people(self, people: int) -> None:
        """Say what the number of groups means for so many people."""
        self._people = people
        self._show_count()

    def show_pool(self, pool: int, *, editable: bool) -> None:
        """Offer to place those who are in no group."""
        self.place.setText(trn("Place {n}", "Place {n}", pool))
        self.place.setToolTip(tr("Put those in no group into the smallest groups that suit"))
        self.place.setVisible(pool > 0)
        self.place.setEnabled(editable)

    def _show_count(self) -> None:
        people = self._people
        if not people:
            self.count_note.setText("")
            return
        self.count.setMaximum(max(1, people))
        sizes = group_sizes(min(people, MOST_PEOPLE), min(self.count.value(), people))
        least, most = min(sizes), max(sizes)
        self.people_each.blockSignals(True)  # what follows from the number must not set the number
        self.people_each.setValue(most)
        self.people_each.blockSignals(False)
        larger = sizes.count(most)
        uneven = tr("{n} of {size}, {m} of {less}", n=larger, size=most, m=len(sizes) - larger,
                    less=least)  # fmt: skip
        self.count_note.setText("" if least == most else uneven)

    def _on_size(self, size: int) -> None:
        if self._people:
            self.count.setValue(groups_of_size(min(self._people, MOST_PEOPLE), size))
