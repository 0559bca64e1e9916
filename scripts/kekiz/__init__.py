"""Kommunale Präventionsketten: from the data packages to the published pages.

Rooms, from the ground up: knowledge (``codes fehler zahlen statistik texte stil``), stages
(``load compute assess``) and ``present``, then ``ergebnis``, then the ways out (``macros export``),
then the command (``__main__``). A room knows only rooms below it.
"""
