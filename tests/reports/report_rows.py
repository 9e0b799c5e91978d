"""Rows of an invented week, for tests of documents. All people here are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow, RoomRow
from facilitator.application.rows.case_studies import (
    CaseCauseRow,
    CaseStudyRow,
    MeasureRow,
    PartyRow,
    SourceRow,
)  # fmt: skip
from facilitator.application.rows.certificates import CertificateSheet
from facilitator.application.rows.groups import GroupRow, MemberRow
from facilitator.application.rows.negotiation import DebriefNoteRow, ExerciseReportRow
from facilitator.application.rows.programme import (
    ObjectiveRow,
    OrganisationRow,
    ProgrammeRow,
    ResourcePersonRow,
    SignatoryRow,
)  # fmt: skip
from facilitator.application.rows.report import (
    CertificateCount,
    HalfDayCount,
    NamedParticipant,
    ReportRow,
)  # fmt: skip
from facilitator.application.rows.root_causes import (
    CauseCardRow,
    ConflictTreeRow,
    RootCausesRow,
    TreeNodeRow,
)  # fmt: skip
from facilitator.application.rows.vision import (
    ParagraphRow,
    PollRow,
    VisionClusterRow,
    VisionRow,
)  # fmt: skip
from facilitator.domain.agenda import Half, ItemType
from facilitator.domain.attendance import Mark
from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Independence,
    Instrument,
    OutcomeGrade,
    SourceType,
)  # fmt: skip
from facilitator.domain.certificates import DEFAULT_SERIAL_FORMAT, CertificateKind, CertificateRules
from facilitator.domain.groups import GroupRole
from facilitator.domain.negotiation.analysis import Scoring
from facilitator.domain.negotiation.debrief import IssueTitles, Played, TableResult
from facilitator.domain.negotiation.outcomes import Agreed, means
from facilitator.domain.people import InstitutionType, SexCount
from facilitator.domain.programme import OrganisationRole
from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
)  # fmt: skip
from facilitator.domain.vision import (
    AdoptionRule,
    ParagraphKind,
    VisionState,
    poll_outcome,
)  # fmt: skip

SPACE = UUID("6f1c1d5e-0b0a-4f6e-9f3f-1c2b3a4d5e6f")

NAMES = {
    "Latin": ("Vilay Phommachanh", "Vilay Phommachanh"),
    "Vietnamese": ("Nguyen Thi Hong Anh", "Nguyễn Thị Hồng Ánh"),
    "Thai": ("Somchai Srisuwan", "สมชาย ศรีสุวรรณ ปุ๊กปี้"),
    "Lao": ("Vilai Phommachan", "ວິໄລ ພົມມະຈັນ ນ້ຳ"),
    "Khmer": ("Sok Sopheap", "សុខ សុភាព កម្ពុជា"),
    "Burmese": ("Kyi Kyi Thant", "ကြည်ကြည်သန့် သန္တာ"),
    "Devanagari": ("Prakash Shrestha", "प्रकाश श्रेष्ठ क्षितिज"),
    "Bengali": ("Rahman Chowdhury", "রহমান চৌধুরী প্রজ্ঞা"),
    "Tamil": ("Tamilselvi Krishnan", "தமிழ்செல்வி கிருஷ்ணன்"),
    "Arabic": ("Muhammad Abdullah", "محمد عبد الله"),
}
"""A Latin name and the name in its own script, by script."""

HOSTILE = (
    "A & B <b>",
    "<img src='/etc/hostname'>",
    "</para>",
    "Tom <tom@x.org>",
    "<![CDATA[x]]>",
    "100 %s {name} \\n (paren",
)


def key(text: str) -> UUID:
    """The same key for the same text."""
    return uuid5(SPACE, text)


def programme(**changes: object) -> ProgrammeRow:
    """The facts of an invented week."""
    row = ProgrammeRow(
        id=key("programme"),
        title="Confidence Building in the Region",
        subtitle="A training week on interest-based negotiation and root causes of conflict",
        place="Vientiane, Lao PDR",
        venue="Mekong Conference Centre",
        time_zone="Asia/Vientiane",
        first_day=date(2024, 11, 4),
        last_day=date(2024, 11, 8),
        donor_line="From the people of Sampleland",
        notes="Sample",
        is_sample=True,
        certificate_rules=CertificateRules(),
        serial_format=DEFAULT_SERIAL_FORMAT,
        organisations=(
            OrganisationRow(key("o1"), "Centre for Dialogue (sample)", OrganisationRole.ORGANISER),
            OrganisationRow(key("o2"), "Mekong School of Public Affairs (sample)",
                            OrganisationRole.PARTNER),
        ),
        objectives=tuple(
            ObjectiveRow(key(text), text)
            for text in (
                "Explain the root causes of a conflict with a conflict tree",
                "Prepare and conduct an interest-based negotiation",
                "Present a case in which root causes were addressed",
                "Draft a common vision with others and adopt it",
            )
        ),
        signatories=(
            SignatoryRow(key("s1"), "Amara Keovong", "Director, Centre for Dialogue"),
            SignatoryRow(key("s2"), "Lan Tran", "Lead facilitator"),
        ),
        resource_persons=(
            ResourcePersonRow(key("r1"), "Lan Tran", "Lead facilitator", show_name=True),
            ResourcePersonRow(key("r2"), "Hidden Expert", "Former chief negotiator",
                              show_name=False),
        ),
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def sheet(number: int, name: str, own: str = "", **changes: object) -> CertificateSheet:
    """A certificate sheet; completion for odd numbers."""
    kind = CertificateKind.COMPLETION if number % 2 else CertificateKind.PARTICIPATION
    row = CertificateSheet(f"2024-11-{number:03d}", kind, name, own, date(2024, 11, 8), 30.9)
    return replace(row, **changes)  # type: ignore[arg-type]


def sheets() -> list[CertificateSheet]:
    """One sheet for each script."""
    return [sheet(n, latin, own) for n, (latin, own) in enumerate(NAMES.values(), 1)]


def agenda() -> AgendaRow:
    """Five days with sessions of 10 to 90 minutes, a parallel pair and an evening."""
    titles = ("Meeting each other", "Reading conflict", "Negotiating among many",
              "Cases and instruments", "Presenting and agreeing")  # fmt: skip
    days = tuple(
        DayRow(key(f"day{n}"), n, date(2024, 11, 3) + timedelta(n), title)
        for n, title in enumerate(titles, 1)
    )
    room = RoomRow(key("room"), "Mekong Hall")
    plan = (
        (510, 30, "Registration and welcome", ItemType.ADMIN, "plenary"),
        (540, 45, "Opening ceremony and group photograph", ItemType.CEREMONY, "plenary"),
        (585, 30, "Reading a conflict: structural, proximate, trigger", ItemType.INPUT, "plenary"),
        (615, 20, "Break", ItemType.BREAK, "free"),
        (635, 85, "Group work: conflict tree and five whys", ItemType.GROUP_WORK, "home groups"),
        (720, 75, "Lunch", ItemType.MEAL, "free"),
        (795, 60, "Negotiation, first round", ItemType.SIMULATION, "tables"),
        (855, 45, "Debrief with outcome charts", ItemType.DEBRIEF, "plenary"),
        (900, 60, "Case presentations", ItemType.PRESENTATION, "home groups"),
        (900, 60, "Drafting team meets", ItemType.DRAFTING, "drafting team"),
        (960, 15, "Reflection and temperature check", ItemType.REFLECTION, "individual"),
        (975, 10, "Buffer", ItemType.BUFFER, "-"),
        (1110, 90, "Welcome reception", ItemType.SOCIAL, "free"),
    )
    items = tuple(
        AgendaItemRow(
            id=key(f"{day.number} {start} {title}"), day_id=day.id, start=start, minutes=minutes,
            floor=0, anchored=False, title=title, type=kind, mode=mode,
            objective="Everyone can say what was learnt", materials="Cards, markers",
            private_notes="PRIVATE: watch the second table", lead_id=None, lead="Lan Tran",
            room_id=room.id, room=room.name,
        )
        for day in days
        for start, minutes, title, kind, mode in plan
    )  # fmt: skip
    return AgendaRow(days, items, (room,))


def tree(sensitivity: Sensitivity = Sensitivity.OPEN, group: str = "A") -> ConflictTreeRow:
    """A conflict tree with two levels of roots, effects and a loop."""

    def node(
        text: str, kind: NodeKind, parent: str | None = None, level: Level | None = None,
        agreement: Agreement = Agreement.AGREED,
    ) -> TreeNodeRow:  # fmt: skip
        return TreeNodeRow(
            key(group + text), key(group + parent) if parent else None, kind, text, level,
            Dimension.ECONOMIC, Influence.MEDIUM if kind is NodeKind.ROOT else None, agreement,
        )  # fmt: skip

    root, effect = NodeKind.ROOT, NodeKind.EFFECT
    nodes = (
        node("Land titles are contested between old and new settlers", root, None,
             Level.PROXIMATE),
        node("Colonial and post-colonial land laws overlap", root,
             "Land titles are contested between old and new settlers", Level.STRUCTURAL),
        node("Registry offices are far away and costly", root,
             "Land titles are contested between old and new settlers", Level.STRUCTURAL,
             Agreement.CONTESTED),
        node("Young people see no livelihood in their district", root, None, Level.STRUCTURAL),
        node("Armed groups recruit among the young", effect),
        node("Families leave their villages", effect, "Armed groups recruit among the young"),
        node("Traders avoid the valley", effect),
    )  # fmt: skip
    return ConflictTreeRow(
        key(f"tree{group}"), group, "Land and livelihood in an upland valley",
        TreeSchool.CAUSES_PROBLEM_EFFECTS, "Settlers and upland families clash over farm land",
        sensitivity, nodes,
        ((key(group + "Traders avoid the valley"),
          key(group + "Young people see no livelihood in their district")),),
    )  # fmt: skip


def root_causes() -> RootCausesRow:
    """A board of six cards and two trees, one of them not open."""
    cards = tuple(
        CauseCardRow(key(text), text, dimension, level, groups, dots, voters, carried)
        for text, dimension, level, groups, dots, voters, carried in (
            ("Unequal access to land", Dimension.ECONOMIC, Level.STRUCTURAL, ("A", "C"), 21, 19,
             True),
            ("Exclusion from local decisions", Dimension.POLITICAL, Level.STRUCTURAL,
             ("A", "B", "E"), 18, 18, True),
            ("Mistrust between security forces and villages", Dimension.SECURITY,
             Level.PROXIMATE, ("B",), 12, 11, True),
            ("Rival histories taught at school", Dimension.SOCIAL, Level.STRUCTURAL, ("D",), 7, 7,
             False),
            ("Rivers and forests without shared rules", Dimension.ENVIRONMENTAL,
             Level.STRUCTURAL, ("E",), 5, 5, False),
            ("Arms trade across borders", Dimension.REGIONAL, Level.PROXIMATE, ("C",), 0, 0,
             False),
        )
    )  # fmt: skip
    closed = replace(tree(Sensitivity.GROUP, "B"), title="CLOSED TREE")
    return RootCausesRow(cards, (tree(), closed), voters=34, dots_each=2)


def case_study(
    number: int, sensitivity: Sensitivity = Sensitivity.OPEN, group: str = "A"
) -> CaseStudyRow:
    """A complete case of an invented place."""
    cards = ("Unequal access to land", "Exclusion from local decisions")
    causes = tuple(
        CaseCauseRow(
            card, Level.STRUCTURAL,
            "Two laws gave two families a title to the same field, and no court was near.",
            (
                MeasureRow("A joint land commission sat in every district and wrote one register.",
                           "Land commission", ActorLevel.LOCAL, Instrument.INSTITUTION, "2009-2012"),
                MeasureRow("The land law was amended so that customary use counts as proof.",
                           "Parliament", ActorLevel.NATIONAL, Instrument.LAW, "2010"),
            ),
            "Recorded clashes over fields fell from 61 to 8 a year in five years.",
            OutcomeGrade(3 + (number + index) % 3), (1, 2),
        )
        for index, card in enumerate(cards)
    )  # fmt: skip
    sources = tuple(
        SourceRow(kind, author, title, "2013", "Upland Press (invented)", "pp. 12-19", independence)
        for kind, author, title, independence in (
            (SourceType.SCHOLARLY, "Keo, S.", "One register, one field", Independence.INDEPENDENT),
            (SourceType.OFFICIAL_RECORD, "Land commission", "Final report", Independence.PARTY),
            (SourceType.NGO, "Valley Watch", "Five years on", Independence.LINKED),
        )
    )
    return CaseStudyRow(
        id=key(f"case{number}"), group=group, title=f"Fields and registers in valley {number}",
        country="Sampleland", arena=Arena.LOCAL, conflict_period="1998-2008",
        response_period="2009-2014", status=ConflictStatus.LARGELY_ENDED,
        situation="Settlers and upland families fought over fields that both had been promised. "
        "Markets closed, and a third of the families left for a time.",
        parties=(
            PartyRow("Upland families' council", "community", "Keep the fields of their parents"),
            PartyRow("Settlers' association", "community", "Security for what they had built"),
        ),
        third_parties=(PartyRow("University mediation team", "academic", "Facilitator"),),
        causes=causes, triggers="A harvest was burnt the week before the election.",
        process="Elders and young people of both sides met in seven rounds; women chaired two.",
        unresolved="Families who left before 1998 were not heard.",
        success_factors=("One register that both sides could read",
                         "A commission with members of both sides"),
        conditions=("The valley is small and everybody knows the fields",),
        lessons=(f"Write one public register before dividing land, as valley {number} did",
                 "Let women chair sessions on livelihood"),
        negative_comparison="In the next valley the register was kept secret, and clashes returned.",
        sources=sources, sensitivity=sensitivity, state=CaseState.FINAL, presented=True, missing=(),
    )  # fmt: skip


def exercise() -> ExerciseReportRow:
    """Two tables of a small exercise: a deal that is worse than none for one side, and no deal."""
    scoring = Scoring((((0, 60), (40, 0)), ((60, 0), (0, 40))), (50, 45))
    tables = (
        TableResult("A", Agreed.YES, (1, 1), (0, 1), means([{"process": 5}] * 3)),
        TableResult("B", Agreed.NO, (-1, -1), (), means([])),
    )
    issues = (IssueTitles("Water", ("None", "All")), IssueTitles("Road", ("Long", "Short")))
    played = Played("The Small Bridge", ("Upstream", "Downstream"), issues, scoring, tables)
    note = DebriefNoteRow(key("note"), None, "A", "Asking why came late.", in_report=True)
    return ExerciseReportRow(
        "The Small Bridge",
        ("Ask why before offering.", "Trade what weighs differently."),
        played.roles,
        played,
        (note,),
    )


def vision(voters: int = 35) -> VisionRow:
    """An adopted text; with five voters or fewer the distribution may not be shown."""
    counts = (12, 10, 6, 4, 0, 3, 0, 0) if voters == 35 else (voters, 0, 0, 0, 0, 0, 0, 0)
    outcome = poll_outcome(
        AdoptionRule.CONSENSUS, dict(enumerate(counts, 1)), present=max(voters, 1)
    )
    lesson = "lesson: Write one public register before dividing land, as valley 1 did"
    parts = (
        (ParagraphKind.TITLE, None, "", "Our common vision for peace", ()),
        (ParagraphKind.CHAPEAU, None, "",
         "We, the participants, meeting in our personal capacity,", ()),
        (ParagraphKind.PREAMBULAR, None, "", "Recognising that trust grows from small steps kept,",
         ("theme: Trust",)),
        (ParagraphKind.OPERATIVE, 1, "Land and livelihood",
         "Encourage open registers of land that every family can read;", (lesson,)),
        (ParagraphKind.OPERATIVE, 2, "Voice",
         "Invite women and young people to chair local dialogue;", ("theme: Voice",)),
        (ParagraphKind.CLOSING, None, "", "Adopted in Vientiane on 8 November 2024.", ()),
    )  # fmt: skip
    paragraphs = tuple(
        ParagraphRow(key(text), kind, number, head, text, origins)
        for kind, number, head, text, origins in parts
    )
    clusters = (
        VisionClusterRow(key("c1"), "Trust", ("We keep what we promise", "We speak first"), 22, 20),
        VisionClusterRow(key("c2"), "Voice", ("Women and youth decide with us",), 15, 15),
    )
    poll = PollRow(1, AdoptionRule.CONSENSUS, max(voters, 1), counts, outcome,
                   ("One participant would have wished for a paragraph on rivers.",))  # fmt: skip
    return VisionRow(VisionState.ADOPTED, AdoptionRule.CONSENSUS, date(2024, 11, 8),
                     "Vientiane", clusters, paragraphs, poll)  # fmt: skip


COUNTRIES = (
    ("Thailand", 4), ("Viet Nam", 4), ("Lao People's Democratic Republic", 3), ("Cambodia", 3),
    ("Myanmar", 3), ("Indonesia", 3), ("Philippines", 3), ("Malaysia", 2), ("Singapore", 2),
    ("Brunei Darussalam", 2), ("Bangladesh", 2), ("India", 2), ("Nepal", 1), ("Timor-Leste", 1),
)  # fmt: skip


def groups() -> tuple[GroupRow, ...]:
    """Two groups; one of their members did not agree to be named."""
    people = list(NAMES.values())
    made = []
    for number, letter in enumerate("AB"):
        members = tuple(
            MemberRow(key(latin), latin, COUNTRIES[index][0], "Ministry of Sample Affairs",
                      GroupRole.RAPPORTEUR if index % 5 == 0 else GroupRole.MEMBER,
                      may_be_named=True)
            for index, (latin, _) in enumerate(people)
            if index % 2 == number
        )  # fmt: skip
        hidden = MemberRow(key(f"hidden{letter}"), "Unnamed Person", "Nepal", "",
                           GroupRole.MEMBER, may_be_named=False)  # fmt: skip
        made.append(GroupRow(key(letter), letter, f"Mekong {letter}", f"Table {number + 1}",
                             (*members, hidden)))  # fmt: skip
    return tuple(made)


def attendance() -> tuple[HalfDayCount, ...]:
    """Two half-days that were taken and one that was not."""
    day, none = date(2024, 11, 4), dict.fromkeys(Mark, 0)
    return (
        HalfDayCount(day, Half.MORNING, 180, True, 34, {**none, Mark.PRESENT: 30, Mark.LATE: 2,
                                                        Mark.ABSENT: 2}),
        HalfDayCount(day, Half.AFTERNOON, 200, True, 35, {**none, Mark.PRESENT: 35}),
        HalfDayCount(date(2024, 11, 5), Half.MORNING, 200, False, 35, none),
    )  # fmt: skip


def report(**changes: object) -> ReportRow:
    """The report of the invented week: 17 women among 35."""
    named = tuple(
        NamedParticipant(latin, COUNTRIES[index][0], "Ministry of Sample Affairs")
        for index, (latin, _) in enumerate(NAMES.values())
    )
    row = ReportRow(
        programme=programme(), sexes=SexCount(women=17, men=18, not_stated=0),
        by_country=COUNTRIES,
        by_institution_type=(
            (InstitutionType.GOVERNMENT, 17), (InstitutionType.CIVIL_SOCIETY, 9),
            (InstitutionType.ACADEMIA, 7), (InstitutionType.REGIONAL_BODY, 2),
        ),
        named_participants=named, unnamed_participants=25, learning_minutes=1854,
        mean_attendance_percent=96.4, agenda=agenda(), groups=groups(), root_causes=root_causes(),
        case_studies=(case_study(1), case_study(2, group="B"),
                      replace(case_study(3, Sensitivity.GROUP, "C"), title="CLOSED CASE")),
        vision=vision(), certificates=CertificateCount(28, 6, 1), negotiation=(exercise(),),
        attendance=attendance(),
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]
