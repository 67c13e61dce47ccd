"""What people change about a month's figures: rows struck out, lines adjusted, a frozen month corrected.
``ripple`` shows whom a change would move before it is made.
"""
