"""Feedback and learning: forms, answers, pairing and figures. Which may be shown: disclosure.py."""
