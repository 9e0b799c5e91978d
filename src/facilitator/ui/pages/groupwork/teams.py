"""The list of teams: who they are, and what they handed in. It says which one was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from facilitator.application.groupwork.words import task_title
from facilitator.application.rows.groupwork import HandInRow, TeamRow
from facilitator.domain.groupwork import HandInState
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.groupmode.parts import team_title
from facilitator.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex


def state_words(row: HandInRow) -> str:
    """Where a handed-in task stands, in words."""
    return {
        HandInState.HANDED_IN: tr("handed in"), HandInState.ACCEPTED: tr("accepted"),
        HandInState.REOPENED: tr("reopened"), HandInState.SENT_BACK: tr("sent back"),
    }[row.state]  # fmt: skip


class TeamDelegate(QStyledItemDelegate):
    """Draws a team in two lines; the chosen one has a bar at its start, not its tint alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, QWidget):
            return
        bare = QStyleOptionViewItem(option)
        bare.text = ""
        bare.state &= ~QStyle.StateFlag.State_HasFocus
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)
        title, _, below = str(index.data()).partition("\n")
        box = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            bar = QRectF(box.x(), box.y() + 8, 3, box.height() - 16)
            painter.fillRect(paint.mirrored(view, bar), theme.colour("accent"))
        room = box.adjusted(theme.px(14), 0, -theme.px(10), 0)
        for text, role, ink, top in (
            (title, "body_medium", "text", 8), (below, "caption", "text2", 30),
        ):  # fmt: skip
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(ink))
            line = QRectF(room.x(), room.y() + theme.px(top), room.width(), theme.px(20))
            paint.draw_text(painter, paint.mirrored(view, line), text, widget=view)
        painter.restore()


class TeamList(QListWidget):
    """One line a team; the arrows move, Enter starts group mode."""

    chosen = Signal(object)
    """The TeamRow in front, or None."""
    started = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Teams"))
        self.setItemDelegate(TeamDelegate(self))
        self.setMinimumWidth(theme.px(300))
        self._rows: list[TeamRow] = []
        self.currentRowChanged.connect(self._on_row)

    def show_teams(self, rows: Sequence[TeamRow], hand_ins: Sequence[HandInRow]) -> None:
        """Show the teams; the one in front stays in front."""
        front = self.front
        self._rows = list(rows)
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(self._words(row, hand_ins))
            item.setToolTip(", ".join(row.members))
            self.addItem(item)
        keys = [row.team for row in rows]
        place = keys.index(front.team) if front is not None and front.team in keys else 0
        self.setCurrentRow(place if rows else -1)
        self.blockSignals(False)

    def _words(self, row: TeamRow, hand_ins: Sequence[HandInRow]) -> str:
        said = [f"{task_title(h.task)}: {state_words(h)}" for h in hand_ins if h.team == row.team]
        members = trn("{n} member", "{n} members", len(row.members))
        return "\n".join([team_title(row), " · ".join([members, *said])])

    @property
    def front(self) -> TeamRow | None:
        """The team in front."""
        place = self.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _on_row(self, _place: int) -> None:
        self.chosen.emit(self.front)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.started.emit()
        else:
            super().keyPressEvent(event)
