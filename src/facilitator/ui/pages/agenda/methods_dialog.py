"""The methods library: search a building block, change it, put it into the agenda, keep one's own.

The fields on the right may be changed before a method is used; changed or not, it can be kept as
one's own. The dialog stores methods through `exchange.methods` and says what is to be inserted.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)  # fmt: skip

from facilitator.domain.agenda import CATEGORY_OF, ItemType
from facilitator.exchange.methods import Method, checked, delete_own, own, save_own, shipped
from facilitator.support.errors import EnvironmentProblem, FacilitatorError, RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import icon
from facilitator.ui.pages.agenda import words
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.search import FilterField

WIDTH, HEIGHT = 860, 620


def fitting(parent: QWidget | None, width: int, height: int) -> QSize:
    """The size of a dialog: as wished (at 100 %), but no larger than the window that it belongs to."""
    wished = QSize(theme.px(width), theme.px(height))
    if parent is None:
        return wished
    edge = theme.px(24)
    return wished.boundedTo(parent.window().size() - QSize(edge, edge))


class MethodsDialog(QDialog):
    """Opened with `open()`; `insert_wanted` carries the Method to be put in."""

    insert_wanted = Signal(object)

    def __init__(self, parent: QWidget, *, editable: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Methods library"))
        self._editable = editable
        self._chosen: Method | None = None
        self._all: tuple[Method, ...] = ()
        self.filter = FilterField(tr("Search methods"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Methods"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setIconSize(theme.icon_size())
        self.list.setUniformItemSizes(True)
        self.message = InlineMessage(closable=True)
        self.fields: dict[str, FormField] = {}
        self._build()
        self.filter.textChanged.connect(self._fill)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(self._insert)
        self.read()
        self.filter.setFocus()

    def _build(self) -> None:
        side = column(spacing=8)
        side.addWidget(self.filter)
        side.addWidget(self.list, 1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(theme.px(300))
        middle = row(spacing=20)
        middle.addWidget(holder)
        middle.addWidget(self._form(), 1)
        whole = column(self, (24, 22, 24, 20), spacing=16)
        whole.addWidget(PlainLabel(tr("Methods library"), "title"))
        whole.addWidget(self.message)
        whole.addLayout(middle, 1)
        whole.addLayout(self._foot())
        self.resize(fitting(self.parentWidget(), WIDTH, HEIGHT))

    def _form(self) -> QWidget:
        inner = QWidget()
        form = column(inner, (2, 2, 12, 2), spacing=12)
        kind = QComboBox()
        for each in sorted(ItemType, key=words.type_word):
            kind.addItem(icon(words.ICONS[CATEGORY_OF[each]]), words.type_word(each), each)
        controls: tuple[tuple[str, str, QWidget], ...] = (
            ("name", tr("Name"), QLineEdit()), ("purpose", tr("Purpose"), QPlainTextEdit()),
            ("steps", tr("Steps, one a line"), QPlainTextEdit()),
            ("materials", tr("Materials"), QPlainTextEdit()),
            ("minutes", tr("Minutes"), QLineEdit()),
            ("floor", tr("Shortest length in minutes"), QLineEdit()),
            ("type", tr("Type"), kind), ("mode", tr("Mode"), QLineEdit()),
        )  # fmt: skip
        pair = row(spacing=12)
        for name, title, control in controls:
            self.fields[name] = FormField(title, control)
            if isinstance(control, QPlainTextEdit):
                control.setFixedHeight(theme.px(150 if name == "steps" else 64))
            if name in {"minutes", "floor", "type", "mode"}:
                if name == "type":
                    form.addLayout(pair)
                    pair = row(spacing=12)
                pair.addWidget(self.fields[name], 1)
            else:
                form.addWidget(self.fields[name])
        form.addLayout(pair)
        form.addStretch(1)
        return scrolled(inner)

    def _foot(self) -> QHBoxLayout:
        self.delete_button = Button(tr("Delete my method"), icon="trash-2")
        self.save_button = Button(tr("Keep as my own"), icon="save")
        self.close_button = Button(tr("Close"))
        self.insert_button = Button(tr("Insert into the agenda"), Kind.PRIMARY, icon="plus")
        self.insert_button.setEnabled(self._editable)
        self.delete_button.clicked.connect(self._delete)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.insert_button.clicked.connect(self._insert)
        return foot(self.close_button, self.insert_button,
                    start=(self.delete_button, self.save_button))  # fmt: skip

    # What it shows --------------------------------------------------------------------------------

    def read(self, choose: str = "") -> None:
        """Read the library again; `choose` is the key of the own method to show."""
        mine, unread = own()
        self._all = (*mine, *shipped())
        if unread:
            names = ", ".join(str(path) for path in unread)
            self.message.tell("warn", str(EnvironmentProblem("method-unreadable", path=names)))
        self._fill(choose=choose)

    def show_method(self, method: Method) -> None:
        """Show a method that is not in the library yet, to be kept."""
        self.list.setCurrentRow(-1)
        self._put(method)

    def _fill(self, _text: str = "", choose: str = "") -> None:
        self.list.clear()
        for method in self._all:
            if not method.matches(self.filter.text()):
                continue
            picture = icon(words.ICONS[CATEGORY_OF[method.type]])
            family = tr("My own") if method.own else tr(method.family)
            item = QListWidgetItem(
                picture, f"{method.name}\n{family} · {words.length(method.minutes)}"
            )
            item.setSizeHint(QSize(0, theme.px(48)))
            item.setData(Qt.ItemDataRole.UserRole, method)
            self.list.addItem(item)
            if choose and method.own and method.key == choose:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.insert_button.setEnabled(self._editable and self._chosen is not None)

    def _on_chosen(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._put(item.data(Qt.ItemDataRole.UserRole))

    def _put(self, method: Method) -> None:
        self._chosen = method
        texts = {"name": method.name, "purpose": method.purpose, "steps": "\n".join(method.steps),
                 "materials": method.materials, "minutes": str(method.minutes),
                 "floor": str(method.floor), "mode": method.mode}  # fmt: skip
        for name, text in texts.items():
            control = self.fields[name].control
            if isinstance(control, QLineEdit):
                control.setText(text)
                control.setCursorPosition(0)
            elif isinstance(control, QPlainTextEdit):
                control.setPlainText(text)
            self.fields[name].show_error("")
        kind = self.fields["type"].control
        if isinstance(kind, QComboBox):
            kind.setCurrentIndex(
                next(n for n in range(kind.count()) if kind.itemData(n) == method.type)
            )
        self.delete_button.setEnabled(method.own)
        self.insert_button.setEnabled(self._editable)

    # What the user does -----------------------------------------------------------------------------

    def _text(self, name: str) -> str:
        control = self.fields[name].control
        if isinstance(control, QPlainTextEdit):
            return control.toPlainText()
        return control.text() if isinstance(control, QLineEdit) else ""

    def _number(self, name: str) -> int:
        text = self._text(name).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 5):
            raise RuleViolation("method-minutes", field=name, minutes=text)
        return int(text)

    def written(self) -> Method:
        """The method as the fields say. Raises RuleViolation, its field named."""
        base = self._chosen or Method("", "", ItemType.WORKSHOP)
        kind = self.fields["type"].control
        return replace(
            base, name=self._text("name"), purpose=self._text("purpose").strip(),
            steps=tuple(self._text("steps").splitlines()), mode=self._text("mode"),
            materials=self._text("materials").strip(), minutes=self._number("minutes"),
            floor=self._number("floor"),
            type=ItemType(kind.currentData()) if isinstance(kind, QComboBox) else base.type,
        )  # fmt: skip

    def _attempt(self) -> Method | None:
        for field in self.fields.values():
            field.show_error("")
        try:
            return checked(self.written())
        except RuleViolation as refusal:
            field = self.fields.get(refusal.field or "name", self.fields["name"])
            field.show_error(str(refusal))
            field.control.setFocus()
            return None

    def _insert(self) -> None:
        method = self._attempt() if self._editable else None
        if method is not None:
            self.accept()
            self.insert_wanted.emit(method)

    def _save(self) -> None:
        method = self._attempt()
        if method is None:
            return
        try:
            kept = save_own(method)
        except FacilitatorError as problem:
            self.message.tell("danger", str(problem))
            return
        self.filter.clear()
        self.read(choose=kept.key)
        self.message.tell(
            "ok", tr("Kept as your own. It is there in every programme on this machine.")
        )

    def _delete(self) -> None:
        method = self._chosen
        if method is None or not method.own:
            return
        delete_own(method)
        self.read()
        self.message.tell("info", tr("“{name}” is deleted.", name=method.name),
                          ((tr("Undo"), partial(self._restore, method)),))  # fmt: skip

    def _restore(self, method: Method, *_checked: object) -> None:
        kept = save_own(replace(method, own=False))
        self.message.dismiss()
        self.read(choose=kept.key)
