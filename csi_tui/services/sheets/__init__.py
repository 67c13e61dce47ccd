"""What every kind of imported file shares on its way into the store: a batch, its new rows, what became of each.
Reading the file itself is ``tabular``; which kinds there are stands in ``imports``.
"""
