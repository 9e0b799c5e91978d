"""The drawer with one agenda item: every field, what clashes, and the fixes for it.

A field is committed when it is left. What a rule refused stays in its field with the reason, also
when another item is looked at in between. It changes nothing itself: it says what is wished.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from facilitator._built.forms.pages.agenda_item import Ui_AgendaItemForm
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, RoomRow
from facilitator.application.rows.programme import ObjectiveRow, ResourcePersonRow
from facilitator.domain.agenda import CATEGORY_OF, ItemType, clock
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of
from facilitator.ui.app import theme
from facilitator.ui.app.icons import icon
from facilitator.ui.pages.agenda import words
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.controls import place_of
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import Field, FieldMessage
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.messages import InlineMessage

OVER_UNDER = 1120
"""Width of the page (at 100 %) under which a drawer lies over the grid: a window of 1180 px less the
rail. Five days need more room than a table."""
WIDTH = 340
TIMES = ("start", "end", "minutes")
LINES = ("title", *TIMES, "floor", "mode")
TEXTS = ("objective", "materials", "private_notes")
CHOICES = ("type", "day_id", "room_id", "lead_id", "objective_id")
FLAGS = ("anchored", "optional", "sensitive")
NAMES = (*LINES, *CHOICES, *TEXTS)
_CONTROLS = {"day_id": "day", "room_id": "room", "lead_id": "lead"}

Fix = tuple[str, Callable[[], object]]


class Inspector(Drawer):
    """Shows one item (`show_item`)."""

    over_under = OVER_UNDER

    edit_wanted = Signal(object, str, object)
    """Id of the item, name of the field, what was put into it (text, key or yes and no)."""
    ripple_wanted = Signal(bool)
    """Whether later sessions shall move along from now on."""
    delete_wanted = Signal(object)
    copy_wanted = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Session"), WIDTH)
        self.item: AgendaItemRow | None = None
        self._read_only = False
        self._shown: dict[str, object] = {}
        self._drafts: dict[tuple[UUID, str], tuple[object, str]] = {}
        self._copy = IconButton("copy", tr("Copy this session"), size="compact")
        self._copy.clicked.connect(self._on_copy)
        self._delete = IconButton("trash-2", tr("Delete this session"), size="compact")
        self._delete.clicked.connect(self._on_delete)
        for button in (self._copy, self._delete):
            self.tools.addWidget(button)
        self.clash = InlineMessage()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # the drawer is narrow: as high as its lines need
        self.clash.setSizePolicy(policy)
        self._clash_shown: tuple[object, ...] = ()
        self._build_form()
        self._build_foot()

    def _build_form(self) -> None:
        form = QWidget()
        self.ui = Ui_AgendaItemForm()
        self.ui.setupUi(form)
        theme.adopt_form(form)
        self.controls: dict[str, QWidget] = {
            name: getattr(self.ui, _CONTROLS.get(name, name)) for name in NAMES
        }
        self.fields = {name: self._field(name) for name in NAMES}
        for field in self.fields.values():
            field.left.connect(self._on_left)
        self.ui.anchored.clicked.connect(self._on_flag)
        self.ui.optional.clicked.connect(self._on_flag)
        self.ui.sensitive.clicked.connect(self._on_flag)
        self.ui.ripple.clicked.connect(self.ripple_wanted)
        self.ui.ripple.setToolTip(
            tr(
                "When this session gets longer or shorter, what comes after it moves along, up to "
                "the next fixed time"
            )
        )
        self.ui.sensitive.setToolTip(
            tr("Checked not to stand on the first morning or last in a day. Never printed")
        )
        self.ui.anchored.setToolTip(tr("Nothing else may move its start"))
        self.ui.optional.setToolTip(tr("Proposed to be left out when a day runs late"))
        for kind in sorted(ItemType, key=words.type_word):
            picture = icon(words.ICONS[CATEGORY_OF[kind]])
            self.ui.type.addItem(picture, words.type_word(kind), kind)
        self.body.addWidget(self.clash)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self._fit()

    def _field(self, name: str) -> Field:
        control = self.controls[name]
        title: QLabel = getattr(self.ui, f"{_CONTROLS.get(name, name)}_label")
        if isinstance(title, PlainLabel):
            title.set_style("label", "text2")
        if isinstance(control, QComboBox):
            control.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            control.setMinimumContentsLength(8)
        if name in TIMES:  # three narrow fields share the room under them
            message = FieldMessage()
            self.ui.times_field.addWidget(message)
            return Field(title, control, message)
        hints = {
            "private_notes": tr("Never printed for participants, never on the projector"),
        }
        return Field.adopt(title, control, hints.get(name, ""))

    def _build_foot(self) -> None:
        self._reason = PlainLabel("", "caption", "text2", wrap=True)
        self._reason.setText(text_of("read-only", {}))
        self._reason_icon = IconLabel("lock", "text2", 14)
        line = row(margins=(0, 10, 0, 0), spacing=8)
        line.addWidget(self._reason_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._reason, 1)
        self.foot.addLayout(line)
        self.set_read_only(False)

    def _fit(self) -> None:
        for name in TEXTS:
            self.controls[name].setFixedHeight(theme.px(84))
        self.ui.type.setIconSize(theme.icon_size())

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "controls"):
            self._fit()

    # What it shows --------------------------------------------------------------------------------

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - mirrors setReadOnly
        """Allow changes, or show the reason why there can be none."""
        self._read_only = read_only
        for control in self.controls.values():
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.setReadOnly(read_only)
                theme.set_state(control, "readOnly", "true" if read_only else "false")
            else:
                control.setEnabled(not read_only)
        for part in (
            self.ui.anchored,
            self.ui.optional,
            self.ui.sensitive,
            self.ui.ripple,
            self._copy,
            self._delete,
        ):
            part.setEnabled(not read_only)
        self._reason.setVisible(read_only)
        self._reason_icon.setVisible(read_only)

    def show_ripple(self, *, on: bool) -> None:
        """Show whether later sessions move along."""
        self.ui.ripple.setChecked(on)

    def offer(
        self, agenda: AgendaRow, people: Sequence[ResourcePersonRow],
        objectives: Sequence[ObjectiveRow] = (),
    ) -> None:  # fmt: skip
        """Offer these days, rooms, people and objectives to choose from."""
        _fill(
            self.ui.objective_id,
            [(tr("None of them"), None), *((o.text, o.id) for o in objectives)],
        )
        _fill(self.ui.day, [(words.long_day(day), day.id) for day in agenda.days])
        rooms: Sequence[RoomRow] = agenda.rooms
        _fill(self.ui.room, [(tr("No room yet"), None), *((r.name, r.id) for r in rooms)])
        leads = [(person.name or person.role, person.id) for person in people]
        _fill(self.ui.lead, [(tr("Nobody yet"), None), *leads])

    def show_item(self, item: AgendaItemRow) -> None:
        """Show an item; what is being typed into a field at this moment stays."""
        same = self.item is not None and self.item.id == item.id
        self.item = item
        for name in FLAGS:
            getattr(self.ui, name).setChecked(getattr(item, name))
        for name in NAMES:
            self._show_value(name, _value_of(item, name), keep_typing=same)

    def show_clash(self, kind: str, text: str, fixes: tuple[Fix, ...] = ()) -> None:
        """Say what is in the item's way; the empty text takes the message away."""
        told = (self.item.id if self.item else None, text, *(label for label, _ in fixes))
        if not text:
            self.clash.dismiss()
        elif told != self._clash_shown:  # said once, not again at every refresh
            self.clash.tell(kind, text, fixes)
        self._clash_shown = told

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        control = self.controls[name]
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()
        elif isinstance(control, QComboBox):
            control.showPopup()

    def keep_refused(self, item_id: UUID, name: str, value: object, error: str) -> None:
        """Keep what a rule refused, so that it can be put right."""
        self._drafts[item_id, name] = (value, error)
        if self.item is not None and self.item.id == item_id:
            self._show_value(name, self._shown.get(name), keep_typing=False)

    def accept(self, item_id: UUID, name: str) -> None:
        """The field holds what is stored; the three times are put right together."""
        for part in TIMES if name in TIMES else (name,):
            self._drafts.pop((item_id, part), None)
            if self.item is not None and self.item.id == item_id and part in self.fields:
                _put(self.controls[part], self._shown.get(part))
                self.fields[part].show_error("")

    def forget_everything(self) -> None:
        """Another programme was opened."""
        self._drafts.clear()
        self.item = None
        self.hide()

    def _show_value(self, name: str, value: object, *, keep_typing: bool) -> None:
        control = self.controls[name]
        typing = keep_typing and control.hasFocus() and self._value(name) != self._shown.get(name)
        self._shown[name] = value
        if typing or self.item is None:
            return
        draft, error = self._drafts.get((self.item.id, name), (value, ""))
        _put(control, draft)
        if self.fields[name].error != error:
            self.fields[name].show_error(error)

    def _value(self, name: str) -> Any:
        control = self.controls[name]
        if isinstance(control, QLineEdit):
            return control.text()
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText()
        return control.currentData() if isinstance(control, QComboBox) else None

    # What the user does -----------------------------------------------------------------------------

    def _on_left(self) -> None:
        field = self.sender()
        self._commit(next(name for name, known in self.fields.items() if known is field))

    def _on_flag(self) -> None:
        for name in FLAGS:
            box: QCheckBox = getattr(self.ui, name)
            if self.item is not None and box.isChecked() != getattr(self.item, name):
                self.edit_wanted.emit(self.item.id, name, box.isChecked())

    def _commit(self, name: str) -> None:
        if self._read_only or self.item is None:
            return
        value = self._value(name)
        if value != self._shown.get(name):
            draft = self._drafts.get((self.item.id, name))
            if draft is None or draft[0] != value:  # refused once is enough
                self.edit_wanted.emit(self.item.id, name, value)
        elif (self.item.id, name) in self._drafts:  # typed back to what is stored
            self.accept(self.item.id, name)

    def _on_copy(self) -> None:
        if self.item is not None:
            self.copy_wanted.emit(self.item.id)

    def _on_delete(self) -> None:
        if self.item is not None:
            self.delete_wanted.emit(self.item.id)

    def close_drawer(self) -> None:
        # The focus leaves first, so that the field in which it stands is committed.
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        super().close_drawer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = QApplication.focusWidget()
        name = next((n for n, known in self.controls.items() if known is control), "")
        changed = bool(name) and self._value(name) != self._shown.get(name)
        if event.key() == Qt.Key.Key_Escape and changed and self.item is not None:
            _put(self.controls[name], self._shown.get(name))
            self.accept(self.item.id, name)
        else:
            super().keyPressEvent(event)


def _value_of(item: AgendaItemRow, name: str) -> object:
    """What a field shows of an item."""
    if name == "start":
        return clock(item.start)
    if name == "end":
        return clock(item.end)
    value = getattr(item, name)
    return str(value) if name in {"minutes", "floor"} else value


def _put(control: QWidget, value: object) -> None:
    if isinstance(control, QLineEdit) and control.text() != value:
        control.setText(str(value))
        control.setCursorPosition(0)
    elif isinstance(control, QPlainTextEdit) and control.toPlainText() != value:
        control.setPlainText(str(value))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(place_of(control, value))
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))


def _fill(combo: QComboBox, wanted: list[tuple[str, Any]]) -> None:
    """Offer these choices; nothing happens where they are offered already."""
    if [(combo.itemText(n), combo.itemData(n)) for n in range(combo.count())] == wanted:
        return
    chosen = combo.currentData()
    combo.clear()
    for text, key in wanted:
        combo.addItem(text, key)
    combo.setCurrentIndex(place_of(combo, chosen))
