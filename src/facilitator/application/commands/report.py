"""Commands on the summary report."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.report import Naming, SectionKey, check_prose
from facilitator.persistence import rows
from facilitator.persistence.models.report import ReportSetting, ReportText
from facilitator.support.i18n import tr


def _setting(session: Session) -> ReportSetting:
    return session.scalars(select(ReportSetting)).one_or_none() or rows.add(session, ReportSetting())


@dataclass(frozen=True, slots=True)
class ChooseNaming(Command):
    """Choose how those who agreed to be named stand in the report."""

    naming: Naming

    @property
    def label(self) -> str:
        return tr("Choose whom the report names")


@handles(ChooseNaming)
def choose_naming(session: Session, command: ChooseNaming) -> None:
    _setting(session).naming = Naming(command.naming)


@dataclass(frozen=True, slots=True)
class SwitchSection(Command):
    """Put a section into the report, or leave it out."""

    section: SectionKey
    shown: bool

    @property
    def label(self) -> str:
        return tr("Switch a section of the report")


@handles(SwitchSection)
def switch_section(session: Session, command: SwitchSection) -> None:
    setting = _setting(session)
    kept = [name for name in setting.left_out if name != command.section]
    setting.left_out = kept if command.shown else [*kept, SectionKey(command.section).value]


@dataclass(frozen=True, slots=True)
class WriteReportText(Command):
    """Write the text of a section that only people can write; the empty text takes it away."""

    section: SectionKey
    text: str

    @property
    def label(self) -> str:
        return tr("Write in the report")

    @property
    def merge_key(self) -> str:
        return f"report_text/{self.section}"


@handles(WriteReportText)
def write_report_text(session: Session, command: WriteReportText) -> None:
    check_prose(command.section, command.text)
    text = fields.text(command.section, command.text)
    row = session.scalars(
        select(ReportText).where(ReportText.section == command.section)
    ).one_or_none()
    if row is not None and not text:
        rows.delete(session, row)
    elif row is not None:
        row.text = text
    elif text:
        rows.add(session, ReportText(section=SectionKey(command.section).value, text=text))
