"""What every room needs: who acts at which store, with which right, at what time; and the audit trail of it.
Fields, times, figures and messages as people write and read them stand here too.
"""
