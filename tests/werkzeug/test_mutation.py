"""Which faults are put into a module, which of them are drawn, and what is said of those that no test notices."""

import importlib
import sys
from pathlib import Path

import pytest

from kekiz.werkzeug import mutation
from kekiz.werkzeug.mutanten import OHNE_AUSSAGE, Mutant, compile_mutant, list_mutants
from kekiz.werkzeug.mutation import draw_sample, find_tests, judge, list_all, read_accepted

QUELLE = '''"""What it is 1."""
from __future__ import annotations
import math
GRENZE: int | None = 5
ANTEIL = 0.002

def rate(x: int, *, laut: bool = True) -> str:
    """Says 7 words."""
    if x < GRENZE and laut:
        return sag("viele")
    for eins, zwei in zip([x], [x], strict=True):
        laut = eins == zwei
    if TYPE_CHECKING:
        import kekiz
    if x is None:
        raise ValueError(f"fehlt {3 + 4}")
    return werte["name"].clip(0) if not laut else np.clip(a - 1, 0, b).min()
'''


def names(text: str) -> list[str]:
    return [m.name for m in list_mutants("raum/modul.py", text)]


def test_thresholds_conditions_signs_bounds_and_words_are_changed() -> None:
    liste = names(QUELLE)
    assert liste[:2] == [
        "Modul: GRENZE: int | None = 5 → GRENZE: int | None = 6",
        "Modul: ANTEIL = 0.002 → ANTEIL = 0.003",
    ]
    for name in (
        "rate: True → False",
        "rate: if x < GRENZE and laut → nicht",
        "rate: x < GRENZE and laut → x < GRENZE or laut",
        "rate: x < GRENZE and laut → x <= GRENZE and laut",
        "rate: sag('viele') → sag('viele nicht')",
        "rate: x is None → x is not None",
        "rate: a - 1 → a - 2",
        "rate: np.clip(a - 1, 0, b) → np.clip(a + 1, 0, b)",
        "rate: np.clip(a - 1, 0, b).min → (a - 1).min",
        "rate: np.clip(a - 1, 0, b).min() → np.clip(a - 1, 0, b).max()",
    ):
        assert name in liste
    assert any(n.endswith(" → werte['name'] if not laut else np.clip(a - 1, 0, b).min()") for n in liste)


def test_docstrings_imports_annotations_columns_and_messages_of_errors_stay() -> None:
    zusammen = "\n".join(names(QUELLE))
    assert not any(
        w in zusammen
        for w in ("What it is 2", "words", "int & None", "'name' nicht", "3 - 4", "fehlt nicht", "strict=F", "TYPE")
    )


@pytest.mark.parametrize("name", sorted(OHNE_AUSSAGE))
@pytest.mark.parametrize("art", ["", ": Final"])
def test_constants_that_say_nothing_about_the_subject_stay(name: str, art: str) -> None:
    assert names(f"{name}{art} = 3\n") == []
    # Their use is behaviour, and so are other names and whatever is more than a number.
    assert names(f"def f(a):\n    return a < {name}\n") == [f"f: return a < {name} → return a <= {name}"]
    assert names(f"{name}_AB{art} = 3\n") == [f"Modul: {name}_AB{art} = 3 → {name}_AB{art} = 4"]
    assert names(f"{name}{art} = 3 * N\n")


def test_each_mutant_has_a_name_of_its_own() -> None:
    liste = names("def f(a):\n    return a < 1 and a < 1 and a < 1\n")
    assert len(set(liste)) == len(liste)
    assert sum(n.endswith("(3.)") for n in liste) >= 1


@pytest.mark.parametrize(("a", "erwartet"), [(4, [True, True]), (5, [False, True]), (6, [False, False])])
def test_a_mutant_runs_changed(a: int, erwartet: list[bool]) -> None:
    text = "GRENZE = 5\ndef unter(a):\n    return a < GRENZE\n"
    mutant = next(m for m in list_mutants("raum/modul.py", text) if "<=" in m.name)
    ist = []
    for code in (compile(text, "x", "exec"), compile_mutant(mutant, text, "x")):
        raum: dict[str, object] = {}
        exec(code, raum)
        ist.append(raum["unter"](a))  # type: ignore[operator]
    assert ist == erwartet


def test_the_changed_module_is_found_before_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datei = tmp_path / "probemodul.py"
    datei.write_text("GRENZE = 5\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    mutant = list_mutants("x/probemodul.py", "GRENZE = 5\n")[0]
    finder = mutation._Finder("probemodul", str(datei), compile_mutant(mutant, "GRENZE = 5\n", str(datei)))
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    assert importlib.import_module("probemodul").GRENZE == 6
    assert datei.read_text(encoding="utf-8") == "GRENZE = 5\n"
    monkeypatch.delitem(sys.modules, "probemodul")


def test_a_child_tells_green_red_and_what_does_not_end() -> None:
    def endless() -> int:
        while True:
            pass

    def broken() -> int:
        raise SystemExit

    ergebnisse = [mutation._in_child(f, 1) for f in (lambda: 0, lambda: 1, broken, endless)]
    assert ergebnisse[0] == 0
    assert all(e != 0 for e in ergebnisse[1:])


def _mutants(*namen: str) -> list[Mutant]:
    return [Mutant(*n.split(" · "), nr, 0) for nr, n in enumerate(namen)]  # type: ignore[misc, call-arg]


def test_thresholds_of_the_rules_are_always_in_the_sample() -> None:
    alle = _mutants(
        "rechnen/a.py · Modul: A = 5 → A = 6", "rechnen/a.py · f: x < y → x <= y", "zeichnen/b.py · Modul: B = 5 → B = 6",
        "zeichnen/b.py · g: x < y → x <= y",
    )  # fmt: skip
    assert draw_sample(alle, 0) == alle[:1]
    assert draw_sample(alle, 99) == alle
    assert len(draw_sample(alle, 2)) == 3


def test_what_is_drawn_does_not_hang_on_what_else_there_is() -> None:
    """The list of accepted survivors holds, however much code is added: a place is drawn as before or crowded out."""
    alle = _mutants(*(f"zeichnen/b.py · f: x + {i} → x - {i}" for i in range(60)))
    mehr = [*_mutants(*(f"zeichnen/a.py · g: y + {i} → y - {i}" for i in range(20))), *alle]
    gezogen, dann = draw_sample(alle, 20), draw_sample(mehr, 20)
    assert len(gezogen) == len(dann) == 20
    assert {m for m in dann if m.modul == "zeichnen/b.py"} <= set(gezogen)
    assert len(set(dann) & set(gezogen)) > 10
    assert gezogen != draw_sample(alle, 20, samen=1)


def test_unknown_stale_and_needless_survivors_are_told() -> None:
    alle = [f"a.py · {i}" for i in range(30)]
    assert judge([], alle, alle, {}) == []
    assert judge(alle[:1], alle, alle, {alle[0]: "gleich"}) == []
    assert judge(alle[:1], alle, alle, {}) == ["Kein Test bemerkt: a.py · 0"]
    assert judge([], alle, alle, {alle[0]: "gleich"}) == [
        "tests/mutation.toml [a.py · 0]: Ein Test bemerkt das jetzt. Bitte die Zeile löschen."
    ]
    assert judge([], alle[1:], alle, {alle[0]: "gleich"}) == []
    assert judge([], alle, alle, {"b.py · 1": "gleich"}) == [
        "tests/mutation.toml [b.py · 1]: Diese Stelle gibt es nicht mehr. Bitte die Zeile löschen."
    ]
    assert judge(alle[:1], alle, alle, {alle[0]: " "}) == ["tests/mutation.toml [a.py · 0]: Der Grund fehlt."]


@pytest.mark.parametrize(("ueberlebt", "ist_gut"), [(0, True), (2, True), (3, False), (4, False)])
def test_one_in_ten_is_too_many(ueberlebt: int, *, ist_gut: bool) -> None:
    alle = [f"a.py · {i}" for i in range(30)]
    befunde = judge(alle[:ueberlebt], alle, alle, dict.fromkeys(alle[:ueberlebt], "gleich"))
    assert (befunde == []) is ist_gut
    assert judge([], [], alle, {}) == []


def test_tests_that_name_a_module_belong_to_it_and_else_those_of_its_room(tmp_path: Path) -> None:
    for ort, text in {
        "sagen/test_a.py": "from kekiz.sagen.a import f\n",
        "sagen/test_b.py": "from kekiz.sagen import ab, a\n",
        "sagen/test_c.py": "from kekiz.sagen.ab import a\n",
        "zeichnen/test_d.py": "from kekiz.sagen.a import f\n",
        "browser/test_e.py": "from kekiz.sagen.a import f\n",
    }.items():
        (tmp_path / "tests" / ort).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tests" / ort).write_text(text, encoding="utf-8")
    assert find_tests("sagen/a.py", tmp_path) == [
        "tests/sagen/test_a.py",
        "tests/sagen/test_b.py",
        "tests/zeichnen/test_d.py",
    ]
    assert find_tests("sagen/ohne.py", tmp_path) == [
        "tests/sagen/test_a.py",
        "tests/sagen/test_b.py",
        "tests/sagen/test_c.py",
    ]
    assert find_tests("sagen/c.py", tmp_path) == ["tests/sagen/test_c.py"]


def test_every_accepted_survivor_exists_and_has_a_reason() -> None:
    gibt_es = [m.schluessel for m in list_all()]
    assert len(set(gibt_es)) == len(gibt_es)
    assert judge([], [], gibt_es, read_accepted()) == []
