"""What proves that nothing was bent: certificates, the digests that the audit trail holds, and the verification.
It reads; a month gets its certificate when it is frozen (room ``close``).
"""
