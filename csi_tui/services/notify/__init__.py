"""What presses, by mail, to a group chat or to a webhook.

Each message goes out once; what nobody knows the end of is told (docs/decisions/0083).
"""
