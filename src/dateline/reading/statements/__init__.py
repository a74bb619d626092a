"""Who said what, to whom, through whom: statements with their source, content, form, act and chain of voices."""

from dateline.reading.statements.speech import Speech, hear, read_speech, read_statements, speaker_at

__all__ = ["Speech", "hear", "read_speech", "read_statements", "speaker_at"]
