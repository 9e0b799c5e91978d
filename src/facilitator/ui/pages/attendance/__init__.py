"""Attendance: who was there, half-day by half-day, and who can still get a certificate."""
