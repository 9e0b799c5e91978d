"""The Shared vision page, a tab a step: gather, cluster and vote, draft, amend, adopt, sign."""
