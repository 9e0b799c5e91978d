"""What every page is, and how to write one.

1. Make `ui/pages/<feature>/page.py` with one subclass of `Page` and, at the end of the module,
   `PAGE = YourPage`. `ui/app/catalogue.py` names the module; it is imported when first shown.
2. Build the widgets in `build()`: `self.header` holds the title (add badges and buttons with
   `header.add_badge`, `header.add_action`), `self.content` is the layout below it. At most one
   primary button. Stay with `ui/widgets`; sizes through `theme.px`, spacing through
   `widgets.layouts.row/column`, texts through `tr`. Forms from Designer come from
   `facilitator._built.forms`; call `theme.adopt_form` on them and `Field.adopt` for each field.
3. Read in `refresh(change_set)`: run a query through `self.document.query`, give the rows to
   models and widgets. `change_set` is None when everything may have changed; else look at
   `change_set.tables` and do nothing where none of yours is among them. It runs only while the
   page is in front; a hidden page is marked stale and refreshed when it is shown again.
   Filling a form must not fire its own save: block the signals or compare before you commit.
4. Change with `self.do(command)` (toast with Undo: `tell=True`; errors beside a field:
   `field=...`). One command an act; undo comes by itself.
5. Long work: `self.context.runner.start(work)` gives a Task; show it in a `ProgressStrip`.
6. Override `find_here`, `add_main`, `print_out` for Ctrl+F, Ctrl+N and Ctrl+P where they make sense,
   and `reveal(key)` where the palette finds things of the page.
   Acts of the page's own go into `ui/pages/<feature>/actions.py`: a function
   `declare(context, page) -> list[Action]`, where `page()` brings the page to the front and
   returns it. That module is read when a programme opens: it must import nothing heavy.

Pages do not import each other: ask `self.context.shell.go_to("agenda")`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from facilitator.support.errors import RuleViolation
from facilitator.support.paths import documents_folder
from facilitator.ui.app import theme
from facilitator.ui.app.catalogue import spec_of
from facilitator.ui.app.context import Context
from facilitator.ui.app.document import Document
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import Field, FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FittingLayout, column, row
from facilitator.ui.widgets.messages import InlineMessage

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.application.registry import Command
    from facilitator.application.workspace import SecretBox


class PageHeader(QWidget):
    """The page's title with badges beside it and buttons at the end. It never scrolls.

    Where the room ends, badges drop out, then the buttons take a line of their own: the title
    stays whole.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "title")
        self.title.setProperty("mayElide", True)  # before any button does
        self._badges = FittingLayout(spacing=8)
        self._tools = QWidget(self)
        self._buttons: QHBoxLayout = row(self._tools, spacing=8)
        self._line = row(self, spacing=12)
        self._line.addWidget(self.title)
        self._line.addLayout(self._badges)
        self._line.addStretch(1)
        self._line.addWidget(self._tools)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_badge(self, text: str = "", tone: str = "neutral", icon: str = "") -> Badge:
        """A badge beside the title; hidden while its text is empty."""
        badge = Badge(text, tone, icon, parent=self)
        self._badges.addWidget(badge)
        return badge

    def add_action(
        self, text: str, kind: Kind | str = Kind.OUTLINE, icon: str = "", size: str = "normal"
    ) -> Button:
        """A button at the end of the line."""
        button = Button(text, kind, icon=icon, size=size, parent=self._tools)
        self._buttons.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Any other control at the end of the line."""
        self._buttons.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return answer

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, 36))

    def minimumSizeHint(self) -> QSize:
        widest = max(self.title.minimumWidth(), self._tools.minimumSizeHint().width())
        return QSize(widest, self.sizeHint().height())

    def _share_room(self) -> None:
        """Put the buttons below the title where both do not fit side by side."""
        self.title.setMinimumWidth(min(self.title.sizeHint().width(), self.width()))
        tools = self._tools.sizeHint()
        wraps = self._without_badges() > self.width()
        if wraps == (self._line.indexOf(self._tools) >= 0):
            if wraps:
                self._line.removeWidget(self._tools)
            else:
                self._line.addWidget(self._tools)
        below = tools.height() + theme.px(8) if wraps else 0
        if self._line.contentsMargins().bottom() != below:
            self._line.setContentsMargins(0, 0, 0, below)
        if wraps:
            width = min(tools.width(), self.width())
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = 0 if mirrored else self.width() - width
            top = self.height() - tools.height()
            self._tools.setGeometry(left, top, width, tools.height())

    def _without_badges(self) -> int:
        """The width that title and buttons need side by side."""
        items = (self._line.itemAt(n) for n in range(self._line.count()))
        kept = [item.sizeHint().width() for item in items
                if item is not None and item.widget() is not None
                and item.widget() is not self._tools and not item.isEmpty()]  # fmt: skip
        tools = self._tools.sizeHint().width()
        return sum(kept) + tools + self._line.spacing() * (len(kept) + 1)


class Page(QWidget):
    """One page of the window. See the module's text for how to write one."""

    page_id: ClassVar[str] = ""
    keeps_space: ClassVar[bool] = False
    """Whether Space is an act of the page, so that Enter has to press buttons."""

    def __init__(self, context: Context, page_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.id = page_id or self.page_id
        self.spec = spec_of(self.id)
        self.is_stale = True
        self.setAccessibleName(self.spec.title)
        self.header = PageHeader(self.spec.title)
        self.message = InlineMessage(closable=True)
        self.content = column(spacing=12)
        whole = column(self, (24, 18, 24, 20), spacing=16)
        whole.addWidget(self.header)
        whole.addWidget(self.message)
        whole.addLayout(self.content, 1)
        self.build()

    @property
    def document(self) -> Document:
        """The open programme."""
        return self.context.document

    def paper_path(self, name: str) -> Path:
        """Where a paper is offered to be saved: beside the programme and named after it.

        `name` such as "certificates.pdf". Without a file yet it is the documents folder.
        """
        path = self.document.path
        return (
            path.absolute().with_name(f"{path.stem} - {name}")
            if path
            else documents_folder() / name
        )

    # For subclasses -----------------------------------------------------------------------

    def build(self) -> None:
        """Make the widgets; called once."""

    def refresh(self, change_set: ChangeSet | None) -> None:
        """Read again what the page shows; None means that all may have changed."""

    def find_here(self) -> None:
        """Ctrl+F: put the focus into the page's filter."""

    def add_main(self) -> None:
        """Ctrl+N: add the page's main thing."""

    def print_out(self) -> None:
        """Ctrl+P: what the page prints."""

    def reveal(self, key: object) -> None:
        """Show one thing of the page: the person or item with this key (from the palette)."""

    # For the shell ------------------------------------------------------------------------

    def open(self, _document: Document) -> None:
        """A programme was opened (or another one): nothing shown before is true any more."""
        self.message.dismiss()
        self.mark_stale()

    def mark_stale(self) -> None:
        """Something changed while the page was hidden."""
        self.is_stale = True

    def bring_up_to_date(self) -> None:
        """The page comes to the front: read what changed meanwhile."""
        if self.is_stale:
            self.refresh(None)
            self.is_stale = False

    def offers(self, act: str) -> bool:
        """Whether the page has an act of its own for find_here, add_main or print_out."""
        return getattr(type(self), act) is not getattr(Page, act)

    # For both -----------------------------------------------------------------------------

    def do(
        self, command: Command, *, tell: bool = False, field: Field | FormField | None = None,
        empties: Iterable[SecretBox] = (), opens: str = "",
    ) -> bool:  # fmt: skip
        """Carry out a command. A broken rule is shown at `field`, or above the page's content.

        `empties` and `opens`: see `Workspace.execute`.

        Returns whether it was carried out.
        """
        if not self.document.is_open:
            return False  # a field with a refused value, left once more while the window closes
        try:
            change_set = self.document.execute(command, self, tell=tell, empties=empties,
                                               opens=opens)  # fmt: skip
        except RuleViolation as refusal:
            self.show_refusal(refusal, field)
            return False
        if field is not None:
            field.show_error("")
        else:
            self.message.dismiss()
        return change_set is not None

    def try_do(self, command: Command, refused: Callable[[RuleViolation], object]) -> bool:
        """Carry out a command; a broken rule goes to `refused`. Returns whether it was carried out."""
        try:
            return self.document.execute(command, self) is not None
        except RuleViolation as refusal:
            refused(refusal)
            return False

    def show_refusal(self, refusal: RuleViolation, field: Field | FormField | None = None) -> None:
        """Show what rule was broken, beside its field where there is one."""
        if field is not None:
            field.show_error(str(refusal))
        else:
            self.message.tell("danger", str(refusal))


class Part(QWidget):
    """One part of a page. It reads through the page and says to it what the user wants."""

    margins: ClassVar[tuple[int, int, int, int]] = (2, 2, 10, 2)
    spacing: ClassVar[int] = 16

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.page = page
        self.body = column(self, self.margins, self.spacing)
        self.build()

    def build(self) -> None:
        """Make the widgets; called once."""

    def start(self) -> QWidget | None:
        """Where the focus goes when the part is opened by keyboard."""
        return None

    @property
    def can_edit(self) -> bool:
        """Whether anything may be changed."""
        return self.page.document.may_change

    @property
    def for_facilitator(self) -> bool:
        """Whether this is the facilitator's window and not a group's session."""
        document = self.page.document
        return document.is_open and not document.is_group_session


P = TypeVar("P", bound=Part)


class PartStack(QStackedWidget, Generic[P]):
    """The parts of a page, by key; each is made when it is first asked for."""

    def __init__(self, make: Callable[[str], P]) -> None:
        super().__init__()
        self._make = make
        self.made: dict[str, P] = {}

    def part(self, key: str) -> P:
        """The part with this key."""
        if key not in self.made:
            self.made[key] = self._make(key)
            self.addWidget(self.made[key])
        return self.made[key]
