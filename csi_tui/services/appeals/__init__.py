"""Appeals against a published card: filed by its owner, answered by the supervisor, then by HR or the head.
``rules`` says who may decide and how long everybody has.
"""
