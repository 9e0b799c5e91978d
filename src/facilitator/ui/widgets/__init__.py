"""Controls that know the theme and nothing of the programme."""
