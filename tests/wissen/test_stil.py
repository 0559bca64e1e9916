"""Signs and classes: complete, different in shape, known to the stylesheet."""

from __future__ import annotations

from pathlib import Path

from kekiz.wissen import stil, texte
from kekiz.wissen.codes import Aussage, Status, Vergleichbarkeit
from kekiz.zeichnen.zeichen import write_sign

CSS = (Path(__file__).parents[2] / "docs/assets/kekiz.css").read_text(encoding="utf-8")


def test_each_code_has_a_sign_and_a_class_in_the_stylesheet() -> None:
    assert set(stil.STATUS_ZEICHEN) == set(Status)
    assert set(stil.AUSSAGE_ZEICHEN) == set(Aussage)
    for code, zeichen in [*stil.STATUS_ZEICHEN.items(), *stil.AUSSAGE_ZEICHEN.items()]:
        assert write_sign(zeichen.zeichen)
        assert zeichen.klasse.endswith(f"--{code}")
        assert all(f".{klasse}" in CSS for klasse in zeichen.klasse.split())


def test_every_form_that_is_named_is_drawn_in_the_colour_of_its_words() -> None:
    formen = {z.zeichen for z in stil.VERGLEICHBARKEIT_ZEICHEN.values()} | set(stil.THEMA_ZEICHEN.values())
    for form in formen | set(stil.ZEICHENERKLAERUNG.values()):
        bild = write_sign(form)
        assert 'aria-hidden="true"' in bild
        assert "fill=" not in bild
        assert "<text" not in bild
    assert set(stil.ZEICHENERKLAERUNG) == set(texte.ZEICHEN_IM_BILD)
    assert ".kp-zeichen { fill: currentcolor;" in CSS


def test_signs_differ_in_shape() -> None:
    ohne = {stil.Status.OHNE_ZIELWERT, stil.Status.OHNE_DATEN}
    assert len({write_sign(z.zeichen) for s, z in stil.STATUS_ZEICHEN.items() if s not in ohne}) == 3
    assert len({write_sign(z.zeichen) for z in stil.AUSSAGE_ZEICHEN.values()}) == len(Aussage)
    assert len({write_sign(z.zeichen) for z in stil.VERGLEICHBARKEIT_ZEICHEN.values()}) == len(Vergleichbarkeit)


def test_series_classes_exist_and_symbols_differ() -> None:
    assert len({symbol for _, symbol in stil.SERIEN}) == len(stil.SERIEN)
    klassen = [k for k, _ in stil.SERIEN] + list(stil.TEILE)
    klassen += [stil.SERIE_STADT, stil.SERIE_GRAU, stil.SERIE_BALKEN]
    assert all(f".{klasse} {{ --kp-f:" in CSS for klasse in klassen)
    assert stil.serie(0) == stil.serie(len(stil.SERIEN))


def test_type_stays_readable_at_the_narrowest() -> None:
    assert stil.SCHRIFT_BREIT * stil.UMSCHALTUNG / stil.BREITE_BREIT >= 12
    assert stil.SCHRIFT_SCHMAL * 288 / stil.BREITE_SCHMAL >= 12
    assert f"@container (min-width: {stil.UMSCHALTUNG}px)" in CSS
