"""What all errors with a message for a person have in common."""


class TranscogageError(ValueError):
    """Something cannot be done; the message, in French, says why and what to do.

    `exit_code`: of the command line, 1 when it could not be done, 2 when it was asked wrongly.
    """

    exit_code = 1
