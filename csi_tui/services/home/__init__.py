"""What the first screen shows: complaints that press, unfinished orders, months and decisions that wait.
It only puts together what other rooms list.
"""
