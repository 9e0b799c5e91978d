"""Run today: the cockpit. What goes on, how much time is left, what the room sees."""
