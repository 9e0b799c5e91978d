"""Which rules hold in the groups as they are, or would if a person were dropped where it is held."""

from __future__ import annotations

from facilitator.application.rows.groups import GroupingRow
from facilitator.domain.grouping.model import Groups
from facilitator.domain.grouping.outcome import outcomes
from facilitator.support.i18n import tr
from facilitator.ui.pages.groups import words
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel

MOST_LINES = 3
"""Broken rules that the card spells out; all of them are in its tooltip."""


class BalanceCard(Card):
    """Shown where a rule is broken, or while something is tried; `badge` says the same in a line."""

    def __init__(self, badge: Badge) -> None:
        super().__init__(padding=10)
        self._badge = badge
        self.title = PlainLabel("", "small_strong", wrap=True)
        self.lines = PlainLabel("", "small", "text2", wrap=True)
        self.body.setSpacing(2)
        self.body.addWidget(self.title)
        self.body.addWidget(self.lines)

    def show_balance(self, found: GroupingRow | None, tried: Groups | None = None) -> None:
        """Say which rules hold now, or would hold in the groups that are tried."""
        if found is None or not found.groups:
            self.hide()
            self._badge.show_text("")
            return
        groups = tried if tried is not None else found.home()
        fared = outcomes(found.persons(), groups, found.wish(max(1, len(groups))))
        held = fared.held == fared.total
        letters = [group.letter for group in found.groups]
        lines = words.broken_lines(fared, letters, found.names())
        title = words.summary(fared)
        self.title.setText(tr("If dropped here: {what}", what=title) if tried else title)
        self.lines.setText("\n".join(lines[:MOST_LINES]))
        self.lines.setVisible(bool(lines))
        self.setToolTip("\n".join(lines))
        self.setVisible(bool(lines) or tried is not None)
        if tried is None:
            self._badge.show_text(
                title, "ok" if held else "warn", "circle-check" if held else "triangle-alert"
            )
