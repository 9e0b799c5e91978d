"""The two kinds of error that a person can do something about; anything else is a bug.

A code names the sentence in `support.messages`; the params fill it in.
"""

from __future__ import annotations


class FacilitatorError(Exception):
    """Base of the errors that are shown as a sentence, never as a traceback."""

    def __init__(self, code: str, *, field: str = "", **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.field = field
        self.params = params

    def __str__(self) -> str:
        from facilitator.support.messages import sentence

        return sentence(self)


class RuleViolation(FacilitatorError):
    """The user's input breaks a rule; shown beside the field named in `field`."""


class EnvironmentProblem(FacilitatorError):
    """Disk full, file locked, file not ours: what happened, what is safe, what to do."""
