"""Why the system could not read or write a file, in French."""

import errno
import re

from transcogage.errors import TranscogageError

_ENGINE_ERROR = re.compile(r"(?:\(os error |\[Errno )([0-9]+)")
_REASONS = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.ENOTDIR: "fichier ou dossier introuvable",
    errno.EISDIR: "c'est un dossier, donnez un fichier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "accès refusé",
    errno.EPIPE: "la sortie a été fermée avant la fin",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place permise sur le disque est prise",
    errno.EFBIG: "le fichier à écrire dépasse la taille permise",
}


class FileError(TranscogageError):
    """A file cannot be read or written."""

    def __init__(self, error: OSError) -> None:
        given = _ENGINE_ERROR.search(str(error))  # the table engine gives the number in the message only
        number = int(given[1]) if given else error.errno or 0
        reason = _REASONS.get(number, f"erreur {number} de lecture ou d'écriture")
        super().__init__(f"{error.filename or 'Fichier'} : {reason}.")
