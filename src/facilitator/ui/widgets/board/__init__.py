"""A board of cards in columns, for root causes and for the vision. It shows and asks; no rule."""
