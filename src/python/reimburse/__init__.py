# SPDX-License-Identifier: MIT
"""Who pays what of a medical bill, and why: exact settlements from Python.

    import reimburse
    policy = reimburse.Policy()                       # the bundled policy
    answer = policy.settle({"claim_id": "c1", ...})   # what `reimburse settle` writes
    settled = policy.calculate(claims)                # a DataFrame, a row for each claim
    audit = policy.audit(claims)                      # .findings, .refused, .summary

Money is exact throughout. An amount may be text ("12.30"), Decimal, or a whole number: of yuan, or
of fen in a column whose name ends in ``_fen`` (``total_fen``, ``paid_total_fen``). A column of
binary floating point numbers is refused: pandas reads amounts exactly with
``pd.read_csv(path, dtype=str)``.

Columns of int64 and of datetime64, and the codes of categories, are read where they lie, without a
copy; so are other integers with a sign. Object and string columns, unsigned and nullable integers
and the texts of categories are copied once before the lock of the interpreter is let go, so that
other threads may go on while claims are settled. A Policy never changes: threads may share one.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Mapping, Optional, Sequence, Union

import numpy as np
import pandas as pd

from . import _frames, _native
from ._error import Error, inexact

__all__ = ["Audit", "Error", "Policy", "__version__"]
__version__: str = _native.version


@dataclass(frozen=True)
class Audit:
    """What an audit found.

    ``findings`` and ``refused`` have the columns of the command's files; their index is that of
    the claims, so that ``claims.loc[audit.findings.index]`` are the rows they speak of.
    ``summary`` holds counts, sums in yuan as text, and the causes by facility.
    """

    findings: pd.DataFrame
    refused: pd.DataFrame
    summary: dict[str, Any]


class Policy:
    """A policy, compiled under one choice of readings.

    ``rules``: files or folders, as for ``--rules``; None: the bundled policy. ``readings``: name to
    value. ``facilities``: a facility list (CSV). Raises Error with every problem of the files.
    """

    def __init__(
        self,
        rules: Optional[Sequence[str]] = None,
        readings: Optional[Mapping[str, str]] = None,
        *,
        facilities: Optional[str] = None,
        lang: str = "zh",
    ) -> None:
        if isinstance(rules, str):
            rules = [rules]
        paths = [str(path) for path in rules or []]
        place = None if facilities is None else str(facilities)
        self._made_of = (paths, dict(readings or {}), place, lang)
        self._native = _native.Policy(*self._made_of)

    def __reduce__(self) -> Any:
        return _made, self._made_of

    def __repr__(self) -> str:
        return f"<reimburse.Policy {self.id} {self.hash[:12]}>"

    @property
    def id(self) -> str:
        return self._native.id

    @property
    def hash(self) -> str:
        """SHA-256 of the text of the rules."""
        return self._native.hash

    @property
    def readings(self) -> dict[str, str]:
        """The chosen value of every reading."""
        return self._native.readings

    @property
    def benefits(self) -> list[str]:
        """Ids of the benefits, in the order of settlement."""
        return self._native.benefits

    def settle(
        self,
        claim: Union[Mapping[str, Any], str],
        accumulators: Union[Mapping[str, Any], str, None] = None,
        lang: str = "zh",
        *,
        trace: bool = False,
    ) -> dict[str, Any]:
        """Settles one claim: the document that ``reimburse settle --format json`` writes.

        ``accumulators``: those of an earlier answer, or that answer. Amounts of the answer are
        text; a number that is not whole is Decimal. Raises Error where the claim is refused.
        """
        text = claim if isinstance(claim, str) else _json(claim, lang)
        earlier = accumulators
        if earlier is not None and not isinstance(earlier, str):
            earlier = _json(earlier, lang)
        return json.loads(self._native.settle(text, earlier, trace, lang), parse_float=Decimal)

    def calculate(
        self,
        claims: pd.DataFrame,
        *,
        amounts: str = "fen",
        columns: Optional[str] = None,
        threads: Optional[int] = None,
        lang: str = "zh",
    ) -> pd.DataFrame:
        """Settles claims in their order, each person's year kept apart: the columns of
        ``reimburse calculate``, with the index of ``claims``.

        ``amounts``: "fen" (Int64, whole fen), "decimal" (Decimal, yuan) or "text". A refused row
        has no amounts, and its ``error`` says why; of the others ``error`` is "". ``columns``:
        names of another vocabulary, as for ``--columns``. ``threads`` change nothing but the time;
        None: one a processor.
        """
        _frames.check_amounts(amounts)
        frame = _frames.take(claims, self._native.amounts, columns is None)
        done = self._native.calculate(frame, columns, lang, _threads(threads))
        refused = done["refused"]
        ids = claims["claim_id"].to_numpy() if columns is None else _texts(done["ids"])
        out: dict[str, Any] = {"claim_id": ids}
        for benefit, fen in done["benefits"].items():
            out[benefit] = _frames.money(fen, refused, amounts)
        for name in ("fund_total", "patient_pays"):
            out[name] = _frames.money(done[name], refused, amounts)
        errors = np.full(len(claims), "", dtype=object)
        for row, text in done["errors"]:
            errors[row] = text
        out["error"] = errors
        return pd.DataFrame(out, index=claims.index)

    def audit(
        self,
        claims: pd.DataFrame,
        *,
        tolerance: Union[str, Decimal, int] = "0.00",
        find_duplicates: bool = False,
        amounts: str = "fen",
        columns: Optional[str] = None,
        threads: Optional[int] = None,
        lang: str = "zh",
    ) -> Audit:
        """Recomputes claims, compares them with ``paid_total`` or ``paid_<benefit>`` and names the
        cause of each difference, as ``reimburse audit`` does.

        ``tolerance``: differences up to it, in yuan, are counted and not listed. The other options
        are those of calculate().
        """
        _frames.check_amounts(amounts)
        if isinstance(tolerance, float):
            raise inexact("tolerance", "float", lang)
        frame = _frames.take(claims, self._native.amounts, columns is None)
        done = self._native.audit(
            frame, columns, lang, _threads(threads), str(tolerance), find_duplicates
        )
        given = np.zeros(len(done["row"]), dtype=bool)
        out: dict[str, Any] = {"claim_id": _texts(done["claim_id"])}
        for name in ("expected", "paid", "diff"):
            out[name] = _frames.money(done[name], given, amounts)
        for benefit, (fen, missing) in done["benefits"].items():
            out[f"diff_{benefit}"] = _frames.money(fen, missing.astype(bool), amounts)
        out["state"] = _texts(done["state"])
        for number, causes in enumerate(done["causes"], 1):
            out[f"cause_{number}"] = _texts(causes)
        out["follows"] = _texts(done["follows"])
        out["explanation"] = _texts(done["explanation"])
        rows = np.array(done["refused_rows"], dtype=np.int64)
        refused = {
            "row": rows,
            "claim_id": _texts(done["refused_ids"]),
            "error": _texts(done["refused_errors"]),
        }
        return Audit(
            pd.DataFrame(out, index=claims.index[done["row"] - 1]),
            pd.DataFrame(refused, index=claims.index[rows - 1]),
            json.loads(done["summary"]),
        )


def _made(
    paths: list[str], readings: dict[str, str], facilities: Optional[str], lang: str
) -> Policy:
    return Policy(paths, readings, facilities=facilities, lang=lang)


def _texts(texts: Sequence[str]) -> np.ndarray:
    return np.array(texts, dtype=object)


def _threads(threads: Optional[int]) -> int:
    return max(1, threads if threads is not None else os.cpu_count() or 1)


def _json(document: Mapping[str, Any], lang: str) -> str:
    """JSON in which every amount is spelled exactly."""

    def exact(value: Any, name: str) -> Any:
        if isinstance(value, Mapping):
            return {str(key): exact(inner, str(key)) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [exact(inner, name) for inner in value]
        if isinstance(value, float):
            raise inexact(name, type(value).__name__, lang)
        if isinstance(value, Decimal):
            return format(value, "f")
        if value is None or isinstance(value, (str, bool, int)):
            return value
        return str(value)

    return json.dumps(exact(document, ""), ensure_ascii=False)
