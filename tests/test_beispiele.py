"""The examples in docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import kekiz

MODULE = [m.name for m in pkgutil.walk_packages(kekiz.__path__, "kekiz.") if not m.name.endswith("__main__")]


@pytest.mark.parametrize("name", MODULE)
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(len(doctest.DocTestFinder().find(importlib.import_module(name))) for name in MODULE) > 100
