"""The Root causes page: board, conflict tree and the other sheets of an analysis."""
