"""The summary report: what it holds and leaves out, its pages, and saving it."""
