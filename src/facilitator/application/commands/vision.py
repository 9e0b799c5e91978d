"""Commands on the Common Vision's statements, themes and dots, and writing the text as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Audience, Command, handles
from facilitator.application.vision_store import drafting_row, open_row
from facilitator.domain.dot_vote import Tally, VoteRules, check_rules, check_tally
from facilitator.domain.vision import ParagraphKind, VisionState
from facilitator.domain.vision.differences import sources_of
from facilitator.domain.vision.gathering import (
    check_statement,
    check_theme,
    check_totals,
    check_turn,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import CasePoint
from facilitator.persistence.models.root_causes import CauseCard
from facilitator.persistence.models.vision import (
    ParagraphOrigin,
    Vision,
    VisionCluster,
    VisionParagraph,
    VisionStatement,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn

NO_VOTES = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class PutVisionCluster(Command):
    """Write a theme with its statements and its counted dots. Statements carry no author."""

    name: str
    statements: tuple[str, ...]
    tally: Tally = NO_VOTES
    most_dots_a_voter: int = 1
    position: int = 1
    cluster_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a theme of the vision")


@handles(PutVisionCluster)
def put_vision_cluster(session: Session, command: PutVisionCluster) -> None:
    check_tally(command.tally, command.most_dots_a_voter)
    _open_for_themes(session)
    cluster = session.get(VisionCluster, command.cluster_id) or VisionCluster(id=command.cluster_id)
    cluster.name = _theme_name(command.name)
    cluster.dots, cluster.voters = command.tally.dots, command.tally.voters
    cluster.position = command.position
    rows.add(session, cluster)
    for statement in session.scalars(select(VisionStatement).filter_by(cluster_id=cluster.id)):
        rows.delete(session, statement)
    for text in command.statements:
        cleaned = _statement_text(text)
        rows.add(session, VisionStatement(cluster_id=cluster.id, text=cleaned))


def _theme_name(name: str) -> str:
    cleaned = fields.needed_line("name", name)
    check_theme(cleaned)
    return cleaned


def _statement_text(text: str) -> str:
    cleaned = fields.needed_text("statement", text)
    check_statement(cleaned)
    return cleaned


def _open_for_themes(session: Session) -> Vision:
    """No new options, and none merged away, once voting has begun (methods 4.3)."""
    vision = open_row(session)
    if vision.vote_is_open:
        raise RuleViolation("vote-has-begun")
    return vision


# --- gathering ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddStatements(Command):
    """Add statements from one card or turn. `token` is random and belongs to nobody."""

    texts: tuple[str, ...]
    token: str
    cluster_id: UUID | None = None

    @property
    def label(self) -> str:
        return trn("Add {n} statement", "Add {n} statements", len(self.texts))


@handles(AddStatements, Audience.GROUP)
def add_statements(session: Session, command: AddStatements) -> None:
    open_row(session)
    token = fields.line("token", command.token)
    if token:
        before = session.scalars(select(VisionStatement).filter_by(token=token)).all()
        check_turn(len(before), len(command.texts))
    for text in command.texts:
        cleaned = _statement_text(text)
        rows.add(session, VisionStatement(
            text=cleaned, token=token, cluster_id=command.cluster_id, merged_into_id=None,
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditStatement(Command):
    """Correct what was typed wrong on a card."""

    statement_id: UUID
    text: str

    @property
    def label(self) -> str:
        return tr("Edit a statement")

    @property
    def merge_key(self) -> str:
        return f"statement {self.statement_id}"


@handles(EditStatement)
def edit_statement(session: Session, command: EditStatement) -> None:
    open_row(session)
    rows.find(session, VisionStatement, command.statement_id).text = _statement_text(command.text)


@dataclass(frozen=True, slots=True)
class DeleteStatement(Command):
    """Take a statement off the board."""

    statement_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a statement")


@handles(DeleteStatement)
def delete_statement(session: Session, command: DeleteStatement) -> None:
    open_row(session)
    rows.delete(session, rows.find(session, VisionStatement, command.statement_id))


@dataclass(frozen=True, slots=True)
class EndGathering(Command):
    """End the gathering: the tokens are wiped, so that not even one card's statements belong
    together any more.
    """

    @property
    def label(self) -> str:
        return tr("End the gathering")


@handles(EndGathering)
def end_gathering(session: Session, _command: EndGathering) -> None:
    vision = open_row(session)
    for statement in session.scalars(select(VisionStatement)):
        statement.token = ""
    if vision.state is VisionState.GATHERING:
        vision.state = VisionState.CLUSTERING


# --- the board ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MoveStatement(Command):
    """Put a statement under a theme, or among those without one."""

    statement_id: UUID
    cluster_id: UUID | None

    @property
    def label(self) -> str:
        return tr("Move a statement")


@handles(MoveStatement)
def move_statement(session: Session, command: MoveStatement) -> None:
    open_row(session)
    statement = rows.find(session, VisionStatement, command.statement_id)
    theme = command.cluster_id and rows.find(session, VisionCluster, command.cluster_id).id
    statement.cluster_id = theme or None
    for original in session.scalars(select(VisionStatement).filter_by(merged_into_id=statement.id)):
        original.cluster_id = statement.cluster_id


@dataclass(frozen=True, slots=True)
class MergeStatement(Command):
    """Put a statement under a near-duplicate, or (into None) take it out again; both are kept."""

    statement_id: UUID
    into_id: UUID | None

    @property
    def label(self) -> str:
        return tr("Merge statements") if self.into_id else tr("Take a merged statement out")


@handles(MergeStatement)
def merge_statement(session: Session, command: MergeStatement) -> None:
    _open_for_themes(session)
    statement = rows.find(session, VisionStatement, command.statement_id)
    into = command.into_id and rows.find(session, VisionStatement, command.into_id)
    if not into:
        statement.merged_into_id = None
        return
    top = into.merged_into_id or into.id
    if top == statement.id:
        raise RuleViolation("merge-into-itself")
    for original in session.scalars(select(VisionStatement).filter_by(merged_into_id=statement.id)):
        original.merged_into_id = top
    statement.merged_into_id, statement.cluster_id = top, into.cluster_id


@dataclass(frozen=True, slots=True)
class AddTheme(Command):
    """Begin a theme."""

    name: str
    cluster_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add a theme")


@handles(AddTheme)
def add_theme(session: Session, command: AddTheme) -> None:
    _open_for_themes(session)
    last = max(session.scalars(select(VisionCluster.position)), default=0)
    rows.add(session, VisionCluster(
        id=command.cluster_id, name=_theme_name(command.name), position=last + 1,
        merged_into_id=None,
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class RenameTheme(Command):
    """Give a theme another name."""

    cluster_id: UUID
    name: str

    @property
    def label(self) -> str:
        return tr("Rename a theme")


@handles(RenameTheme)
def rename_theme(session: Session, command: RenameTheme) -> None:
    _open_for_themes(session)
    rows.find(session, VisionCluster, command.cluster_id).name = _theme_name(command.name)


@dataclass(frozen=True, slots=True)
class DeleteTheme(Command):
    """Take a theme away; its statements stay, without one."""

    cluster_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a theme")


@handles(DeleteTheme)
def delete_theme(session: Session, command: DeleteTheme) -> None:
    _open_for_themes(session)
    rows.delete(session, rows.find(session, VisionCluster, command.cluster_id))


@dataclass(frozen=True, slots=True)
class MergeTheme(Command):
    """Put a theme under another, or (into None) take it out again. Statements follow when counted
    and shown; in the file they stay where they were, so that nothing is lost.
    """

    cluster_id: UUID
    into_id: UUID | None

    @property
    def label(self) -> str:
        return tr("Merge themes") if self.into_id else tr("Take a merged theme out")


@handles(MergeTheme)
def merge_theme(session: Session, command: MergeTheme) -> None:
    _open_for_themes(session)
    theme = rows.find(session, VisionCluster, command.cluster_id)
    into = command.into_id and rows.find(session, VisionCluster, command.into_id)
    if not into:
        theme.merged_into_id = None
        return
    top = into.merged_into_id or into.id
    if top == theme.id:
        raise RuleViolation("merge-into-itself")
    for original in session.scalars(select(VisionCluster).filter_by(merged_into_id=theme.id)):
        original.merged_into_id = top
    theme.merged_into_id = top


# --- dots -----------------------------------------------------------------------------------------


def _themes(session: Session) -> list[VisionCluster]:
    wanted = select(VisionCluster).filter_by(merged_into_id=None)
    return list(session.scalars(wanted.order_by(VisionCluster.position)))


@dataclass(frozen=True, slots=True)
class OpenDotVote(Command):
    """Open the vote with dots; earlier counts are cleared, and themes stay as they are from now."""

    rules: VoteRules
    present: int

    @property
    def label(self) -> str:
        return tr("Open the vote on the themes")


@handles(OpenDotVote)
def open_dot_vote(session: Session, command: OpenDotVote) -> None:
    vision = _open_for_themes(session)
    check_rules(command.rules)
    if command.present < 1:
        raise RuleViolation("vote-nobody-present", field="present")
    if not _themes(session):
        raise RuleViolation("vote-no-themes")
    for theme in session.scalars(select(VisionCluster)):
        theme.dots = theme.voters = 0
    vision.vote_is_open, vision.vote_present, vision.vote_voters = True, command.present, 0
    vision.vote_dots, vision.vote_most_per_theme = (
        command.rules.dots_each,
        command.rules.most_an_item,
    )
    if vision.state is VisionState.GATHERING:
        end_gathering(session, EndGathering())


@dataclass(frozen=True, slots=True)
class CountDotVote(Command):
    """Close the vote with the counted dots: totals by theme, never a ballot."""

    totals: tuple[tuple[UUID, Tally], ...]
    voters: int

    @property
    def label(self) -> str:
        return tr("Count the vote on the themes")


@handles(CountDotVote)
def count_dot_vote(session: Session, command: CountDotVote) -> None:
    vision = open_row(session)
    if not vision.vote_is_open:
        raise RuleViolation("vote-not-open")
    rules = VoteRules(vision.vote_dots, vision.vote_most_per_theme)
    check_totals([tally for _, tally in command.totals], rules, command.voters, vision.vote_present)
    counted = dict(command.totals)
    for theme in _themes(session):
        tally = counted.get(theme.id, NO_VOTES)
        theme.dots, theme.voters = tally.dots, tally.voters
    vision.vote_is_open, vision.vote_voters = False, command.voters


@dataclass(frozen=True, slots=True)
class SetCutOff(Command):
    """How many themes stand above the cut-off line; ties at the line are all kept."""

    places: int

    @property
    def label(self) -> str:
        return tr("Set the cut-off line")


@handles(SetCutOff)
def set_cut_off(session: Session, command: SetCutOff) -> None:
    if not 1 <= command.places <= 30:
        raise RuleViolation("value-not-allowed", field="places", text=command.places)
    open_row(session).places = command.places


# --- the text as a whole --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParagraphContent:
    """A paragraph with what it came from."""

    kind: ParagraphKind
    text: str
    heading: str = ""
    clusters: tuple[UUID, ...] = ()
    lessons: tuple[UUID, ...] = ()
    cards: tuple[UUID, ...] = ()
    id: UUID = field(default_factory=uuid4)
    second_text: str = ""


@dataclass(frozen=True, slots=True)
class PutVisionText(Command):
    """Write the whole text, paragraph by paragraph, in order, as a draft."""

    paragraphs: tuple[ParagraphContent, ...]

    @property
    def label(self) -> str:
        return tr("Edit the Common Vision")


@handles(PutVisionText)
def put_vision_text(session: Session, command: PutVisionText) -> None:
    vision = drafting_row(session)
    if vision.state in (VisionState.GATHERING, VisionState.CLUSTERING):
        vision.state = VisionState.OUTLINE
    for row in session.scalars(select(VisionParagraph)):
        rows.delete(session, row)
    for position, paragraph in enumerate(command.paragraphs, 1):
        _add_paragraph(session, position, paragraph)


def _add_paragraph(session: Session, position: int, content: ParagraphContent) -> None:
    text = fields.needed_text("text", content.text)
    paragraph = rows.add(session, VisionParagraph(
        id=content.id, position=position, kind=content.kind,
        heading=fields.line("heading", content.heading), text=text,
        second_text=fields.text("second_text", content.second_text),
        sources=[list(run) for run in sources_of(text)],
    ))  # fmt: skip
    put_origins(session, paragraph.id, content.clusters, content.lessons, content.cards)


def put_origins(
    session: Session, paragraph_id: UUID, clusters: tuple[UUID, ...], lessons: tuple[UUID, ...],
    cards: tuple[UUID, ...],
) -> None:  # fmt: skip
    """Write anew what a paragraph came from."""
    for old in session.scalars(select(ParagraphOrigin).filter_by(paragraph_id=paragraph_id)):
        rows.delete(session, old)
    origins = [{"cluster_id": rows.find(session, VisionCluster, k).id} for k in clusters]
    origins += [{"lesson_id": rows.find(session, CasePoint, key).id} for key in lessons]
    origins += [{"card_id": rows.find(session, CauseCard, key).id} for key in cards]
    for number, origin in enumerate(origins, 1):
        rows.add(session, ParagraphOrigin(paragraph_id=paragraph_id, position=number, **origin))
