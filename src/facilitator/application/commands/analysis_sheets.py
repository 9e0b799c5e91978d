"""Commands on the sheets of the analysis beside the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.conflict_trees import (
    HEAD,
    AddTreeNode,
    add_tree_node,
    aside_with,
    sheet_title,
)  # fmt: skip
from facilitator.application.commands.root_causes import TreeNodeContent
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain import analysis_sheets as rules
from facilitator.domain.analysis_sheets import Entry, SheetTool
from facilitator.domain.root_causes import Dimension, Level, NodeKind
from facilitator.persistence import rows
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.root_causes import AnalysisSheet, ConflictTree, SheetEntry
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class AddSheet(Command):
    """Begin a sheet of a group."""

    group_id: UUID
    tool: SheetTool
    title: str
    sheet_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Begin a sheet")


@handles(AddSheet, Audience.GROUP)
def add_sheet(session: Session, command: AddSheet) -> None:
    group = rows.find(session, HomeGroup, command.group_id)
    rows.add(session, AnalysisSheet(
        id=command.sheet_id, group_id=group.id, tool=command.tool,
        title=sheet_title("title", command.title), made_on=None,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditSheet(Command):
    """Change the head of a sheet."""

    sheet_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit a sheet")

    @property
    def merge_key(self) -> str:
        return f"sheet {self.sheet_id} {sorted(self.changes)}"


@handles(EditSheet, Audience.GROUP)
def edit_sheet(session: Session, command: EditSheet) -> None:
    fields.apply(rows.find(session, AnalysisSheet, command.sheet_id), HEAD, command.changes)


@dataclass(frozen=True, slots=True)
class DeleteSheet(Command):
    """Delete a sheet with its entries."""

    sheet_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a sheet")


@handles(DeleteSheet, Audience.GROUP)
def delete_sheet(session: Session, command: DeleteSheet) -> None:
    rows.delete(session, rows.find(session, AnalysisSheet, command.sheet_id))


@dataclass(frozen=True, slots=True)
class PutSheetEntry(Command):
    """Add an entry to a sheet, or write one anew. `values` holds the fields of its kind."""

    sheet_id: UUID
    kind: str
    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    parent_id: UUID | None = None
    other_id: UUID | None = None
    entry_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a sheet")


def _entries(session: Session, sheet_id: UUID) -> dict[UUID, Entry]:
    found = session.scalars(select(SheetEntry).filter_by(sheet_id=sheet_id))
    return {one.id: Entry(one.id, one.kind, one.text, one.parent_id, one.other_id, one.values)
            for one in found}  # fmt: skip


@handles(PutSheetEntry, Audience.GROUP)
def put_sheet_entry(session: Session, command: PutSheetEntry) -> None:
    sheet = rows.find(session, AnalysisSheet, command.sheet_id)
    others = _entries(session, sheet.id)
    given = {name: fields.line(name, value) for name, value in command.values.items()}
    entry = Entry(command.entry_id, command.kind, fields.line("text", command.text),
                  command.parent_id, command.other_id, given)  # fmt: skip
    values = rules.check_entry(rules.spec_of(sheet.tool), entry, others)
    row = session.get(SheetEntry, entry.id)
    if row is not None and (row.sheet_id, row.kind) != (sheet.id, entry.kind):
        raise RuleViolation("sheet-parent", field="parent_id")
    if row is None:
        row = SheetEntry(id=entry.id, sheet_id=sheet.id, kind=entry.kind, position=len(others) + 1)
    row.text, row.values = entry.text, values
    row.parent_id, row.other_id = entry.parent_id, entry.other_id
    rows.add(session, row)


@dataclass(frozen=True, slots=True)
class DeleteSheetEntry(Command):
    """Delete an entry with what belongs to it."""

    entry_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a line of a sheet")


@handles(DeleteSheetEntry, Audience.GROUP)
def delete_sheet_entry(session: Session, command: DeleteSheetEntry) -> None:
    rows.delete(session, rows.find(session, SheetEntry, command.entry_id))


@dataclass(frozen=True, slots=True)
class PutSheetHintAside(Command):
    """Put a hint about a sheet aside, or all of them back (`key` empty)."""

    sheet_id: UUID
    key: str

    @property
    def label(self) -> str:
        return tr("Put a hint aside")


@handles(PutSheetHintAside, Audience.GROUP)
def put_sheet_hint_aside(session: Session, command: PutSheetHintAside) -> None:
    sheet = rows.find(session, AnalysisSheet, command.sheet_id)
    sheet.put_aside = aside_with(sheet.put_aside, command.key)


@dataclass(frozen=True, slots=True)
class SendWhysToTree(Command):
    """Send the last two steps of a chain to a tree: the deeper one as a structural root below."""

    entry_id: UUID
    tree_id: UUID
    dimension: Dimension = Dimension.POLITICAL

    @property
    def label(self) -> str:
        return tr("Send the last steps to the tree")


@handles(SendWhysToTree, Audience.GROUP)
def send_whys_to_tree(session: Session, command: SendWhysToTree) -> None:
    last = rows.find(session, SheetEntry, command.entry_id)
    tree = rows.find(session, ConflictTree, command.tree_id)
    others = _entries(session, last.sheet_id)
    if last.kind != "why":
        raise RuleViolation("whys-no-step")
    parent: UUID | None = None
    steps = rules.last_two_steps(others[last.id], others)
    for number, step in enumerate(steps, 1):
        level = Level.STRUCTURAL if number == len(steps) else Level.PROXIMATE
        node = TreeNodeContent(uuid4(), parent, NodeKind.ROOT, step.text, command.dimension, level)
        add_tree_node(session, AddTreeNode(tree.id, node))
        parent = node.id
