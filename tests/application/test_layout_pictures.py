"""Pictures of a certificate's own layout: kept once, never again with each change of the layout."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

from PIL import Image
from sqlalchemy import String, cast, func, select

from facilitator.application.commands.certificates import DesignCertificates
from facilitator.application.queries.certificates import design
from facilitator.application.wipe import wipe
from facilitator.application.workspace import Workspace
from facilitator.domain import certificate_layout as layouts
from facilitator.domain.certificate_layout import Layout
from facilitator.exchange.clone import clone_programme
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.programme import Attachment
from facilitator.reports.certificates import layout_of


def noise() -> bytes:
    """A picture that no packing makes small."""
    stream = io.BytesIO()
    Image.frombytes("RGB", (300, 200), random.Random(1).randbytes(180_000)).save(stream, "PNG")
    return stream.getvalue()


def own_layout() -> Layout:
    return replace(layout_of("waves"), name="Ours", background=noise())


def test_a_background_is_kept_once_whatever_is_moved(sample: Workspace) -> None:
    ours = own_layout()
    sample.execute(DesignCertificates(layouts.written(ours), "en"))
    assert layouts.parse(sample.query(design).layout) == ours
    logged = select(func.sum(func.length(cast(ChangeLogEntry.changes, String))))
    first = sample.query(lambda session: session.scalar(logged))
    for step in range(1, 11):
        box = replace(ours.boxes[0], y=ours.boxes[0].y + step / 10)
        moved = replace(ours, boxes=(box, *ours.boxes[1:]))
        sample.execute(DesignCertificates(layouts.written(moved), "en"))
    assert layouts.parse(sample.query(design).layout) == moved
    grown = sample.query(lambda session: session.scalar(logged)) - first
    assert grown < 300_000 < len(noise()) * 10
    count = select(func.count()).where(Attachment.content == noise())
    assert sample.query(lambda session: session.scalar(count)) == 1
    sample.undo()
    assert sample.query(design).layout == ""
    sample.redo()
    assert layouts.parse(sample.query(design).layout) == moved


def test_it_goes_along_into_a_new_programme_and_stays_after_the_wipe(
    sample: Workspace, tmp_path: Path
) -> None:
    ours = own_layout()
    sample.execute(DesignCertificates(layouts.written(ours), "en"))
    path = tmp_path / "next.programme"
    made = clone_programme(sample.path, path, date(2026, 3, 2)).workspace
    assert layouts.parse(made.query(design).layout) == ours
    made.close()
    wipe(sample, date(2025, 6, 1))
    assert layouts.parse(sample.query(design).layout) == ours
