"""Group mode: a window in which one team works on its own records and nothing else."""
