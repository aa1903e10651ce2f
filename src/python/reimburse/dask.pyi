# SPDX-License-Identifier: MIT
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Mapping, Optional, Sequence, Union

import pandas as pd
from distributed import Client

__all__ = ["audit"]

def audit(
    claims: Union[str, Path, Sequence[Union[str, Path]], pd.DataFrame],
    out_dir: Union[str, Path],
    policy: Optional[Mapping[str, Any]] = ...,
    client: Optional[Client] = ...,
    partitions: Optional[int] = ...,
    *,
    tolerance: Union[str, Decimal, int] = ...,
    find_duplicates: bool = ...,
    columns: Optional[str] = ...,
    encoding: Literal["auto", "utf-8", "gb18030"] = ...,
    report: bool = ...,
    cases: int = ...,
    show_ids: bool = ...,
    lang: Literal["zh", "en"] = ...,
) -> dict[str, Any]: ...
