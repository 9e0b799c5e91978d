"""Groups: home groups by rules, tables for the week, repairs for today, the wall of names."""
