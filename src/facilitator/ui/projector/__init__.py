"""The room's screen: what may be on it, how it is drawn, and the service that puts it there."""
