"""How tests look at a window: what Tab reaches, what is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QWidget,
)  # fmt: skip

from facilitator.ui.pages.base import PageHeader
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.labels import PlainLabel


def shown(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget below `root`."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not dropped_out(widget):
            yield widget


def dropped_out(widget: QWidget) -> bool:
    """Whether it is a page's badge that gave way to title and buttons, as it should."""
    in_header = isinstance(widget.parent(), PageHeader)
    return isinstance(widget, Badge) and in_header and widget.size().isEmpty()


def tab_stops(root: QWidget) -> list[QWidget]:
    """Every visible, enabled widget that Tab may reach; the inner line of a spin box is not one."""
    return [
        widget for widget in shown(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        and widget.focusProxy() is None and not _is_inner(widget)
    ]  # fmt: skip


def _is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inner_line = isinstance(widget, QLineEdit) and (
        isinstance(parent, QAbstractSpinBox) or parent.inherits("QComboBox")
    )
    return inner_line or widget.objectName() == "qt_scrollarea_viewport"


def describe(widget: QWidget) -> str:
    """A widget in words, for a failing test."""
    return f"{type(widget).__name__} {widget.accessibleName()!r} {widget.objectName()!r}"


def walk(window: QWidget, *, most: int = 300) -> list[QWidget]:
    """Press Tab until the focus comes round; the widgets in the order in which it reached them."""
    order: list[QWidget] = []
    for _ in range(most):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or (order and focus is order[0]):
            return order
        if order and focus is order[-1]:
            continue  # day, month and year of a date are stops inside one control
        if focus in order:
            raise AssertionError(f"Tab runs in circles at {describe(focus)}")
        order.append(focus)
    raise AssertionError(f"Tab never comes round; last at {describe(order[-1])}")


def cut_off(root: QWidget) -> list[str]:
    """Buttons, badges and labels whose text has not the room it needs."""
    found = []
    for widget in shown(root):
        if isinstance(widget, PlainLabel) and not widget.wordWrap():
            if widget.is_cut and not widget.property("mayElide"):
                found.append(describe(widget) + f" {widget.text()!r}")
        elif isinstance(widget, IconButton):
            continue  # no words; its size is a matter of targets
        elif isinstance(widget, Button | Badge) and type(widget).__name__ != "SearchBox":
            if widget.width() < widget.sizeHint().width() or _too_low(widget):
                found.append(describe(widget))
        elif isinstance(widget, QToolButton):
            continue  # the icon inside a line edit
        elif isinstance(widget, QLabel | QAbstractButton) and _too_low(widget):
            found.append(describe(widget))
    return found


def _too_low(widget: QWidget) -> bool:
    hint = widget.sizeHint()
    needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else hint.height()
    return widget.height() < needed - 1


def outside_parent(root: QWidget) -> list[str]:
    """Visible widgets that stick out of their parent, where the parent does not scroll."""
    found = []
    for widget in shown(root):
        parent = widget.parentWidget()
        if parent is None or widget.isWindow() or _scrolls(parent):
            continue
        place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(place):
            found.append(f"{describe(widget)} {place} in {parent.rect()}")
    return found


def _scrolls(parent: QWidget) -> bool:
    above = parent.parentWidget()
    return parent.objectName() == "qt_scrollarea_viewport" or isinstance(above, QScrollArea)
