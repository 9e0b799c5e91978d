"""Case studies: the matrix of groups by steps, the form, presentations, comparison, thread."""
