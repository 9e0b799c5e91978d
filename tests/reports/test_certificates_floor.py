"""The pages written by hand for the benchmark are the product's pages, or the ratio means nothing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageFilter
from report_pages import assert_sound, picture, text_of

from facilitator.reports.certificates import write_certificates


@pytest.fixture(scope="module")
def floor() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "certificates_floor.py"
    spec = importlib.util.spec_from_file_location("certificates_floor", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def ink(path: Path, page: int) -> Image.Image:
    return picture(path, page, scale=1.5).point(lambda level: 255 if level < 160 else 0)


def covered(first: Image.Image, second: Image.Image) -> float:
    near = second.filter(ImageFilter.MaxFilter(3))
    return ImageChops.darker(first, near).histogram()[255] / first.histogram()[255]


def test_same_pages_and_sound_file(floor: ModuleType, tmp_path: Path) -> None:
    sheets, programme = floor.sample(9)
    by_hand, ours = tmp_path / "hand.pdf", tmp_path / "ours.pdf"
    floor.write_certificates_floor(sheets, programme, by_hand)
    write_certificates(sheets, programme, ours)
    assert_sound(by_hand)
    for page, (hand, product) in enumerate(zip(text_of(by_hand), text_of(ours), strict=True)):
        assert sheets[page].serial in hand
        assert sheets[page].name in hand
        assert sheets[page].name in product
    for page in range(len(sheets)):
        first, second = ink(by_hand, page), ink(ours, page)
        assert covered(first, second) > 0.995, page
        assert covered(second, first) > 0.995, page
