"""Pages that later versions fill: what they will hold, and what is there already."""
