"""Work orders and the surveys of them: entered, completed, linked as returns, listed.
``return_chains`` says to which order a return of a return belongs.
"""
