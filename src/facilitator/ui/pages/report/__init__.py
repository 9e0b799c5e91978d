"""Report: the document as it will be printed."""
