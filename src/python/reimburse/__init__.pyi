# SPDX-License-Identifier: MIT
from decimal import Decimal
from typing import Any, Literal, Mapping, Optional, Sequence, Union

import pandas as pd

from ._error import Error as Error

__all__ = ["Audit", "Error", "Policy", "__version__"]
__version__: str

Lang = Literal["zh", "en"]
Amounts = Literal["fen", "decimal", "text"]

class Audit:
    findings: pd.DataFrame
    refused: pd.DataFrame
    summary: dict[str, Any]
    def __init__(
        self, findings: pd.DataFrame, refused: pd.DataFrame, summary: dict[str, Any]
    ) -> None: ...

class Policy:
    def __init__(
        self,
        rules: Optional[Sequence[str]] = ...,
        readings: Optional[Mapping[str, str]] = ...,
        *,
        facilities: Optional[str] = ...,
        lang: Lang = ...,
    ) -> None: ...
    @property
    def id(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def readings(self) -> dict[str, str]: ...
    @property
    def benefits(self) -> list[str]: ...
    def settle(
        self,
        claim: Union[Mapping[str, Any], str],
        accumulators: Union[Mapping[str, Any], str, None] = ...,
        lang: Lang = ...,
        *,
        trace: bool = ...,
    ) -> dict[str, Any]: ...
    def calculate(
        self,
        claims: pd.DataFrame,
        *,
        amounts: Amounts = ...,
        columns: Optional[str] = ...,
        threads: Optional[int] = ...,
        lang: Lang = ...,
    ) -> pd.DataFrame: ...
    def audit(
        self,
        claims: pd.DataFrame,
        *,
        tolerance: Union[str, Decimal, int] = ...,
        find_duplicates: bool = ...,
        amounts: Amounts = ...,
        columns: Optional[str] = ...,
        threads: Optional[int] = ...,
        lang: Lang = ...,
    ) -> Audit: ...
