"""The Common Vision page, a tab a step: gather, cluster and vote, draft, amend, adopt, sign."""
