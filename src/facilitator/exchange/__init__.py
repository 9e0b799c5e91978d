"""Templates and tables in, hand-over files out (later). Speaks to the programme by commands."""
