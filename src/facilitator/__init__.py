"""Facilitator: carries a week-long training programme, offline."""

__version__ = "0.1.0"
