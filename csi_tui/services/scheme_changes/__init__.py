"""A scheme looked over before it is used, and another one chosen from a month on.
Whose grade would change by it is shown before.
"""
