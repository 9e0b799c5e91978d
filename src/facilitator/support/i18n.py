"""One catalogue of translations for window, shell and documents.

`tr` is called when a text is shown, never at import, so that a change of language reaches it.
The pseudo-locale lengthens every text by two fifths and brackets it: what shows without brackets
is untranslatable, what is cut off has no room for German or Khmer.
"""

from __future__ import annotations

import gettext
import math

from facilitator.support.resources import resource

PSEUDO = "pseudo"
LONG_WORD = 14
"""Letters of the longest word that the pseudo-locale adds; a language can break between words."""
_translation: gettext.NullTranslations = gettext.NullTranslations()


class _PseudoTranslations(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        extra = math.ceil(0.4 * len(message))
        words = ("~" * min(LONG_WORD, extra - done) for done in range(0, extra, LONG_WORD + 1))
        return f"[{message}{' '.join(words)}]"

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)


def set_language(code: str) -> None:
    """Use the catalogue of `code` ("fr", "lo", "pseudo", ...); English where there is none."""
    global _translation  # noqa: PLW0603 - one language a process, as gettext.install does
    if code == PSEUDO:
        _translation = _PseudoTranslations()
        return
    _translation = gettext.translation(
        "facilitator", resource("locale"), languages=[code], fallback=True
    )


def tr(text: str, /, **values: object) -> str:
    """The text in the chosen language, with `{name}` fields filled from `values`."""
    translated = _translation.gettext(text)
    return translated.format(**values) if values else translated


def trn(singular: str, plural: str, n: int, /, **values: object) -> str:
    """Like `tr`, for a count; `{n}` is the count."""
    return _translation.ngettext(singular, plural, n).format(n=n, **values)
