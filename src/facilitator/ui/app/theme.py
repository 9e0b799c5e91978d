"""Colours, sizes, fonts and the one style sheet: the only place that knows a colour.

Widgets ask at paint time (`colour("accent")`, `px(8)`, `font("body")`), so that a change of theme
or text size shows at once. No other module may call `setStyleSheet` or write a colour.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QWidget

from facilitator.support.resources import resource

THEMES = ("light", "dark", "contrast")
_METRICS = "facilitator_metrics"
_ROLE = "facilitator_role"
_FALLBACK_FAMILIES = ("Segoe UI", "Helvetica Neue", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours at one text size; `scale` is a percentage."""

    name: str
    tokens: Mapping[str, str]
    categories: Mapping[str, Mapping[str, str]]
    scale: int = 100

    @property
    def outlined(self) -> bool:
        """Whether every filled shape needs a border, because tints are gone."""
        return self.name == "contrast"

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return QColor(self.tokens["window"]).lightness() < QColor(self.tokens["text"]).lightness()


@dataclass(slots=True)
class _Current:
    theme: Theme | None = None
    families: list[str] = field(default_factory=list)
    icons: tempfile.TemporaryDirectory[str] | None = None


_current = _Current()


@cache
def metrics() -> dict[str, dict[str, Any]]:
    """The shared sizes of resources/themes/metrics.toml."""
    return _read("metrics")


def _read(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))


def load(name: str, scale: int = 100) -> Theme:
    """The theme "light", "dark" or "contrast" from its file."""
    content = _read(name)
    return Theme(name, content["tokens"], content["categories"], scale)


def contrast_from(palette: QPalette, scale: int = 100) -> Theme:
    """High contrast in the colours that the system itself asks for."""
    base = load("contrast", scale)
    role = QPalette.ColorRole
    ground = palette.color(role.Window).name()
    text = palette.color(role.WindowText).name()
    accent = palette.color(role.Highlight).name()
    on_accent = palette.color(role.HighlightedText).name()
    swap = {
        base.tokens["window"].lower(): ground,
        base.tokens["text"].lower(): text,
        base.tokens["accent"].lower(): accent,
        base.tokens["focus"].lower(): accent,
    }

    def changed(tokens: Mapping[str, str]) -> dict[str, str]:
        return {key: swap.get(value.lower(), text) for key, value in tokens.items()}

    tokens = changed(base.tokens) | {"on_accent": on_accent, "on_danger": on_accent}
    tokens["accent_hover"] = tokens["accent_press"] = accent
    tokens["disabled"] = palette.color(QPalette.ColorGroup.Disabled, role.WindowText).name()
    return Theme("contrast", tokens, {k: changed(v) for k, v in base.categories.items()}, scale)


def chosen(setting: str) -> str:
    """The theme's name for the setting "system", "light", "dark" or "contrast"."""
    if setting in THEMES:
        return setting
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def current() -> Theme:
    """The theme in use; light until one was chosen."""
    if _current.theme is None:
        _current.theme = load("light")
    return _current.theme


@contextmanager
def painted_in(name: str) -> Iterator[None]:
    """Paint with the theme `name` while this lasts, whatever the window itself is shown in."""
    before = _current.theme
    if current().name != name:
        _current.theme = _for_room(name)
    try:
        yield
    finally:
        _current.theme = before


@cache
def _for_room(name: str) -> Theme:
    return load(name)


def colour(token: str) -> QColor:
    """The token's colour in the theme in use."""
    return QColor(current().tokens[token])


def category_colour(category: str, part: str) -> QColor:
    """The colour of a session family; `part` is fill, hover, bar, text or sub."""
    return QColor(current().categories[category][part])


def outlined() -> bool:
    """Whether filled shapes need a border (high contrast)."""
    return current().outlined


def px(size: float) -> int:
    """A length at the chosen text size."""
    return round(size * current().scale / 100)


def radius(name: str) -> int:
    """Corner radius: chip, control, card, panel or dialog."""
    return px(metrics()["radius"][name])


def control(name: str = "normal") -> int:
    """Height of a control: compact, normal or large."""
    return px(metrics()["control"][name])


def font(role: str = "body", *, numbers: bool = False) -> QFont:
    """The font of a role; `numbers` gives figures of equal width, for what changes in place."""
    return QFont(_font(role, numbers, current().scale, tuple(_current.families)))


@lru_cache(maxsize=200)
def _font(role: str, numbers: bool, scale: int, families: tuple[str, ...]) -> QFont:  # noqa: FBT001 - a key of the cache
    """Made once: fonts are asked for with every word that is painted or measured."""
    size, weight = metrics()["type"][role]
    made = QFont()
    made.setFamilies([*families, *_FALLBACK_FAMILIES])
    made.setPixelSize(round(size * scale / 100))
    made.setWeight(QFont.Weight(weight))
    if numbers:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def icon_size(side: int = 16) -> QSize:
    """Size of an icon in stock widgets."""
    return QSize(px(side), px(side))


def load_fonts() -> list[str]:
    """Register the shipped fonts: Inter first, then one family for each further script."""
    if _current.families:
        return _current.families
    families: list[str] = []
    for path in sorted(resource("fonts").rglob("*.[to]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        for family in QFontDatabase.applicationFontFamilies(number):
            if family not in families:
                families.append(family)
    for_screen = [family for family in families if "Serif" not in family]
    _current.families = sorted(for_screen, key=lambda family: (family != "Inter", family))
    return _current.families


def use(app: QApplication, theme: Theme) -> None:
    """Show everything in `theme`, now; open windows follow."""
    _current.theme = theme
    scheme = Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light
    QGuiApplication.styleHints().setColorScheme(scheme)
    app.setFont(font("body"))
    app.setPalette(_palette(theme))
    app.setStyleSheet(sheet(theme))
    for widget in app.allWidgets():
        if isinstance(widget, Themed):
            widget.ensurePolished()  # Qt's first polish would bring an older font back
            widget.restyle()
    for window in app.topLevelWidgets():
        rescale(window)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: "window", role.WindowText: "text", role.Base: "surface",
        role.AlternateBase: "sunken", role.Text: "text", role.Button: "surface",
        role.ButtonText: "text", role.BrightText: "danger", role.Highlight: "accent",
        role.HighlightedText: "on_accent", role.ToolTipBase: "inverse",
        role.ToolTipText: "on_inverse", role.PlaceholderText: "text3", role.Link: "link",
        role.LinkVisited: "link", role.Mid: "border", role.Dark: "border_strong",
        role.Midlight: "border", role.Light: "surface", role.Shadow: "scrim",
    }  # fmt: skip
    palette = QPalette()
    for where, token in pairs.items():
        palette.setColor(where, QColor(theme.tokens[token]))
    disabled = QColor(theme.tokens["disabled"])
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, disabled)
    return palette


# Layouts -------------------------------------------------------------------------------------


def space(layout: QLayout, margins: tuple[int, int, int, int], spacing: int) -> None:
    """Set a layout's margins (left, top, right, bottom) and spacing, kept right at any text size."""
    layout.setProperty(_METRICS, [*margins, spacing])
    _rescale_layout(layout)


def adopt_form(form: QWidget) -> None:
    """Take a compiled form's margins and spacings as sizes at 100 %, its labels as field labels."""
    for label in form.findChildren(QLabel):
        if not isinstance(label, Themed):
            set_role(label, "label")
    for layout in _layouts(form):
        if layout.property(_METRICS) is None:
            edges = layout.contentsMargins()
            margins = (edges.left(), edges.top(), edges.right(), edges.bottom())
            space(layout, margins, layout.spacing())


def rescale(root: QWidget) -> None:
    """Bring layouts and role fonts below `root` to the text size in use."""
    for layout in _layouts(root):
        _rescale_layout(layout)
    for label in root.findChildren(QLabel):
        role = label.property(_ROLE)
        if role:
            label.setFont(font(role))


def set_role(label: QLabel, role: str) -> None:
    """Give a stock label the font of a role, kept right at any text size."""
    label.setProperty(_ROLE, role)
    label.setFont(font(role))


def _layouts(root: QWidget) -> Iterator[QLayout]:
    yield from root.findChildren(QLayout)


def _rescale_layout(layout: QLayout) -> None:
    recorded = layout.property(_METRICS)
    if not recorded:
        return
    left, top, right, bottom, spacing = (px(value) for value in recorded)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(spacing)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Themed(_Widget):
    """Mixed into a widget that must do something when theme or text size change: `restyle`.

    `use` calls it, shown or hidden: Qt's own change events do not reach a widget that has not
    been shown yet.
    """

    def restyle(self) -> None:
        """Set what is not asked for at paint time: fonts, fixed sizes."""
        self.updateGeometry()
        self.update()


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and show its effect."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


# The style sheet, for stock controls only -------------------------------------------------------


def sheet(theme: Theme) -> str:
    """The style sheet of the application in this theme and text size."""
    values: dict[str, object] = dict(theme.tokens)
    values |= {f"p{size}": px(size) for size in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18,
                                                  20, 24, 28, 30, 32, 34, 36, 44, 48, 50)}  # fmt: skip
    values |= {f"r_{name}": radius(name) for name in metrics()["radius"]}
    values |= _sheet_icons(theme)
    return Template(_SHEET).substitute(values)


def _sheet_icons(theme: Theme) -> dict[str, str]:
    """Recoloured copies of the few icons that a style sheet can only take from a file."""
    if _current.icons is None:
        _current.icons = tempfile.TemporaryDirectory(prefix="facilitator-icons-")
    folder = Path(_current.icons.name)
    wanted = {
        "down": ("chevron-down", "text2"), "check": ("check", "on_accent"),
        "up": ("chevron-up", "text2"), "down_off": ("chevron-down", "disabled"),
    }  # fmt: skip
    made = {}
    for key, (name, token) in wanted.items():
        made_path = folder / f"{name}-{theme.tokens[token].lstrip('#')}.svg"
        if not made_path.exists():
            source = resource("icons", f"{name}.svg")
            svg = source.read_text(encoding="utf-8") if source.exists() else _NO_ICON
            made_path.write_text(svg.replace("currentColor", theme.tokens[token]), encoding="utf-8")
        made[f"icon_{key}"] = made_path.as_posix()
    return made


_NO_ICON = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>'

_SHEET = """
QToolTip { color: $on_inverse; background: $inverse; border: 1px solid $border_strong;
  padding: ${p4}px ${p8}px; }
QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QTimeEdit, QSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $border_strong;
  border-radius: ${r_control}px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QDateEdit, QTimeEdit, QSpinBox { min-height: ${p34}px; max-height: ${p34}px;
  padding: 0 ${p9}px;
  placeholder-text-color: $text3; }
QPlainTextEdit, QTextEdit { padding: ${p6}px ${p7}px; placeholder-text-color: $text3; }
QComboBox { min-height: ${p34}px; padding: 0 ${p30}px 0 ${p9}px; }
QLineEdit:focus, QDateEdit:focus, QTimeEdit:focus, QSpinBox:focus {
  border: 2px solid $focus; padding: 0 ${p8}px; min-height: ${p32}px; max-height: ${p32}px; }
QComboBox:focus { border: 2px solid $focus; padding: 0 ${p30}px 0 ${p8}px; min-height: ${p32}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: ${p5}px ${p6}px; }
QPlainTextEdit[growing="true"] { padding: ${p4}px ${p7}px; }
QPlainTextEdit[growing="true"]:focus { padding: ${p3}px ${p6}px; }
QLineEdit[tall="true"], QComboBox[tall="true"] { min-height: ${p50}px; max-height: ${p50}px; }
QLineEdit[tall="true"]:focus, QComboBox[tall="true"]:focus {
  min-height: ${p48}px; max-height: ${p48}px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { border: 0; background: transparent;
  padding: 0; margin: 0; }
QLineEdit[invalid="true"], QDateEdit[invalid="true"], QTimeEdit[invalid="true"],
QSpinBox[invalid="true"], QLineEdit[invalid="true"]:focus, QDateEdit[invalid="true"]:focus,
QTimeEdit[invalid="true"]:focus, QSpinBox[invalid="true"]:focus {
  border: 2px solid $danger; padding: 0 ${p8}px; min-height: ${p32}px; max-height: ${p32}px; }
QComboBox[invalid="true"], QComboBox[invalid="true"]:focus { border: 2px solid $danger;
  padding: 0 ${p30}px 0 ${p8}px; min-height: ${p32}px; }
QPlainTextEdit[invalid="true"], QPlainTextEdit[invalid="true"]:focus {
  border: 2px solid $danger; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QDateEdit:disabled,
QTimeEdit:disabled, QSpinBox:disabled { color: $disabled; border-color: $border;
  background: $sunken; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $sunken; }
QComboBox::drop-down { border: 0; width: ${p28}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$icon_down"); width: ${p16}px; height: ${p16}px; }
QComboBox::down-arrow:disabled { image: url("$icon_down_off"); }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border_strong;
  outline: 0; padding: ${p4}px; selection-background-color: $accent_soft;
  selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${p30}px; padding: 0 ${p6}px; }
QDateEdit::drop-down { border: 0; width: ${p28}px; subcontrol-position: center right; }
QDateEdit::down-arrow { image: url("$icon_down"); width: ${p16}px; height: ${p16}px; }
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {
  border: 0; width: ${p24}px; }
QSpinBox::up-arrow, QTimeEdit::up-arrow { image: url("$icon_up"); width: ${p12}px;
  height: ${p12}px; }
QSpinBox::down-arrow, QTimeEdit::down-arrow { image: url("$icon_down"); width: ${p12}px;
  height: ${p12}px; }
QCheckBox, QRadioButton { spacing: ${p8}px; min-height: ${p24}px; color: $text; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: ${p16}px; height: ${p16}px;
  border: 1px solid $border_strong; background: $surface; }
QCheckBox::indicator, QListView::indicator { border-radius: ${r_chip}px; }
QRadioButton::indicator { border-radius: ${p9}px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icon_check"); }
QRadioButton::indicator:checked { border: ${p5}px solid $accent; width: ${p8}px; height: ${p8}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QTableView, QTreeView, QListView { background: $surface; color: $text; border: 0; outline: 0;
  gridline-color: $border; alternate-background-color: $surface;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView::item { padding: 0 ${p9}px; } /* in line with the headings: a cell adds 3 of its own */
QTableView QLineEdit, QTableView QComboBox { min-height: 0; border: 2px solid $focus; margin: 0;
  border-radius: ${r_chip}px; padding: 0 ${p6}px; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $text2; border: 0;
  border-bottom: 1px solid $border; padding: 0 ${p12}px; min-height: ${p36}px; font-weight: 600; }
QHeaderView::up-arrow { image: url("$icon_up"); width: ${p14}px; height: ${p14}px;
  subcontrol-position: center right; right: ${p6}px; }
QHeaderView::down-arrow { image: url("$icon_down"); width: ${p14}px; height: ${p14}px;
  subcontrol-position: center right; right: ${p6}px; }
QTableCornerButton::section { background: $surface; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QListWidget::item { padding: ${p5}px ${p4}px; }
QAbstractScrollArea { background: transparent; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[clear="true"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${p12}px; margin: ${p2}px; }
QScrollBar:horizontal { background: transparent; height: ${p12}px; margin: ${p2}px; }
QScrollBar::handle { background: $border_strong; border-radius: ${p4}px; }
QScrollBar::handle:vertical { min-height: ${p36}px; }
QScrollBar::handle:horizontal { min-width: ${p36}px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $raised; color: $text; border: 1px solid $border_strong; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${r_chip}px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: ${p4}px; }
QProgressBar { background: $sunken; border: 1px solid $border_strong; border-radius: ${p4}px;
  min-height: ${p6}px; max-height: ${p6}px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: ${p3}px; }
QSplitter::handle { background: transparent; }
QDialog { background: $surface; }
QCalendarWidget QWidget { background: $raised; color: $text; }
QCalendarWidget QToolButton { color: $text; background: $raised; border: 0; padding: ${p6}px; }
"""
