"""Working days as the store knows them: the site's own first, then the official ones, then holidays by statute.
Nothing is changed here; that is the room ``calendar``.
"""
