"""Kommunale Präventionsketten: from the data packages to the published pages.

The folders show the way of the data: ``wissen`` (what is known once), ``daten`` (packages, the only reader of CSV),
``rechnen`` (frames in, frames out), ``ergebnis`` (the one table), ``sagen`` (words), ``zeichnen`` (pictures),
``seiten`` (kinds of pages), ``wege`` (the ways out), ``werkzeug`` (tools), ``befehl`` and ``__main__`` (the command).
A room knows only rooms before it.
"""
