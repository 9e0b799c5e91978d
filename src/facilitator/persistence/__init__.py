"""The store: tables, the programme file, the journal of row changes. Knows rules, no front end."""
