"""Why the system refused to read or write, worded in German."""

import errno
from typing import Final

_URSACHEN: Final = {
    errno.ENOSPC: "Der Datenträger ist voll. Bitte Platz schaffen.",
    errno.EDQUOT: "Der zugeteilte Platz ist aufgebraucht. Bitte Platz schaffen.",
    errno.EFBIG: "Eine Datei würde zu groß. Bitte die Grenze für Dateien anheben.",
    errno.EROFS: "Der Datenträger lässt sich nur lesen. Bitte an einen anderen Ort gehen.",
    errno.EADDRINUSE: "Unter dieser Adresse läuft schon etwas. Bitte mit --adresse eine andere nehmen.",
    errno.EACCES: "Hier fehlt das Recht zu schreiben. Bitte die Rechte des Ordners prüfen.",
    errno.EPERM: "Hier fehlt das Recht zu schreiben. Bitte die Rechte des Ordners prüfen.",
    errno.ENOENT: "Diese Datei oder diesen Ordner gibt es nicht. Bitte prüfen.",
    errno.ENOTDIR: "Ein Teil dieses Ortes ist eine Datei und kein Ordner. Bitte den Ort prüfen.",
    errno.EISDIR: "Das ist ein Ordner und keine Datei. Bitte den Ort prüfen.",
    errno.EEXIST: "Hier liegt schon etwas mit diesem Namen. Bitte umbenennen oder wegräumen.",
    errno.ENAMETOOLONG: "Der Name ist zu lang. Bitte kürzen.",
}


def cause(fehler: BaseException) -> str:
    """Says in words why something ended: what the system refused, or what an error of this program says itself.

    Example:
        >>> cause(FileNotFoundError(errno.ENOENT, "", "fehlt.xlsx"))
        'fehlt.xlsx: Diese Datei oder diesen Ordner gibt es nicht. Bitte prüfen.'
        >>> cause(ValueError("Das Jahr fehlt."))
        'Das Jahr fehlt.'
    """
    if not isinstance(fehler, OSError):
        return str(fehler)
    ort = f"{fehler.filename}: " if fehler.filename else ""
    return ort + _URSACHEN.get(fehler.errno or 0, f"Das System meldet: {fehler.strerror or fehler}.")
