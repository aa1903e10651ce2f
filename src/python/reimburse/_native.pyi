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
    def audit_part(self, options: PartOptions, path: str, lang: str) -> None: ...
    def merge(self, options: MergeOptions, folder: str, lang: str) -> str: ...

class PartOptions:
    inputs: list[tuple[list[str], int]]
    tied: list[int]
    only_tied: bool
    find_duplicates: bool
    reversed: list[str]
    cases: Optional[int]
    def __init__(self) -> None: ...

class MergeOptions:
    parts: list[str]
    passed_over: list[str]
    report: bool
    def __init__(self) -> None: ...
    def asked(
        self,
        columns: str,
        encoding: str,
        facilities: str,
        tolerance: str,
        find_duplicates: bool,
        cases: int,
        show_ids: bool,
    ) -> None: ...
    def add_input(self, name: str, sha256: str, bytes: int) -> None: ...

def tied(prefixes: Sequence[str], lang: str) -> list[int]: ...
