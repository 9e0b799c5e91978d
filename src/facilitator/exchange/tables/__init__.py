"""Reading tables that others made: workbooks, text tables and what is pasted. Nothing is trusted."""
