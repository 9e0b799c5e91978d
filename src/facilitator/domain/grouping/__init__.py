"""Who works with whom: home groups by rules, tables for many meetings, exchange in pairs.

People are known by their key alone, so that two of one name are never taken for each other.
Everything that is drawn by lot is drawn from a seed: the same people, rules and seed give the same
result. Nothing here knows a database or a window.
"""
