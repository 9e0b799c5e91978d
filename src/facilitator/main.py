"""The composition root: looks at the first word and chooses the front end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from facilitator.cli.parser import WITHOUT_WINDOW


def main(words: Sequence[str] | None = None) -> int:
    """Run the app; returns the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    if words and (words[0] in WITHOUT_WINDOW or words[0].startswith("-")):
        from facilitator.cli.run import run

        return run(words)
    return _open_window(words)


def _open_window(words: Sequence[str]) -> int:
    if len(words) > 1:
        from facilitator.cli.run import run

        return run(words)  # ends with the usage and exit code 2
    from facilitator.ui.app.run import run as run_window

    return run_window(Path(words[0]) if words else None)


if __name__ == "__main__":
    sys.exit(main())
