"""The queries, one module a feature: functions of a session that return frozen rows."""
