"""Asks for files and folders; a test puts its own answers in place of the dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], object]


class FileChooser:
    """The system's file dialogs, opened without blocking; `chosen` is called on a choice only."""

    def to_open(self, parent: QWidget, title: str, kinds: str, start: Path, chosen: Chosen) -> None:
        """Ask for an existing file. `kinds` such as "Programmes (*.programme)"."""
        dialog = self._dialog(parent, title, kinds, start)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog, chosen)

    def to_save(self, parent: QWidget, title: str, kinds: str, start: Path, chosen: Chosen) -> None:
        """Ask where to write a file; `start` holds the proposed name."""
        dialog = self._dialog(parent, title, kinds, start)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(start.suffix.lstrip("."))
        dialog.selectFile(start.name)
        self._show(dialog, chosen)

    def folder(self, parent: QWidget, title: str, start: Path, chosen: Chosen) -> None:
        """Ask for a folder."""
        dialog = self._dialog(parent, title, "", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog, chosen)

    def _dialog(self, parent: QWidget, title: str, kinds: str, start: Path) -> QFileDialog:
        folder = start if start.is_dir() else start.parent
        return QFileDialog(parent, title, str(folder), kinds)

    def _show(self, dialog: QFileDialog, chosen: Chosen) -> None:
        def on_selected(name: str) -> None:
            chosen(Path(name))

        dialog.fileSelected.connect(on_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
