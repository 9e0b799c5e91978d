"""Agenda: the week as a grid, and one item in the drawer."""
