"""The acts of the shell itself: pages, programme, undo, look of things."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

from facilitator.support.i18n import tr
from facilitator.support.settings import TEXT_SCALES
from facilitator.ui.app.actions import Action
from facilitator.ui.app.catalogue import START, page_specs
from facilitator.ui.app.document import Document
from facilitator.ui.app.guard import Guard
from facilitator.ui.projector.service import Projector


class Acts(Protocol):
    """What the controller can do; see there."""

    @property
    def document(self) -> Document: ...
    @property
    def text_scale(self) -> int: ...
    def go_to(self, page_id: str) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def choose_programme(self) -> None: ...
    def begin_programme(self) -> None: ...
    def open_sample(self) -> None: ...
    def save_copy_as(self) -> None: ...
    def close_programme(self) -> None: ...
    def toggle_theme(self) -> None: ...
    def choose_theme(self, name: str) -> None: ...
    def step_text_scale(self, step: int) -> None: ...
    def open_palette(self) -> None: ...
    def next_region(self, step: int) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def page_offers(self, act: str) -> bool: ...
    def on_page(self, act: str) -> None: ...
    @property
    def guard(self) -> Guard: ...
    @property
    def projector(self) -> Projector: ...
    def toggle_projector(self) -> None: ...
    def quit(self) -> None: ...


def shell_actions(acts: Acts) -> Iterator[Action]:
    """Every act of the shell, in the order in which Help lists them."""
    yield from _pages(acts)
    yield from _programme(acts)
    yield from _on_the_page(acts)
    yield from _room(acts)
    yield from _look(acts)
    yield Action("palette", tr("Search or do anything"), "search", acts.open_palette, ("Ctrl+K",))
    yield Action("quit", tr("Quit"), "log-out", acts.quit, ("Ctrl+Q",))


def _pages(acts: Acts) -> Iterator[Action]:
    document = acts.document
    keys = ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+8",
            "Ctrl+9", "Ctrl+0"]  # fmt: skip
    more = {"run": ("F5",), "help": ("F1", "Ctrl+/"), "settings": ("Ctrl+,",)}
    for spec in page_specs():
        extra = more.get(spec.id, ())
        shortcuts = (keys.pop(0),) if spec.needs_programme and keys else ()
        title = tr("Start page") if spec.stage == START else tr("Go to {page}", page=spec.title)
        yield Action(
            f"go.{spec.id}", title, spec.icon, partial(acts.go_to, spec.id),
            shortcuts + extra, spec.id,
            (lambda: document.is_open) if spec.needs_programme else (lambda: True),
        )  # fmt: skip


def _programme(acts: Acts) -> Iterator[Action]:
    document = acts.document

    def is_open() -> bool:
        return document.is_open

    yield Action("open", tr("Open a programme…"), "folder-open", acts.choose_programme, ("Ctrl+O",))
    yield Action("new", tr("New programme…"), "file-plus", acts.begin_programme, ("Ctrl+Shift+N",))
    yield Action("sample", tr("Try with sample data"), "sparkles", acts.open_sample)
    yield Action("copy", tr("Save a copy to…"), "save", acts.save_copy_as, ("Ctrl+Shift+S",),
                 enabled=is_open)  # fmt: skip
    yield Action("close", tr("Close the programme"), "x", acts.close_programme, ("Ctrl+W",),
                 enabled=is_open)  # fmt: skip
    yield Action("protect", tr("Passphrase of the programme…"), "shield-check", acts.guard.protect,
                 enabled=lambda: is_open() and not document.read_only)  # fmt: skip
    yield Action("lock", tr("Lock the programme"), "lock", acts.guard.lock, ("Ctrl+L",),
                 enabled=is_open)  # fmt: skip
    yield Action("undo", tr("Undo"), "undo-2", acts.undo, ("Ctrl+Z",),
                 enabled=lambda: document.can_undo)  # fmt: skip
    yield Action("redo", tr("Redo"), "redo-2", acts.redo, ("Ctrl+Shift+Z", "Ctrl+Y"),
                 enabled=lambda: document.can_redo)  # fmt: skip


def _on_the_page(acts: Acts) -> Iterator[Action]:
    titles = {
        "find_here": (tr("Filter this page"), "filter", "Ctrl+F"),
        "add_main": (tr("Add to this page"), "plus", "Ctrl+N"),
        "print_out": (tr("Print or preview this page"), "printer", "Ctrl+P"),
    }
    for act, (title, icon, keys) in titles.items():
        yield Action(
            f"page.{act}", title, icon, partial(acts.on_page, act), (keys,),
            enabled=partial(acts.page_offers, act),
        )  # fmt: skip
    yield Action("region.next", tr("Next part of the window"), "panel-right",
                 lambda: acts.next_region(1), ("F6",))  # fmt: skip
    yield Action("region.before", tr("Previous part of the window"), "panel-left",
                 lambda: acts.next_region(-1), ("Shift+F6",))  # fmt: skip


def _room(acts: Acts) -> Iterator[Action]:
    projector = acts.projector

    def is_live() -> bool:
        return projector.is_live

    yield Action("room.screen", tr("The room's screen: on or off"), "presentation",
                 acts.toggle_projector, ("Ctrl+Shift+P",),
                 enabled=lambda: acts.document.is_open)  # fmt: skip
    yield Action("room.blank", tr("Blank the room's screen, or show it again"), "eye-off",
                 projector.blank, ("Ctrl+Shift+B",), enabled=is_live)  # fmt: skip
    yield Action("room.freeze", tr("Freeze the room's screen, or let it go"), "snowflake",
                 projector.freeze, ("Ctrl+Shift+F",), enabled=is_live)  # fmt: skip


def _look(acts: Acts) -> Iterator[Action]:
    yield Action("theme.toggle", tr("Switch between light and dark"), "moon", acts.toggle_theme)
    yield Action("theme.system", tr("Theme like the system"), "monitor",
                 lambda: acts.choose_theme("system"))  # fmt: skip
    yield Action("theme.contrast", tr("High contrast"), "contrast",
                 lambda: acts.choose_theme("contrast"))  # fmt: skip
    yield Action(
        "text.larger", tr("Larger text"), "a-large-small", lambda: acts.step_text_scale(1),
        ("Ctrl++", "Ctrl+="), enabled=lambda: acts.text_scale < TEXT_SCALES[-1],
    )  # fmt: skip
    yield Action(
        "text.smaller", tr("Smaller text"), "a-large-small", lambda: acts.step_text_scale(-1),
        ("Ctrl+-",), enabled=lambda: acts.text_scale > TEXT_SCALES[0],
    )  # fmt: skip
    yield Action("fullscreen", tr("Full screen"), "maximize", acts.toggle_full_screen, ("F11",))
