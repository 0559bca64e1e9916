"""What servers send by the header files beside a site, read as each of them would."""

import re


def read_static(text: str, adresse: str) -> dict[str, str]:
    """Reads ``_headers`` as a host that joins the headers of all patterns that fit, as several do."""
    gesendet: dict[str, list[str]] = {}
    passt = False
    for zeile in text.splitlines():
        if zeile.startswith("/"):
            passt = adresse.startswith(zeile[:-1]) if zeile.endswith("*") else adresse == zeile
        elif passt and not zeile.startswith("#"):
            name, wert = zeile.strip().split(": ", 1)
            gesendet.setdefault(name, []).append(wert)
    return {name: ", ".join(werte) for name, werte in gesendet.items()}


def read_nginx(text: str, adresse: str) -> dict[str, str]:
    """Reads the lines for nginx, which sends no empty header."""
    variablen: dict[str, str] = {}
    gesendet, gilt = {}, True
    for roh in text.splitlines():
        zeile = roh.strip()
        if treffer := re.fullmatch(r"if \(\$uri ~ (\S+)\) \{", zeile):
            gilt = bool(re.search(treffer[1], adresse))
        elif zeile == "}":
            gilt = True
        elif treffer := re.fullmatch(r'set \$(\w+) "([^"]*)";', zeile):
            variablen |= {treffer[1]: treffer[2]} if gilt else {}
        elif treffer := re.fullmatch(r"add_header ([\w-]+) (?:\$(\w+)|\"([^\"]+)\") always;", zeile):
            gesendet[treffer[1]] = variablen[treffer[2]] if treffer[2] else treffer[3]
        else:
            assert zeile.startswith("#"), zeile
    return {name: wert for name, wert in gesendet.items() if wert}


def read_apache(text: str, adresse: str) -> dict[str, str]:
    """Reads the lines for Apache."""
    gesendet: dict[str, str] = {}
    gilt = True
    for roh in text.splitlines():
        zeile = roh.strip()
        if treffer := re.fullmatch(r'<If "%\{REQUEST_URI\} =~ m#(.+)#">', zeile):
            gilt = bool(re.search(treffer[1], adresse))
        elif zeile == "</If>":
            gilt = True
        elif treffer := re.fullmatch(r'Header always set ([\w-]+) "([^"]+)"', zeile):
            gesendet |= {treffer[1]: treffer[2]} if gilt else {}
        elif treffer := re.fullmatch(r"Header always unset ([\w-]+)", zeile):
            if gilt:
                gesendet.pop(treffer[1], None)
        else:
            assert zeile.startswith("#"), zeile
    return gesendet
