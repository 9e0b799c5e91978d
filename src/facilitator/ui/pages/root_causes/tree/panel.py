"""The panel beside the tree: the chosen card, or the tree itself with its hints and the tray."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from facilitator.application.rows.root_causes import CauseCardRow, ConflictTreeRow, TreeNodeRow
from facilitator.domain.case_studies import Arena
from facilitator.domain.conflict_tree import Affected, Finding, SheetStatus
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
)  # fmt: skip
from facilitator.reports.labels import label
from facilitator.reports.tree_drawing import completeness_line
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.pages.root_causes.part import combo
from facilitator.ui.widgets.buttons import Button, IconButton, Kind
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.part_list import GrowingText

MOST_IN_TRAY = 12
"""Cards of the board that are offered at once, most dots first."""


def affected_word(who: Affected) -> str:
    """Who is affected, in words."""
    return {
        Affected.WOMEN: tr("Women"), Affected.MEN: tr("Men"), Affected.YOUTH: tr("Youth"),
        Affected.MINORITIES: tr("Minorities"), Affected.DISPLACED: tr("Displaced people"),
        Affected.BORDER: tr("Border communities"), Affected.OTHER: tr("Others"),
    }[who]  # fmt: skip


def school_choices() -> list[tuple[str, object]]:
    """The two schools, which are never mixed on one sheet."""
    return [
        (tr("Causes, problem, effects"), TreeSchool.CAUSES_PROBLEM_EFFECTS.value),
        (tr("Structures, issues, dynamics"), TreeSchool.STRUCTURAL_MANIFEST_DYNAMIC.value),
    ]


def status_choices() -> list[tuple[str, object]]:
    """How far a sheet is."""
    return [(tr("Draft"), SheetStatus.DRAFT.value), (tr("Shared"), SheetStatus.SHARED.value),
            (tr("Final"), SheetStatus.FINAL.value)]  # fmt: skip


def sensitivity_choices() -> list[tuple[str, object]]:
    """Who may see a sheet."""
    return [(tr("Group only"), Sensitivity.GROUP.value), (tr("Open"), Sensitivity.OPEN.value),
            (tr("Facilitator only"), Sensitivity.FACILITATOR.value)]  # fmt: skip


class Form(QWidget):
    """Fields that are committed when they are left; `changed` carries the names that differ."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.fields: dict[str, FormField] = {}
        self._known: dict[str, Any] = {}
        self.lines = column(self, spacing=14)

    def add(self, name: str, title: str, control: QWidget, hint: str = "") -> FormField:
        """A field whose value is compared with what was shown when it is left."""
        field = FormField(title, control, hint, parent=self)
        field.left.connect(self._on_left)
        self.fields[name] = field
        self.lines.addWidget(field)
        if isinstance(control, GrowingText):
            control.entered.connect(field.left)
        return field

    def value(self, name: str) -> Any:
        """What the field holds now."""
        control = self.fields[name].control
        if isinstance(control, QPlainTextEdit):
            text = control.toPlainText().strip()
            return [line.strip() for line in text.split("\n") if line.strip()] if (
                name == "evidence") else " ".join(text.split())  # fmt: skip
        return control.text().strip() if isinstance(control, QLineEdit) else control.currentData()  # type: ignore[attr-defined]

    def show_values(self, values: dict[str, Any], *, editable: bool, fresh: bool) -> None:
        """Show values; a field in which somebody types is left alone unless `fresh`."""
        self._known = values
        for name, value in values.items():
            control = self.fields[name].control
            control.setEnabled(editable)
            if control.hasFocus() and not fresh:
                continue
            self.fields[name].show_error("")
            if isinstance(control, QPlainTextEdit):
                text = "\n".join(value) if isinstance(value, list) else value
                if control.toPlainText() != text:
                    control.setPlainText(text)
            elif isinstance(control, QLineEdit):
                control.setText(value)
            else:
                place = control.findData(value)  # type: ignore[attr-defined]
                control.setCurrentIndex(max(0, place))  # type: ignore[attr-defined]

    def _on_left(self) -> None:
        changes = {
            name: self.value(name) for name in self._known if self.value(name) != self._known[name]
        }
        if changes:
            self.changed.emit(changes)

    def refuse(self, refusal: RuleViolation) -> None:
        """Show what rule was broken beside its field, or at the first one."""
        field = self.fields.get(refusal.field) or next(iter(self.fields.values()))
        field.show_error(str(refusal))


class TreePanel(Drawer):
    """Says what is to be changed; the tab changes it."""

    node_change_wished = Signal(object, object)
    tree_change_wished = Signal(object)
    delete_wished = Signal(object)
    feedback_gone = Signal(object, object)
    aside_wished = Signal(str)
    place_wished = Signal(object)
    """A card of the board is to be put into the tree."""
    board_wished = Signal()
    tree_gone = Signal()
    """The whole tree is to be deleted."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Tree"), width=316)
        self.node: TreeNodeRow | None = None
        self._tree_id: UUID | None = None
        self._tray_shown: object = None
        self.node_form, self.tree_form = Form(), Form()
        self._node_is_built = False
        """The card's fields are made when a card is first shown: the tree opens quicker."""
        self.node_part, self._node_lines = self._part()
        self.tree_part, self._tree_lines = self._part()
        self.body.addStretch(1)
        self._build_tree()

    def _part(self) -> tuple[QWidget, Any]:
        """A part of the body. It has its place before it is filled: what moves with all that is in
        it is styled once more each time.
        """
        made = QWidget(self.body.parentWidget())
        made.setProperty("clear", True)
        self.body.addWidget(made)
        return made, column(made, spacing=14)

    def _build_node(self) -> None:
        self._node_is_built = True
        lines = self._node_lines
        form = self.node_form
        lines.addWidget(form)
        self.text = GrowingText()
        form.add("text", tr("One idea"), self.text)
        self.solution = GrowingText()
        form.add("solution", tr("Turned over"), self.solution,
                 tr("What it looks like when it is solved"))  # fmt: skip
        self.level = combo("", [(label(one), one.value) for one in Level])
        self.level_field = form.add("level", tr("Level"), self.level)
        form.add("dimension", tr("Dimension"), combo("", [(label(d), d.value) for d in Dimension]))
        influence: list[tuple[str, object]] = [(tr("Not said"), "")]
        influence += [(label(one), one.value) for one in Influence]
        self.influence_field = form.add(
            "influence", tr("Can we influence it?"), combo("", influence)
        )
        form.add(
            "agreement", tr("In the group"), combo("", [(label(a), a.value) for a in Agreement])
        )
        self.evidence = QPlainTextEdit()
        self.evidence.setFixedHeight(84)
        form.add("evidence", tr("Evidence"), self.evidence, tr("One source a line, up to 5"))
        form.changed.connect(self._on_node_changed)
        lines.addWidget(PlainLabel(tr("Who is affected"), "label", "text2"))
        self._affected: dict[Affected, QCheckBox] = {}
        for who in Affected:
            box = QCheckBox(affected_word(who))
            box.setAccessibleName(affected_word(who))
            box.clicked.connect(self._on_affected)
            self._affected[who] = box
            lines.addWidget(box)
        self.loops_title = PlainLabel(tr("Feedback loops"), "label", "text2")
        self._loops = column(spacing=4)
        lines.addWidget(self.loops_title)
        lines.addLayout(self._loops)
        self.delete_button = Button(tr("Delete with all that hangs on it"), Kind.GHOST,
                                    icon="trash-2", size="compact")  # fmt: skip
        self.delete_button.clicked.connect(self._on_delete)
        lines.addWidget(self.delete_button)

    def _build_tree(self) -> None:
        lines = self._tree_lines
        self.counts = PlainLabel("", "small", "text2", wrap=True)
        lines.addWidget(self.counts)
        self._findings = column(spacing=6)
        lines.addLayout(self._findings)
        self.all_back = Button(tr("Show hints that were put aside"), Kind.GHOST, size="compact")
        self.all_back.clicked.connect(self._on_all_back)
        lines.addWidget(self.all_back)
        self.tray_title = PlainLabel(tr("Not placed yet"), "subtitle")
        self.tray_hint = PlainLabel(tr("Cards of the board, most dots first. Choose one to hang it on "
                                       "the card in front, or on the trunk."), "caption", "text2",
                                    wrap=True)  # fmt: skip
        self._tray = column(spacing=6)
        lines.addWidget(self.tray_title)
        lines.addWidget(self.tray_hint)
        lines.addLayout(self._tray)
        self.board_button = Button(
            tr("Send roots to the board"), icon="sticky-note", size="compact"
        )
        self.board_button.clicked.connect(self.board_wished)
        lines.addWidget(self.board_button, 0, Qt.AlignmentFlag.AlignLeading)
        form = self.tree_form
        lines.addWidget(form)
        form.add("core_problem", tr("Core problem"), GrowingText())
        form.add(
            "solution", tr("Aim"), GrowingText(), tr("What the trunk says when it is turned over")
        )
        form.add("title", tr("Title"), QLineEdit())
        form.add("school", tr("School"), combo("", school_choices()))
        form.add("status", tr("State"), combo("", status_choices()))
        form.add("sensitivity", tr("Who may see it"), combo("", sensitivity_choices()))
        form.add("viewpoint", tr("Whose analysis"), QLineEdit())
        form.add("arena", tr("Arena"), combo("", [(label(one), one.value) for one in Arena]))
        form.add("period_from", tr("Period from"), QLineEdit())
        form.add("period_to", tr("Period to"), QLineEdit())
        form.changed.connect(self.tree_change_wished)
        self.gone_button = Button(
            tr("Delete this tree"), Kind.GHOST, icon="trash-2", size="compact"
        )
        self.gone_button.clicked.connect(self.tree_gone)
        lines.addWidget(self.gone_button, 0, Qt.AlignmentFlag.AlignLeading)

    # Showing --------------------------------------------------------------------------------------

    def show_node(self, tree: ConflictTreeRow, node: TreeNodeRow, *, editable: bool) -> None:
        """Show a card's fields."""
        if not self._node_is_built:
            self._build_node()
        fresh = self.node is None or self.node.id != node.id
        self.node = node
        root = node.kind is NodeKind.ROOT
        self.set_title(tr("Cause") if root else tr("Effect"))
        self.level_field.setVisible(root)
        self.influence_field.setVisible(root)
        values: dict[str, Any] = {
            "text": node.text, "solution": node.solution, "dimension": node.dimension.value,
            "agreement": node.agreement.value, "evidence": list(node.evidence),
        }  # fmt: skip
        if root:
            values["level"] = node.level.value if node.level else ""
            values["influence"] = node.influence.value if node.influence else ""
        self.node_form.show_values(values, editable=editable, fresh=fresh)
        for who, box in self._affected.items():
            box.setChecked(who.value in node.affected)
            box.setEnabled(editable)
        self._show_loops(tree, node, editable=editable)
        self.delete_button.setVisible(editable)
        self.node_part.show()
        self.tree_part.hide()

    def _show_loops(self, tree: ConflictTreeRow, node: TreeNodeRow, *, editable: bool) -> None:
        clear(self._loops)
        texts = {one.id: one.text for one in tree.nodes}
        own = [pair for pair in tree.feedback if node.id in pair]
        self.loops_title.setVisible(bool(own))
        for effect, root in own:
            other = root if node.id == effect else effect
            line = row(spacing=4)
            line.addWidget(PlainLabel(texts.get(other, ""), "small", wrap=True), 1)
            cut = IconButton("unlink", tr("Take the loop away"), size="compact")
            cut.setEnabled(editable)
            cut.clicked.connect(partial(self.feedback_gone.emit, effect, root))
            line.addWidget(cut)
            self._loops.addLayout(line)

    def show_tree(
        self, tree: ConflictTreeRow, findings: Sequence[Finding], tray: Sequence[CauseCardRow], *,
        editable: bool, may_delete: bool = False,
    ) -> None:  # fmt: skip
        """Show the tree's own fields, what is missing, and the cards not placed yet."""
        fresh = self._tree_id != tree.id
        self.node, self._tree_id = None, tree.id
        self.set_title(tr("Tree of group {letter}", letter=tree.group))
        self.counts.setText(completeness_line(tree))
        head = tree.head
        self.tree_form.show_values({
            "core_problem": tree.core_problem, "solution": tree.solution, "title": tree.title,
            "school": tree.school.value, "status": head.status.value,
            "sensitivity": tree.sensitivity.value, "viewpoint": head.viewpoint,
            "arena": head.arena.value, "period_from": head.period_from, "period_to": head.period_to,
        }, editable=editable, fresh=fresh)  # fmt: skip
        self._show_findings(findings, editable=editable)
        self.all_back.setVisible(bool(head.put_aside) and editable)
        self._show_tray(tray, editable=editable)
        self.gone_button.setVisible(editable and may_delete)
        self.node_part.hide()
        self.tree_part.show()

    def _show_findings(self, findings: Sequence[Finding], *, editable: bool) -> None:
        clear(self._findings)
        for finding in findings:
            line = row(spacing=8)
            icon, ink = ("circle-alert", "danger") if finding.must else ("info", "accent_text")
            meaning = tr("Needed") if finding.must else tr("Hint")
            line.addWidget(IconLabel(icon, ink, 16, meaning=meaning), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(PlainLabel(finding.sentence, "small", wrap=True), 1)
            if editable and not finding.must:
                away = IconButton("x", tr("Put this hint aside"), size="compact")
                away.clicked.connect(partial(self.aside_wished.emit, finding.key))
                line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
            self._findings.addLayout(line)

    def _show_tray(self, tray: Sequence[CauseCardRow], *, editable: bool) -> None:
        shown = (tuple(tray), editable)
        if shown == self._tray_shown:
            return
        self._tray_shown = shown
        clear(self._tray)
        for widget in (self.tray_title, self.tray_hint):
            widget.setVisible(bool(tray) and editable)
        self.board_button.setVisible(editable)
        for card in tray[:MOST_IN_TRAY] if editable else ():
            dots = f"  ·  {card.dots}" if card.dots else ""
            said = f"{card.text}  ({label(card.dimension)}{dots})"
            line = row(spacing=6)
            line.addWidget(PlainLabel(said, "small", wrap=True), 1)
            put = IconButton(
                "plus", tr("Hang “{text}” on the tree", text=card.text), size="compact"
            )
            put.clicked.connect(partial(self.place_wished.emit, card.id))
            line.addWidget(put, 0, Qt.AlignmentFlag.AlignTop)
            self._tray.addLayout(line)
        if len(tray) > MOST_IN_TRAY and editable:
            more = tr("{n} more on the board", n=len(tray) - MOST_IN_TRAY)
            self._tray.addWidget(PlainLabel(more, "caption", "text2"))

    # Wishes ---------------------------------------------------------------------------------------

    def _on_node_changed(self, changes: dict[str, Any]) -> None:
        if self.node is not None:
            self.node_change_wished.emit(self.node.id, changes)

    def _on_affected(self) -> None:
        chosen = [who.value for who, box in self._affected.items() if box.isChecked()]
        if self.node is not None:
            self.node_change_wished.emit(self.node.id, {"affected": chosen})

    def _on_delete(self) -> None:
        if self.node is not None:
            self.delete_wished.emit(self.node.id)

    def _on_all_back(self) -> None:
        self.aside_wished.emit("")

    def focus_text(self) -> None:
        """Put the cursor into the card's text, or into the core problem."""
        control = (
            self.text if self.node is not None else self.tree_form.fields["core_problem"].control
        )
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        control.selectAll()  # type: ignore[attr-defined]
