"""Negotiation exercises: kits, who plays whom, outcomes, and the exact numbers of the debrief.

No SQL, no Qt, no files, and nothing here ranks persons: values belong to roles at tables.
"""
