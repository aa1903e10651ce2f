# SPDX-License-Identifier: MIT
import ast
import importlib
import inspect
import unittest
from pathlib import Path

import reimburse

FOLDER = Path(reimburse.__file__).parent
WITHOUT_STUBS = {"_error", "_frames", "_parts"}  # plain Python that carries its own types


def parameters(arguments):
    plain = [argument.arg for argument in arguments.posonlyargs + arguments.args]
    return plain, [argument.arg for argument in arguments.kwonlyargs]


def of_stub(tree):
    """Names of a stub with the parameters of functions; those of a class by Class.name."""
    names = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            names[node.name] = parameters(node.args)
        elif isinstance(node, ast.ClassDef):
            names[node.name] = None
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    is_property = any(getattr(mark, "id", "") == "property"
                                      for mark in inner.decorator_list)
                    names[f"{node.name}.{inner.name}"] = (
                        None if is_property else parameters(inner.args))
                elif isinstance(inner, ast.AnnAssign):
                    names[f"{node.name}.{inner.target.id}"] = None
        elif isinstance(node, ast.AnnAssign):
            names[node.target.id] = None
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                if name.asname:
                    names[name.asname] = None
    return names


def of_object(function):
    plain, named = [], []
    for parameter in inspect.signature(function).parameters.values():
        (named if parameter.kind is parameter.KEYWORD_ONLY else plain).append(parameter.name)
    return plain, named


def of_module(module, public):
    """The same of the module itself."""
    names = {}
    for name in public:
        value = getattr(module, name)
        names[name] = of_object(value) if inspect.isfunction(value) else None
        if inspect.isclass(value) and value.__module__ == module.__name__:
            for inner, member in vars(value).items():
                if isinstance(member, property):
                    names[f"{name}.{inner}"] = None
                elif inspect.isfunction(member) and (inner == "__init__" or inner[0] != "_"):
                    names[f"{name}.{inner}"] = of_object(member)
    return names


class Stubs(unittest.TestCase):
    def test_the_package_says_that_it_is_typed(self):
        self.assertTrue((FOLDER / "py.typed").exists())

    def test_each_module_has_a_stub_that_names_what_exists(self):
        for path in FOLDER.glob("*.py"):
            if path.stem in WITHOUT_STUBS:
                continue
            with self.subTest(path.name):
                name = "reimburse" if path.stem == "__init__" else f"reimburse.{path.stem}"
                module = importlib.import_module(name)
                stub = of_stub(ast.parse(path.with_suffix(".pyi").read_text()))
                there = of_module(module, module.__all__)
                types = {"Lang", "Amounts"}
                self.assertEqual({key: value for key, value in stub.items()
                                  if key.split(".")[0] not in types
                                  and key.split(".")[-1] not in ("findings", "refused", "summary")},
                                 there)

    def test_the_compiled_part_has_what_its_stub_names(self):
        native = importlib.import_module("reimburse._native")
        stub = of_stub(ast.parse((FOLDER / "_native.pyi").read_text()))
        there = {name for name in vars(native) if not name.startswith("__")}
        self.assertEqual({name.split(".")[0] for name in stub}, there)
        for name in there:
            value = getattr(native, name)
            members = set()
            if inspect.isclass(value):
                members = {inner for inner in vars(value) if not inner.startswith("_")}
            self.assertEqual({key.split(".")[1] for key in stub
                              if key.startswith(name + ".") and not key.endswith("__init__")},
                             members)
