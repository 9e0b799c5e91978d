"""A paint device that shows nothing and notes every text that is drawn on it, with its height."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFontInfo,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QTextItem,
)

from facilitator.ui.projector.canvas import HEIGHT, WIDTH


@dataclass(frozen=True)
class Drawn:
    """A piece of text as it was drawn."""

    text: str
    pixels: int


class _Engine(QPaintEngine):
    def __init__(self, drawn: list[Drawn]) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._drawn = drawn

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: QPaintEngineState) -> None:
        pass

    def drawTextItem(self, _at: QPointF, item: QTextItem) -> None:
        self._drawn.append(Drawn(item.text(), QFontInfo(item.font()).pixelSize()))

    def drawPixmap(self, *_: object) -> None:
        pass

    def drawPath(self, *_: object) -> None:
        pass

    def drawPolygon(self, *_: object) -> None:
        pass


class Recorder(QPaintDevice):
    """As large as the canvas of the room's screen."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[Drawn] = []
        self._engine = _Engine(self.drawn)

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        kinds = QPaintDevice.PaintDeviceMetric
        return {kinds.PdmWidth: WIDTH, kinds.PdmHeight: HEIGHT, kinds.PdmWidthMM: 508,
                kinds.PdmHeightMM: 286, kinds.PdmDepth: 32, kinds.PdmDevicePixelRatio: 1,
                kinds.PdmDevicePixelRatioScaled: 65536}.get(which, 96)  # fmt: skip


def texts(paint: Callable[[QPainter], None]) -> list[Drawn]:
    """Every text that `paint` draws."""
    device = Recorder()
    painter = QPainter(device)
    paint(painter)
    painter.end()
    return device.drawn
