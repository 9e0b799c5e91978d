"""The summary report: the row's facts, names by consent only, nothing that is not open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from report_pages import assert_embedded, assert_sound, picture, text_of, tool
from report_rows import (
    HOSTILE,
    NAMES,
    case_study,
    programme,
    report,
    root_causes,
    vision,
)  # fmt: skip

from facilitator.application.jobs import Cancelled, Job
from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.rows.report import (
    CertificateCount,
    NamedParticipant,
    ReportRow,
    StandingBySex,
)  # fmt: skip
from facilitator.application.rows.root_causes import RootCausesRow
from facilitator.domain import case_studies, groups, people
from facilitator.domain import root_causes as causes
from facilitator.domain import vision as texts
from facilitator.domain.agenda import Category
from facilitator.domain.people import Sex, SexCount
from facilitator.reports.flowables import WIDTH
from facilitator.reports.labels import label
from facilitator.reports.report import MARGIN, write_report


def read(row: ReportRow, tmp_path: Path) -> str:
    path = tmp_path / "report.pdf"
    write_report(row, path)
    return "\n".join(text_of(path))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    write_report(report(), path)
    return path


@pytest.fixture(scope="module")
def words(written: Path) -> str:
    return "\n".join(text_of(written))


def test_participation_is_said_in_words(written: Path, words: str) -> None:
    sentence = "Thirty-five women and men took part; forty-nine per cent were women."
    assert sentence in words
    assert "forty-nine per cent" in tool("pdftotext")(written, "-")


def test_counts_stand_beside_their_names(words: str) -> None:
    for fact in ("Women: 17 (49 %)", "Men: 18 (51 %)", "Civil society", "9 (26 %)",
                 "Timor-Leste", "30.9 hours", "ninety-six per cent"):  # fmt: skip
        assert fact in words, fact


def test_attendance_stands_by_half_day_where_it_was_taken(words: str) -> None:
    for fact in ("Attendance by half-day", "Monday, morning", "32 (94 %)", "Monday, afternoon",
                 "35 (100 %)"):  # fmt: skip
        assert squeezed(fact) in squeezed(words), fact
    assert "Tuesday, morning" not in words


def test_the_agenda_says_what_was_planned_and_what_was_held(tmp_path: Path, words: str) -> None:
    row = report()
    first = next(day for day in row.agenda.days if row.agenda.items_of(day.id))
    one, other, *_ = row.agenda.items_of(first.id)
    held = {one.id: one.minutes + 7, other.id: other.minutes - 4}
    found = read(report(held_minutes=held), tmp_path)
    planned = one.minutes + other.minutes
    assert f"Run with the clock: {planned} minutes planned, {planned + 3} held." in found
    assert "Held" in found
    assert "Held" not in words


def test_certificates_by_sex_have_their_shares(tmp_path: Path) -> None:
    standings = (StandingBySex(Sex.WOMAN, 17, 17, 15, 2), StandingBySex(Sex.MAN, 18, 17, 13, 4))
    found = read(report(certificates=CertificateCount(28, 6, 1, standings)), tmp_path)
    for fact in ("17 (49 %)", "18 (51 %)", "17 (50 %)", "15 (54 %)", "4 (67 %)"):
        assert squeezed(fact) in squeezed(found), fact


def test_shares_of_women_and_men_differ_without_colour(tmp_path: Path) -> None:
    """In grey the first share is full and the second slanted lines on white."""
    row = report(sexes=SexCount(women=17, men=18, not_stated=5))
    path = tmp_path / "report.pdf"
    write_report(row, path)
    number = next(n for n, page in enumerate(text_of(path)) if "Women: 17" in page)
    grey = picture(path, number, scale=3.0).convert("L")
    wide, left = round(WIDTH * 3), round(MARGIN * 3)
    lines = {
        y: [grey.getpixel((left + round(wide * at), y)) for at in (0.1, 0.2, 0.3, 0.4)]
        for y in range(grey.height // 2)
    }
    dark = [y for y, values in lines.items() if max(values) < 120 and len(set(values)) == 1]
    assert dark, "no bar"
    middle = dark[len(dark) // 2]
    second = {grey.getpixel((left + round(wide * (0.5 + n / 1000)), middle)) for n in range(200)}
    assert min(second) < 140
    assert max(second) > 240


def test_every_section_is_there_and_none_is_listed_as_left_out(words: str) -> None:
    for title in ("Participation", "Resource persons and team", "Agenda", "Groups", "Root causes",
                  "Conflict trees", "Case studies", "Cases compared", "Common Vision",
                  "From causes to vision", "Certificates", "About this report"):  # fmt: skip
        assert title in words
    assert "Left out because nothing is recorded or open: Feedback and learning." in words
    assert "imply no opinion" in words


def test_only_what_is_open_leaves_the_room(words: str) -> None:
    assert "Fields and registers in valley 1" in words
    assert "CLOSED" not in words


def test_names_need_consent(words: str) -> None:
    assert "Vilay Phommachanh" in words
    assert "25 further participants took part and are not named here." in words
    for hidden in ("Unnamed Person", "Hidden Expert", "PRIVATE"):
        assert hidden not in words
    assert "Former chief negotiator" in words
    assert "One member who is not named" in words


def test_a_namesake_without_consent_stays_unnamed(tmp_path: Path) -> None:
    """Two members share every printed fact; one consent prints one name."""
    first = report().groups[0]
    twice = replace(
        first, members=(first.members[0], replace(first.members[0], may_be_named=False))
    )
    only = first.members[0]
    named = (NamedParticipant(only.name, only.country, only.institution),)
    found = read(report(groups=(twice,), named_participants=named), tmp_path)
    assert found.count(f"{only.name},") == 1
    assert "One member who is not named" in found


def test_nobody_consented(tmp_path: Path) -> None:
    hidden = tuple(
        replace(group, members=tuple(replace(m, may_be_named=False) for m in group.members))
        for group in report().groups
    )
    nobody = report(named_participants=(), unnamed_participants=35, groups=hidden)
    found = read(nobody, tmp_path)
    assert not [latin for latin, _ in NAMES.values() if latin in found]
    assert "6 members who are not named" in found


def test_cases_are_compared_cause_by_cause(words: str) -> None:
    assert "Substantially working" in words
    assert squeezed("Grades are not averaged") in squeezed(words)
    assert "Outcome 4 of 5: substantially working" in words


def test_lessons_lead_to_the_vision(words: str) -> None:
    assert squeezed("(taken up in the Common Vision, paragraph 1)") in squeezed(words)


def test_poll_is_shown_where_it_exposes_nobody(words: str, tmp_path: Path) -> None:
    assert "35 of 35 people present took part in round 1; 31 supported the text." in words
    assert "Whole-hearted endorsement" in words
    small = read(report(vision=vision(voters=4)), tmp_path)
    assert "Outcome: adopted" in small
    assert "Whole-hearted" not in small
    assert "people present" not in small


def test_sections_without_data_are_named_at_the_end(tmp_path: Path) -> None:
    empty = report(
        programme=programme(resource_persons=()), sexes=SexCount(0, 0, 0), by_country=(),
        by_institution_type=(), named_participants=(), unnamed_participants=0,
        learning_minutes=0, mean_attendance_percent=None, agenda=AgendaRow((), (), ()), groups=(),
        root_causes=RootCausesRow((), (), 0, 0), case_studies=(), vision=None,
        certificates=CertificateCount(0, 0, 0), negotiation=(),
    )  # fmt: skip
    found = squeezed(read(empty, tmp_path))
    assert squeezed(
        "Left out because nothing is recorded or open: Participation, Resource persons and team, "
        "Agenda, Groups, Root causes, Conflict trees, Case studies, Cases compared, Negotiation exercises, Common Vision, "
        "From causes to vision, Feedback and learning, Certificates."
    ) in found  # fmt: skip


def test_hostile_text_prints_as_typed(tmp_path: Path) -> None:
    case = case_study(1)
    for hostile in HOSTILE:
        cause = replace(case.causes[0], card=hostile, explanation=hostile, evidence=hostile)
        changed = replace(
            case, title=hostile, situation=hostile, lessons=(hostile,), causes=(cause,),
            parties=(replace(case.parties[0], name=hostile),),
            sources=(replace(case.sources[0], title=hostile),),
        )  # fmt: skip
        named = (NamedParticipant(hostile, hostile, hostile),)
        row = report(programme=programme(title=hostile), case_studies=(changed,),
                     named_participants=named)  # fmt: skip
        found = squeezed(read(row, tmp_path))
        assert found.count(squeezed(hostile)) >= 12, hostile


def test_very_long_texts_still_make_a_report(tmp_path: Path) -> None:
    """A paragraph, a cell and a panel longer than a page each go on the next one."""
    long = "word " * 3000
    case = case_study(1)
    cause = replace(case.causes[0], explanation=long)
    card = replace(root_causes().cards[0], text=long)
    row = report(
        case_studies=(replace(case, situation=long, causes=(cause,)),),
        root_causes=replace(root_causes(), cards=(card,)),
    )
    assert read(row, tmp_path).count("word") >= 9000


def test_names_in_their_scripts_are_set_right_in_tables(tmp_path: Path) -> None:
    named = tuple(NamedParticipant(own, "Nepal", "Office") for _, own in NAMES.values())
    found = read(report(named_participants=named), tmp_path)
    for script, (_, own) in NAMES.items():
        assert own in found, script


def test_file_is_sound_embeds_its_fonts_and_has_an_outline(written: Path) -> None:
    assert_sound(written)
    assert_embedded(written)
    import pypdfium2

    document = pypdfium2.PdfDocument(written)
    titles = [entry.get_title() for entry in document.get_toc()]
    document.close()
    assert {"Participation", "By country", "Common Vision", "About this report"} <= set(titles)


def test_pages_are_numbered_out_of_all(written: Path) -> None:
    # PDFium leaves out page numbers, which are tagged as such
    pages = tool("pdftotext")(written, "-").removesuffix("\f").split("\f")
    for number, page in enumerate(pages, 1):
        assert squeezed(f"Page {number} of {len(pages)}") in squeezed(page)


def test_no_heading_stands_alone(written: Path) -> None:
    """Under every entry of the outline something is printed on the same page, near it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(written)
    places = []
    for entry in document.get_toc():
        place = entry.get_dest()
        places.append((entry.get_title(), place.get_index(), place.get_view()[1][1]))
    document.close()
    assert len(places) > 15
    for title, page, top in places:
        image = picture(written, page)
        below = image.crop((54, int(842 - top + 62), 541, int(842 - top + 118)))
        assert top > 56 + 118, title
        assert min(below.tobytes()) < 128, title


def test_cancel_leaves_no_file(tmp_path: Path) -> None:
    job = Job()
    job.progress = lambda done, total, what: job.cancel() if done > 20 else None
    with pytest.raises(Cancelled):
        write_report(report(), tmp_path / "report.pdf", job)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "kind",
    [Category, people.InstitutionType, groups.GroupRole, causes.Level, causes.Dimension,
     causes.Influence, causes.Agreement, case_studies.Arena, case_studies.ConflictStatus,
     case_studies.CaseState, case_studies.OutcomeGrade, case_studies.SourceType,
     case_studies.Independence, case_studies.ActorLevel, case_studies.Instrument,
     texts.AdoptionRule, texts.Gradient, texts.VisionState],
)  # fmt: skip
def test_every_value_has_a_word_of_its_own(kind: type) -> None:
    """Values of different kinds may be equal (grade 4 and gradient 4); their words are not."""
    found = [label(value) for value in kind]
    assert len(set(found)) == len(found)
    assert label(case_studies.OutcomeGrade(4)) == "Substantially working"
    assert label(texts.Gradient(4)) == "Abstention"
