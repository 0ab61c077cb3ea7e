"""The one family of errors the pipeline raises for bad data; messages are in French, for the data maintainer."""

from transcogage.errors import TranscogageError


class PipelineError(TranscogageError):
    """The data cannot be used: the message says which file, what is wrong with it and what to do."""
