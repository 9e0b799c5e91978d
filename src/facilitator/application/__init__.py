"""What can be done with a programme: commands, queries, undo. Front ends know only this layer."""
