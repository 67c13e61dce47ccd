"""Published cards for people to read: receipts that explain each figure, the notice, who took note.
The stored cards themselves are the room ``months``.
"""
