"""Complaints: registered with their due times, milestones, pauses, rounds, handlers, valid or not.
``clock`` is what all of these share; ``due_status`` says how a complaint stands at a moment. Due times are computed in
``scoring.deadlines``, stored on the row of the complaint, and moved by ``recomputed_due_times``.
"""
