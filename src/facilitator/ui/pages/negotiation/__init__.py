"""Negotiation exercises: choose, assign, print, run, record, debrief; sheets behind a reveal."""
