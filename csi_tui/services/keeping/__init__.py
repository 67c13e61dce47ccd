"""The store as a file: opened, brought up to date, copied, put back, told of when it is damaged.
Whoever opens a store comes through ``opening``.
"""
