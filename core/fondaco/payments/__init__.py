"""What plugins of payment providers build on: what they remember of their payments."""

from fondaco.payments.memory import Note, NoteState, ProviderMemory

__all__ = ["Note", "NoteState", "ProviderMemory"]
