# SPDX-License-Identifier: MIT
"""The one exception of this package."""

from __future__ import annotations

from typing import Any


class Error(Exception):
    """An input that cannot be taken, with everything that is wrong with it.

    ``problems`` is a list of dicts: ``code`` (the number, as in the README), ``sentence``,
    ``advice``, ``clause``, ``file``, ``pointer`` (JSON pointer, or the column's name), ``line``
    and ``column``; texts are "" and numbers 0 where they are not known.
    """

    problems: list[dict[str, Any]]

    def __init__(self, problems: list[dict[str, Any]]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(_line, self.problems))


def _line(problem: dict[str, Any]) -> str:
    place = problem["file"]
    if problem["line"] > 0:
        place += f":{problem['line']}"
        if problem["column"] > 0:
            place += f":{problem['column']}"
    if problem["pointer"]:
        place += f" {problem['pointer']}"
    place = place.strip()
    return f"{place + ': ' if place else ''}{problem['sentence']} ({problem['advice']})"


def inexact(name: str, kind: str, lang: str) -> Error:
    """An amount that has been a binary floating point number."""
    if lang == "en":
        sentence = f'E107 expected an exact amount, found {kind} for "{name}"'
        advice = "give text or Decimal"
    else:
        sentence = f"E107 此处应为精确金额，“{name}”实为 {kind}"
        advice = "请给出文本或 Decimal"
    place = {"clause": "", "file": "claim", "pointer": name, "line": 0, "column": 0}
    return Error([{"code": 107, "sentence": sentence, "advice": advice, **place}])
