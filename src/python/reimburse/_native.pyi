# SPDX-License-Identifier: MIT
from typing import Any, Mapping, Optional, Sequence

version: str

class Frame:
    def __init__(self, name: str, rows: int, columns: list[tuple[Any, ...]]) -> None: ...

class Policy:
    def __init__(
        self,
        rules: Sequence[str],
        readings: Mapping[str, str],
        facilities: Optional[str],
        lang: str,
    ) -> None: ...
    @property
    def id(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def benefits(self) -> list[str]: ...
    @property
    def readings(self) -> dict[str, str]: ...
    @property
    def amounts(self) -> list[str]: ...
    def settle(
        self, claim: str, accumulators: Optional[str], trace: bool, lang: str
    ) -> str: ...
    def calculate(
        self, claims: Frame, columns: Optional[str], lang: str, threads: int
    ) -> dict[str, Any]: ...
    def audit(
        self,
        claims: Frame,
        columns: Optional[str],
        lang: str,
        threads: int,
        tolerance: str,
        find_duplicates: bool,
    ) -> dict[str, Any]: ...
    def cut_file(
        self,
        path: str,
        columns: Optional[str],
        lang: str,
        encoding: str,
        count: int,
        find_duplicates: bool,
        prefix: str,
    ) -> dict[str, Any]: ...
    def cut_frame(
        self,
        claims: Frame,
        columns: Optional[str],
        lang: str,
        count: int,
        find_duplicates: bool,
        prefix: str,
    ) -> dict[str, Any]: ...
    def audit_part(
        self,
        inputs: Sequence[tuple[Sequence[str], int]],
        tied: Sequence[int],
        only_tied: bool,
        find_duplicates: bool,
        reversed: Sequence[str],
        path: str,
        lang: str,
    ) -> None: ...
    def merge(
        self,
        parts: Sequence[str],
        passed_over: Sequence[str],
        tolerance: str,
        folder: str,
        lang: str,
    ) -> str: ...

def tied(prefixes: Sequence[str], lang: str) -> list[int]: ...
