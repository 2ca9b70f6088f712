"""What plugins declare with `SchemaPart.subscription`, told over WebSocket and as server-sent events."""
