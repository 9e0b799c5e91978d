"""Work that a team does apart: what it may hold, its private workspace, merging it back."""
