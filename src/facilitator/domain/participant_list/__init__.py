"""Rules for lists of participants as organisers send them: headings, names, values, who is who."""
