"""What we claim about speed, measured: each figure a ratio against a reference beside it."""
