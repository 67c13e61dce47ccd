"""Quick looks for somebody on the phone or for cron: one card, open complaints, what presses.
They read through the plain driver and load nothing heavy.
"""
