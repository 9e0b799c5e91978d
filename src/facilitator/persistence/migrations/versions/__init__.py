"""One module a step; the number in the file's header is the number of the newest step."""
