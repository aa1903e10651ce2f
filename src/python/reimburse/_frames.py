# SPDX-License-Identifier: MIT
"""From pandas to the compiled part and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from . import _native

AMOUNTS = ("fen", "decimal", "text")


def take(frame: pd.DataFrame, amounts: list[str], own_names: bool) -> _native.Frame:
    """The columns of a table as the compiled part reads them. Names in ``amounts`` may end in
    ``_fen``: such a column holds whole fen."""
    known = set(amounts)
    columns = []
    for place, name in enumerate(frame.columns):
        text = str(name)
        fen = own_names and text.endswith("_fen") and text[:-4] in known
        columns.append(_column(text[:-4] if fen else text, fen, frame.iloc[:, place]))
    return _native.Frame("DataFrame", len(frame), columns)


def _column(name: str, fen: bool, series: pd.Series) -> tuple[Any, ...]:
    def column(kind: str, values: Any, missing: Any = None, categories: Any = None) -> tuple:
        return (name, kind, fen, values, missing, categories, str(series.dtype))

    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        categories = np.array(list(dtype.categories), dtype=object)
        return column("codes", series.cat.codes.to_numpy(), None, categories)
    if pd.api.types.is_bool_dtype(dtype):
        return column("other", None)
    if pd.api.types.is_integer_dtype(dtype):
        return column("numbers", *_whole(series))
    if pd.api.types.is_datetime64_ns_dtype(dtype):
        if getattr(dtype, "tz", None) is not None:
            series = series.dt.tz_localize(None)
        return column("days", series.to_numpy().view(np.int64))
    if pd.api.types.is_float_dtype(dtype):
        # A column that pandas read as empty holds nothing but "not a number".
        if series.isna().all():
            return column("objects", np.full(len(series), None, dtype=object))
        return column("other", None)
    if dtype == object or pd.api.types.is_string_dtype(dtype):
        whole = dtype == object
        return column("objects", series.to_numpy() if whole
                      else series.to_numpy(dtype=object, na_value=None))
    return column("other", None)


def _whole(series: pd.Series) -> tuple[Any, Any]:
    if isinstance(series.dtype, np.dtype):
        if series.dtype.kind == "u" and series.dtype.itemsize == 8:
            if len(series) > 0 and series.max() > np.iinfo(np.int64).max:
                return series.astype(object).to_numpy(), None
            return series.to_numpy().view(np.int64), None
        if series.dtype.kind == "u":
            return series.to_numpy().astype(np.int64), None
        return series.to_numpy(), None
    missing = series.isna().to_numpy()
    return series.to_numpy(dtype=np.int64, na_value=0), missing.view(np.int8)


def check_amounts(amounts: str) -> None:
    if amounts not in AMOUNTS:
        raise ValueError(f"amounts is one of {', '.join(AMOUNTS)}, not {amounts!r}")


def money(fen: np.ndarray, missing: np.ndarray, amounts: str) -> Any:
    """Fen in the form that was asked for; nothing where ``missing``."""
    if amounts == "fen":
        return pd.arrays.IntegerArray(fen, missing)
    texts = map(_yuan, fen.tolist())
    if amounts == "decimal":
        texts = map(Decimal, texts)
    values = np.empty(len(fen), dtype=object)
    values[:] = list(texts)
    values[missing] = None
    return values


def _yuan(fen: int) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
