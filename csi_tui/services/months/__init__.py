"""A month: which rows count in it and who is assessed, its cards, its state, its revisions and objection windows.
The steps that people take with it are the room ``close``.
"""
