"""Papers of an exercise: nothing of one role in another's, numbers in tables, charts without names."""

from __future__ import annotations

import io
import random
import re
import unicodedata
from pathlib import Path
from uuid import UUID

import pytest
import report_pages
from PIL import Image

from facilitator.application.commands.negotiation import (
    AddExercise,
    AssignRoles,
    PutDebriefNote,
    PutOffer,
    PutPreparation,
    PutSatisfaction,
    RecordOutcome,
)  # fmt: skip
from facilitator.application.commands.people import EditParticipant
from facilitator.application.jobs import Cancelled, Job
from facilitator.application.queries import negotiation as q
from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.domain.negotiation.assignment import Remainder
from facilitator.domain.negotiation.chart import axis, placed
from facilitator.domain.negotiation.debrief import debrief_of
from facilitator.domain.negotiation.kit import Words
from facilitator.domain.negotiation.kit_text import read, write
from facilitator.domain.negotiation.outcomes import Agreed
from facilitator.domain.negotiation.preparation import TEXT_NAMES
from facilitator.reports import exports
from facilitator.reports import negotiation_exports as papers
from facilitator.reports.negotiation_debrief import number_cells
from facilitator.support.errors import EnvironmentProblem, RuleViolation
from facilitator.support.resources import resource

KITS = ("river-crossing", "second-ferry", "lake-meriva")


def text_of(content: bytes) -> str:
    found = " ".join(report_pages.text_of(content))
    return unicodedata.normalize("NFC", re.sub(r"[\s￾]+", "", found))


def marked_kit(key: str) -> tuple[str, dict[str, str]]:
    """A kit with a marker of its own in every confidential text of each role."""
    from dataclasses import replace

    kit, _ = read(resource("exercises", f"{key}.toml").read_text(encoding="utf-8"))
    assert kit is not None
    markers = {role.id: f"ZEPHYR{n}QUUX" for n, role in enumerate(kit.roles)}

    def mark(text: Words, role_id: str) -> Words:
        return Words(
            tuple((lang, f"{said} {markers[role_id]}.") for lang, said in text.by_language)
        )

    roles = tuple(
        replace(role, **{name: mark(getattr(role, name), role.id)
                         for name in ("instructions", "batna", "may_reveal", "keep_back")})
        for role in kit.roles
    )  # fmt: skip
    return write(replace(kit, roles=roles)), markers


def add(w: Workspace, text: str) -> UUID:
    command = AddExercise(text)
    w.execute(command)
    w.execute(AssignRoles(command.exercise_id, remainder=Remainder.CHAIR))
    return command.exercise_id


def play(w: Workspace, key: UUID) -> None:
    draw = random.Random(4)
    row = next(row for row in w.query(q.exercises) if row.id == key)
    for table in w.query(q.tables, key):
        chosen = {i.id: draw.choice(i.options).id for i in row.issues}
        w.execute(RecordOutcome(table.id, Agreed.YES, chosen, tuple(role.id for role in row.roles)))


@pytest.mark.parametrize("key", KITS)
def test_no_paper_holds_anothers_confidential_text(
    key: str, sample: Workspace, tmp_path: Path
) -> None:
    text, markers = marked_kit(key)
    exercise = add(sample, text)
    table = sample.query(q.tables, exercise)[0]
    secrets = []
    for role_id, marker in markers.items():
        secrets.append(f"{marker}PREP")
        texts = dict.fromkeys(TEXT_NAMES, f"{marker}PREP")
        sample.execute(PutPreparation(table.id, role_id, texts))
    sample.execute(PutOffer(table.id, "OFFERSECRET", next(iter(markers))))
    sample.execute(PutSatisfaction(table.id, {"process": 4}, "LEARNEDSECRET"))
    play(sample, exercise)
    sample.execute(PutDebriefNote(exercise, "NOTFORREPORT", None, in_report=False))
    row = next(r for r in sample.query(q.exercises) if r.id == exercise)
    made = papers.packs_export(sample, exercise, tmp_path).write(Job())
    assert {papers.pack_name(role.id) for role in row.roles} <= {path.name for path in made}
    made += papers.debrief_export(sample, exercise, tmp_path).write(Job())
    made += exports.report_export(sample, tmp_path / "report.pdf").write(Job())
    made += exports.agenda_export(sample, tmp_path / "agenda.pdf").write(Job())
    for path in made:
        if path.suffix != ".pdf":
            continue
        found = text_of(path.read_bytes())
        own = {
            marker for role_id, marker in markers.items() if path.name == papers.pack_name(role_id)
        }
        for marker in markers.values():
            assert (marker in found) == (marker in own), (path.name, marker)
        for secret in (*secrets, "OFFERSECRET", "LEARNEDSECRET", "NOTFORREPORT"):
            assert secret not in found, path.name
    role_id, marker = next(iter(markers.items()))
    sheet = papers.preparation_export(sample, table.id, role_id, tmp_path / "prep.pdf").write(Job())
    found = text_of(sheet[0].read_bytes())
    assert f"{marker}PREP" in found
    assert not any(m in found for r, m in markers.items() if r != role_id)


def test_names_stand_in_the_facilitators_list_alone(sample: Workspace, tmp_path: Path) -> None:
    person = sample.query(participants)[0]
    sample.execute(EditParticipant(person.id, {"certificate_name": "Xanthippe Qwertz"}))
    made = papers.packs_export(sample, "1", tmp_path).write(Job())
    made += papers.debrief_export(sample, "1", tmp_path).write(Job())
    holders = {
        path.name
        for path in made
        if path.suffix == ".pdf" and "Qwertz" in text_of(path.read_bytes())
    }
    assert holders == {papers.ENVELOPES}


def test_the_debrief_says_the_numbers_of_the_vector(sample: Workspace, tmp_path: Path) -> None:
    made = papers.debrief_export(sample, "River Crossing", tmp_path).write(Job())
    found = text_of(made[0].read_bytes())
    for said in ("243", "82leavenobody", "10cannotbebettered", "7ofthem", "149", "(76,73)",
                 "91.9%", "94.6%", "by132", "26▼", "33▼"):  # fmt: skip
        assert said in found, said
    debrief = debrief_of(sample.query(q.played, sample.query(q.exercises)[0].id))
    assert [number_cells(debrief, s) for s in debrief.standings] == [
        ["A", "Deal", "69", "68", "137", "91.9 %", "by 3", "55 % / 45 %"],
        ["B", "Deal", "66", "75", "141", "94.6 %", "by 1", "44 % / 56 %"],
        ["C", "Deal", "26 ▼", "48", "74", "49.7 %", "by 132", "–"],
        ["D", "Deal", "33 ▼", "100", "133", "89.3 %", "no", "–"],
        ["E", "No deal", "45", "48", "93", "–", "–", "–"],
    ]
    pictures = [path for path in made if path.suffix == ".png"]
    assert len(pictures) >= 1
    for path in pictures:
        picture = Image.open(io.BytesIO(path.read_bytes())).convert("L")
        low, high = picture.getextrema()
        assert picture.width > 1000
        assert high - low > 200


def test_charts_read_without_colour(sample: Workspace, tmp_path: Path) -> None:
    """Nothing in the plot itself carries meaning by hue: it is grey from black to white."""
    made = papers.debrief_export(sample, "1", tmp_path).write(Job())
    picture = Image.open(next(p for p in made if p.suffix == ".png")).convert("RGB")
    wide, high = picture.size
    plot = picture.crop((int(wide * 0.17), int(high * 0.135), int(wide * 0.88), int(high * 0.34)))
    strongest = max(max(pixel) - min(pixel) for pixel in set(plot.get_flattened_data()))
    assert strongest < 30


def test_an_exercise_nobody_knows(sample: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RuleViolation, match="River Crossing"):
        papers.packs_export(sample, "Mountain Pass", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    key = add(sample, resource("exercises", "second-ferry.toml").read_text(encoding="utf-8"))
    with pytest.raises(EnvironmentProblem):
        papers.debrief_export(sample, key, tmp_path)


def test_a_cancelled_pack_leaves_no_half_file(sample: Workspace, tmp_path: Path) -> None:
    export = papers.packs_export(sample, "1", tmp_path / "out")
    job = Job()
    job.progress = lambda done, _total, _what: job.cancel() if done == 2 else None
    with pytest.raises(Cancelled):
        export.write(job)
    for path in (tmp_path / "out").iterdir():
        assert path.read_bytes().startswith(b"%PDF-"), path


def test_hostile_names_are_printed_as_they_are(sample: Workspace, tmp_path: Path) -> None:
    text = resource("exercises", "river-crossing.toml").read_text(encoding="utf-8")
    key = add(
        sample, text.replace('name = "Envoy of Norrland"', 'name = "A & B <b>x</b> &amp; ${x}"')
    )
    made = papers.packs_export(sample, key, tmp_path).write(Job())
    assert "A&B<b>x</b>&amp;${x}" in text_of((tmp_path / "role-north.pdf").read_bytes())
    assert len(made) == 8


def test_letters_never_cover_each_other() -> None:
    from itertools import combinations
    from math import hypot

    letters = placed([(chr(65 + n), 10.0, 10.0) for n in range(17)], 16)
    for one, other in combinations(letters, 2):
        assert hypot(one.at_x - other.at_x, one.at_y - other.at_y) >= 15.9
    assert not letters[0].is_moved
    assert all(letter.is_moved for letter in letters[1:])


def test_axes_hold_every_value() -> None:
    found = axis([-12, 30, 107])
    assert (found.low, found.high) == (-20, 120)
    assert found.ticks[0] == -20
    assert 0 <= found.share(-12) < found.share(107) <= 1


def test_the_shell_writes_packs(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from facilitator.cli.run import run

    assert (
        run(["exercise", "packs", str(sample_path), "river-crossing", str(tmp_path / "out")]) == 0
    )
    told = capsys.readouterr().out.split()
    assert sorted(Path(name).name for name in told) == sorted(
        p.name for p in (tmp_path / "out").iterdir()
    )
    assert run(["exercise", "packs", str(sample_path), "7", str(tmp_path / "no")]) == 1
    assert not (tmp_path / "no").exists()


def test_the_blank_preparation_sheet_is_one_page(sample: Workspace, tmp_path: Path) -> None:
    papers.packs_export(sample, "1", tmp_path).write(Job())
    (page,) = report_pages.text_of(tmp_path / papers.PREPARATION)
    said = " ".join(page.split())
    assert "their BATNA" in said
    assert "explain it at home" in said
