"""Changes of the working days: the site's own days, a year from its official notice, a year declared final.
Open due times are computed anew (``complaints.recomputed_due_times``).
"""
