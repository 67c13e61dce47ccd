"""Quarters and years, made of the published months, and what follows from them: warnings, transfers, awards.
Nothing is kept of a span but what is entered for it.
"""
