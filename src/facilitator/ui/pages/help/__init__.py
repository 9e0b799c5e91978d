"""Help: tasks, shortcuts, licences; all offline."""
