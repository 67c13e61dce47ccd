"""What presses is sent out: by mail, to a group chat, to a webhook; each message once (docs/decisions/0083)."""
