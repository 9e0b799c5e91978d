"""One registry: unique shortcuts, all in Help, nothing done that cannot be."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from facilitator.ui.app.actions import Action, ActionRegistry
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.help.page import KeyCaps
from facilitator.ui.widgets.labels import PlainLabel


def test_shortcuts_are_unique(kept_sample: Controller) -> None:
    keys = Counter(
        QKeySequence(keys).toString() for action in kept_sample.actions.all()
        for keys in action.shortcuts
    )  # fmt: skip
    assert {keys: n for keys, n in keys.items() if n > 1} == {}
    assert "" not in keys


def test_every_act_has_words_and_an_icon(kept_sample: Controller) -> None:
    from facilitator.support.resources import resource

    for action in kept_sample.actions.all():
        assert action.title
        assert resource("icons", f"{action.icon}.svg").exists(), action.icon


def test_help_lists_every_act_with_its_keys(kept_sample: Controller) -> None:
    page = kept_sample.page("help")
    kept_sample.go_to("help")
    page.show_keys()  # type: ignore[attr-defined]
    titles = {label.text() for label in page.findChildren(PlainLabel)}
    caps = {cap.accessibleName() for cap in page.findChildren(KeyCaps)}
    for action in kept_sample.actions.all():
        assert action.title in titles, action.id
        if action.shortcuts:
            assert action.keys in caps, action.id


def test_what_cannot_be_done_is_not_done(app: object) -> None:
    window = QWidget()
    registry = ActionRegistry(window)
    done: list[str] = []
    registry.add([Action("x", "X", "x", lambda: done.append("x"), enabled=lambda: False)])
    assert registry.run("x") is False
    assert done == []
    registry.add([Action("x", "X", "x", lambda: done.append("x"))])
    registry.qaction("x").trigger()
    assert done == ["x"]
    assert len(window.actions()) == 1
    window.deleteLater()
