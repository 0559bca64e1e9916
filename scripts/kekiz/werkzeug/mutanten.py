"""Small faults to put into a module, one at a time: what tests that hold must notice.

Each mutant changes one place of the syntax tree: a number, a comparison, a sign, a condition, a bound, a word. mutmut
changes bodies of functions alone and would leave every threshold of a module as it is; cosmic-ray changes a number by
one only (0.002 to 1.002), works in the tree of the checkout and starts a process for each mutant.
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Final

LAENGE: Final = 110

_VERGLEICHE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_RECHNEN: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_PAARE: Final = (
    ("lt", "le"), ("gt", "ge"), ("eq", "ne"), ("any", "all"), ("min", "max"), ("isna", "notna"), ("floor", "ceil"),
    ("minimum", "maximum"), ("fmin", "fmax"), ("first", "last"),
)  # fmt: skip
_NAMEN: Final = {a: b for paar in _PAARE for a, b in (paar, paar[::-1])}
_SAGEN: Final = frozenset({"sag", "sag_n"})
OHNE_AUSSAGE: Final = frozenset({"SAMEN", "LAEUFE", "ZIEHUNGEN", "BLOCK", "_HAAR", "_GLEICH", "_NULL"})
"""Constants of modules that say nothing about the subject, so that another number is no fault: where chance begins, how
often it is tried, how many rows are computed at a time, and below which difference two floats are the same number.

A threshold that decides what a page says must not bear one of these names.
"""


@dataclass(frozen=True)
class Mutant:
    """One changed place of a module.

    Args:
        modul: Path of the module below the package, "rechnen/assess.py".
        name: Where and what, the same as long as this place reads the same: "assess_trends: p < X → p <= X".
        stelle: Number of the node in the walk through the tree.
        variante: Which of the changes of this node.
    """

    modul: str
    name: str
    stelle: int
    variante: int

    @property
    def schluessel(self) -> str:
        """How the list of accepted survivors names it."""
        return f"{self.modul} · {self.name}"


def list_mutants(modul: str, quelltext: str) -> list[Mutant]:
    """Lists all mutants of a module in the order of its text.

    Args:
        modul: Path of the module below the package.
        quelltext: Its text.
    """
    baum = ast.parse(quelltext)
    wo = _places(baum)
    liste, oft = [], Counter[str]()
    for nr, (knoten, ort, eltern) in enumerate(wo):
        for v, neu in enumerate(_variants(knoten, eltern[-1] if eltern else None)):
            name = f"{ort}: {_change(knoten, neu, eltern)}"
            oft[name] += 1
            liste.append(Mutant(modul, f"{name} ({oft[name]}.)" if oft[name] > 1 else name, nr, v))
    return liste


def compile_mutant(mutant: Mutant, quelltext: str, datei: str) -> CodeType:
    """Compiles a module with one place changed.

    Args:
        mutant: One of :func:`list_mutants` for the same text.
        quelltext: Text of the module.
        datei: Name of its file, for messages.
    """
    baum = ast.parse(quelltext)
    knoten, _, eltern = list(_places(baum))[mutant.stelle]
    neu = list(_variants(knoten, eltern[-1]))[mutant.variante]
    _replace(eltern[-1], knoten, neu)
    return compile(ast.fix_missing_locations(baum), datei, "exec")


def _places(baum: ast.Module) -> Iterator[tuple[ast.AST, str, list[ast.AST]]]:
    """All nodes that run, with the function they stand in and the nodes above them."""

    def walk(knoten: ast.AST, ort: str, eltern: list[ast.AST]) -> Iterator[tuple[ast.AST, str, list[ast.AST]]]:
        if isinstance(knoten, ast.FunctionDef | ast.ClassDef):
            ort = knoten.name if ort == "Modul" else f"{ort}.{knoten.name}"
        yield knoten, ort, eltern
        for feld, inhalt in ast.iter_fields(knoten):
            if feld in ("annotation", "returns", "decorator_list", "bases", "type_params"):
                continue
            for kind in inhalt if isinstance(inhalt, list) else [inhalt]:
                if isinstance(kind, ast.AST) and not _is_idle(kind):
                    yield from walk(kind, ort, [*eltern, knoten])

    return walk(baum, "Modul", [])


def _is_idle(knoten: ast.AST) -> bool:
    """Docstrings, imports, messages of errors, guards against mistakes of programmers and constants of
    :data:`OHNE_AUSSAGE`: no behaviour a test could hold.
    """
    match knoten:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant())
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant())
        ) if name in OHNE_AUSSAGE:
            return True
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Raise():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.keyword(arg="strict"):
            return True
        case _:
            return False


def _variants(knoten: ast.AST, oben: ast.AST | None) -> Iterator[ast.AST]:
    """What could stand there by mistake."""
    match knoten:
        case ast.Constant(value=wert):
            yield from _constants(wert, oben)
        case ast.Compare(left=links, ops=[op], comparators=rechts) if type(op) in _VERGLEICHE:
            yield ast.Compare(links, [_VERGLEICHE[type(op)]()], rechts)
        case ast.BinOp(left=links, op=rechenart, right=rechts) if type(rechenart) in _RECHNEN:
            if not any(isinstance(s, ast.JoinedStr | ast.List) or _is_text(s) for s in (links, rechts)):
                yield ast.BinOp(links, _RECHNEN[type(rechenart)](), rechts)
        case ast.BoolOp(op=wort, values=teile):
            yield ast.BoolOp(ast.Or() if isinstance(wort, ast.And) else ast.And(), teile)
        case ast.UnaryOp(op=ast.Not() | ast.Invert() | ast.USub(), operand=innen):
            yield innen
        case ast.IfExp(test=frage, body=ja, orelse=nein):
            yield ast.IfExp(frage, nein, ja)
        case ast.If(test=frage, body=rumpf, orelse=sonst):
            yield ast.If(ast.UnaryOp(ast.Not(), frage), rumpf, sonst)
        case ast.Call(func=ast.Attribute(value=vor, attr="clip"), args=args):
            yield args[0] if isinstance(vor, ast.Name) and vor.id == "np" else vor
        case ast.Attribute(value=vor, attr=name, ctx=ctx) if name in _NAMEN:
            yield ast.Attribute(vor, _NAMEN[name], ctx)
        case _:
            return


def _is_text(knoten: ast.AST) -> bool:
    return isinstance(knoten, ast.Constant) and isinstance(knoten.value, str)


def _constants(wert: object, oben: ast.AST | None) -> Iterator[ast.AST]:
    if isinstance(wert, bool):
        yield ast.Constant(not wert)
    elif isinstance(wert, int):
        yield ast.Constant(wert + 1)
    elif isinstance(wert, float):
        yield ast.Constant(wert * 1.5 if wert else 1.0)
    elif isinstance(wert, str) and isinstance(oben, ast.Call) and getattr(oben.func, "id", "") in _SAGEN:
        yield ast.Constant(f"{wert} nicht")


def _replace(oben: ast.AST, alt: ast.AST, neu: ast.AST) -> None:
    ast.copy_location(neu, alt)
    for feld, inhalt in ast.iter_fields(oben):
        if inhalt is alt:
            setattr(oben, feld, neu)
        elif isinstance(inhalt, list) and any(k is alt for k in inhalt):
            setattr(oben, feld, [neu if k is alt else k for k in inhalt])


def _change(alt: ast.AST, neu: ast.AST, eltern: list[ast.AST]) -> str:
    """Writes the changed place as it was and as it is, with what stands directly around it."""
    if isinstance(alt, ast.If):
        return f"if {_short(ast.unparse(alt.test))} → nicht"
    oben = eltern[-1]
    if isinstance(oben, ast.FunctionDef | ast.arguments | ast.Module | ast.If | ast.For):
        return f"{_short(ast.unparse(alt))} → {_short(ast.unparse(neu))}"
    doppel = copy.copy(oben)
    _replace(doppel, alt, neu)
    return f"{_short(ast.unparse(oben))} → {_short(ast.unparse(ast.fix_missing_locations(doppel)))}"


def _short(text: str) -> str:
    glatt = " ".join(text.split())
    return glatt if len(glatt) <= LAENGE else f"{glatt[:LAENGE]} …"
