"""The one family of errors the pipeline raises for bad data; messages are in French, for the data maintainer."""

from transcogage.errors import ToldError


class PipelineError(ToldError):
    """The data cannot be used: the message says which file, what is wrong with it and what to do."""
