"""The report's sections on people: counts of everybody, names only of those who agreed."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from facilitator.application.rows.groups import GroupRow, MemberRow
from facilitator.application.rows.programme import ResourcePersonRow
from facilitator.application.rows.report import HalfDayCount, ReportRow
from facilitator.domain.attendance import Mark
from facilitator.domain.groups import GroupRole
from facilitator.reports import styles
from facilitator.reports.flowables import (
    WIDTH,
    BarRow,
    Figure,
    Figures,
    ShareBar,
    bar_chart,
    heading,
    percent,
    table,
)  # fmt: skip
from facilitator.reports.labels import label
from facilitator.reports.palette import colour
from facilitator.reports.text import para, rich
from facilitator.reports.words import hours_text, in_words, participation_sentence, weekday
from facilitator.support.i18n import tr, trn

Story = list[Flowable]


def participation(report: ReportRow) -> Story:
    """Who took part: by sex, country and institution, and the names that may be printed."""
    sexes = report.sexes
    if not sexes.total:
        return []
    story: Story = [
        para(participation_sentence(sexes), styles.lead()), Spacer(0, 8),
        ShareBar([
            (tr("Women"), sexes.women, colour("accent")),
            (tr("Men"), sexes.men, colour("warn_bar")),
            (tr("Not stated"), sexes.not_stated, colour("border_strong")),
        ]),
        Spacer(0, 6),
    ]  # fmt: skip
    if sentence := _attendance_sentence(report):
        story += [para(sentence, styles.body()), Spacer(0, 4)]
    if report.by_country:
        story += heading(tr("By country"), 2, "by-country")
        story += bar_chart(report.by_country, colour("accent"))
    if report.by_institution_type:
        story += heading(tr("By type of institution"), 2, "by-institution")
        rows = [(label(kind), count) for kind, count in report.by_institution_type]
        story += bar_chart(rows, colour("warn_bar"))
    return story + _by_half_day(report) + _names(report)


def _by_half_day(report: ReportRow) -> Story:
    """Who was in the room each half-day in which attendance was taken: bars, then the marks."""
    taken = [half for half in report.attendance if half.taken]
    if not taken:
        return []
    story = heading(tr("Attendance by half-day"), 2, "attendance")
    most = max(half.expected for half in taken)
    story += [
        BarRow(_half_day(half), half.in_the_room, most,
               f"{half.in_the_room}  ({percent(half.in_the_room, half.expected)})",
               colour("accent"))
        for half in taken
    ]  # fmt: skip
    right = styles.right(styles.column_head())
    head = (tr("Half-day"), para(tr("Expected"), right),
            *(para(label(mark), right) for mark in Mark))  # fmt: skip
    rows = [
        [para(_half_day(half), styles.cell_strong()),
         *(para(str(count), styles.right(styles.cell()))
           for count in (half.expected, *(half.marks[mark] for mark in Mark)))]
        for half in taken
    ]  # fmt: skip
    return [*story, Spacer(0, 6), table((WIDTH - 5 * 72, *[72] * 5), head, rows)]


def _half_day(half: HalfDayCount) -> str:
    return f"{weekday(half.date)}, {label(half.half).lower()}"


def _attendance_sentence(report: ReportRow) -> str:
    parts = []
    if report.learning_minutes:
        parts.append(tr("The programme held {hours} of learning.",
                        hours=hours_text(report.learning_minutes / 60)))  # fmt: skip
    if report.mean_attendance_percent is not None:
        parts.append(tr("On average participants were present for {percent} per cent of the time.",
                        percent=in_words(round(report.mean_attendance_percent))))  # fmt: skip
    return " ".join(parts)


def _names(report: ReportRow) -> Story:
    if not report.named_participants:
        return []
    story = heading(tr("Participants who agreed to be named"), 2, "names")
    rows = [
        [para(p.name, styles.cell_strong()), para(p.country, styles.cell()),
         para(p.institution, styles.cell_muted())]
        for p in report.named_participants
    ]  # fmt: skip
    head = (tr("Name"), tr("Country"), tr("Institution"))
    story.append(table((178, 122, WIDTH - 300), head, rows))
    if report.unnamed_participants:
        text = trn("One further participant took part and is not named here.",
                   "{n} further participants took part and are not named here.",
                   report.unnamed_participants)  # fmt: skip
        story += [Spacer(0, 5), para(text, styles.muted())]
    return story


def team(report: ReportRow) -> Story:
    """Resource persons and the team; a person may prefer to stand as a role."""
    people = report.programme.resource_persons
    if not people:
        return []
    return [_person(person) for person in people]


def _person(person: ResourcePersonRow) -> Flowable:
    if not person.show_name:
        return para(person.role, styles.strong())
    return rich([(person.name, styles.strong()), (person.role, styles.muted())])


@dataclass(frozen=True, slots=True)
class _Listed:
    """A group's members who may be named, and how many others there are."""

    named: tuple[MemberRow, ...]
    others: int


def groups(report: ReportRow) -> Story:
    """The home groups: members who agreed by name, the others as a count."""
    filled = [group for group in report.groups if group.members]
    if not filled:
        return []
    rows = [_group_cells(group, _listed(group)) for group in filled]
    head = (tr("Group"), tr("Members"))
    return [table((128, WIDTH - 128), head, rows)]


def _listed(group: GroupRow) -> _Listed:
    named = tuple(member for member in group.members if member.may_be_named)
    return _Listed(named, len(group.members) - len(named))


def _group_cells(group: GroupRow, members: _Listed) -> list[object]:
    title = tr("Group {letter}", letter=group.letter)
    about = [para(title, styles.cell_strong())]
    about += [para(text, styles.cell_muted()) for text in (group.name, group.table) if text]
    about.append(para(trn("One member", "{n} members", len(group.members)), styles.cell_muted()))
    people = [_member_line(member) for member in members.named]
    if members.others:
        text = trn("One member who is not named", "{n} members who are not named", members.others)
        people.append(para(text, styles.cell_muted()))
    return [about, people]


def _member_line(member: MemberRow) -> Flowable:
    tail = [member.country]
    if member.role is not GroupRole.MEMBER:
        tail.append(label(member.role).lower())
    return rich([(f"{member.name},", styles.cell_strong()),
                 (", ".join(part for part in tail if part), styles.cell_muted())])  # fmt: skip


def certificates(report: ReportRow) -> Story:
    """Certificates issued, by kind; with those without one they make up everybody."""
    counts = report.certificates
    if not counts.completion + counts.participation:
        return []
    total = counts.completion + counts.participation
    sentence = trn("One certificate was issued.", "{n} certificates were issued.", total)
    story: Story = [
        para(sentence, styles.body()), Spacer(0, 8),
        Figures([
            Figure(str(counts.completion), tr("certificates of completion")),
            Figure(str(counts.participation), tr("certificates of participation")),
            Figure(str(counts.not_issued), tr("participants without a certificate")),
        ]),
    ]  # fmt: skip
    return story + _by_sex(report)


def _share(number: int, whole: int) -> str:
    return f"{number}  ({percent(number, whole)})" if number != whole else str(number)


def _by_sex(report: ReportRow) -> Story:
    """Registered, attended, completed by sex: factual numbers of the list, not of feedback."""
    standings = report.certificates.by_sex
    if not standings:
        return []
    lines = [(label(s.sex), s.registered, s.attended, s.completion, s.participation)
             for s in standings]  # fmt: skip
    whole = [sum(values) for values in zip(*(line[1:] for line in lines), strict=True)]
    lines.append((tr("All"), whole[0], whole[1], whole[2], whole[3]))
    rows = [
        [
            para(name, styles.cell_strong()),
            *(
                para(_share(n, of), styles.right(styles.cell()))
                for n, of in zip(numbers, whole, strict=True)
            ),
        ]
        for name, *numbers in lines
    ]
    right = styles.right(styles.column_head())
    head = (tr("Sex"), *(para(text, right) for text in (
        tr("Registered"), tr("Attended"), tr("Completion"), tr("Participation"))))  # fmt: skip
    return [Spacer(0, 10), table((WIDTH - 4 * 92, 92, 92, 92, 92), head, rows)]
