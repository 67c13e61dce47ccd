"""Sheets: what is printed, hung up, sent round or filed, in every format from the same values (docs/decisions/0079).

:mod:`sheet` says what stands on one; ``as_text``, ``as_html``, ``as_workbook`` and ``as_pdf`` make it. No module of
this room reads the store.
"""
