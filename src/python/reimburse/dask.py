# SPDX-License-Identifier: MIT
"""Audits of more claims than one machine is to take, on a Dask cluster.

    import reimburse.dask
    reimburse.dask.audit(["2019.csv.gz", "2020.csv.gz"], "out", {"rules": ["rules"]}, client)

The claims are cut into parts by person (by household where a policy has totals that households
share), so that claims which share totals stay together and in order. Each part is audited by a
worker, which writes it to a file of its own and renames it when it is whole. At the end the parts
are merged into ``findings.csv``, ``refused.csv``, ``summary.json`` and, if wanted, ``report.html``:
the same bytes as those of ``reimburse audit``.

A part that a worker lost is done again by another. When the client is lost, the same call goes on
where it stopped: what is finished stays. ``manifest.json`` keeps an output folder from being mixed
up with other claims or options. All machines must see the input files and the output folder.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Union

import pandas as pd
from distributed import Client, LocalCluster, as_completed

from . import Policy, _frames, _native
from ._error import inexact

__all__ = ["audit"]

Claims = Union[str, Path, Sequence[Union[str, Path]], pd.DataFrame]


def audit(
    claims: Claims,
    out_dir: Union[str, Path],
    policy: Optional[Mapping[str, Any]] = None,
    client: Optional[Client] = None,
    partitions: Optional[int] = None,
    *,
    tolerance: Union[str, Decimal, int] = "0.00",
    find_duplicates: bool = False,
    columns: Optional[str] = None,
    encoding: str = "auto",
    report: bool = False,
    cases: int = 50,
    show_ids: bool = False,
    lang: str = "zh",
) -> dict[str, Any]:
    """Audits claims on a cluster and gives the summary.

    ``claims``: files as for ``reimburse audit``, or a DataFrame as for Policy.audit(). ``policy``:
    arguments of Policy. ``client``: None starts a cluster of this machine for the time of the call.
    ``partitions``: None: four for each thread of the cluster. ``report`` writes report.html too. The
    other options are those of the command. Raises Error for what is wrong with the files, and ValueError where ``out_dir`` holds
    the audit of something else.
    """
    if isinstance(tolerance, float):
        raise inexact("tolerance", "float", lang)
    if client is None:
        with LocalCluster(threads_per_worker=1, dashboard_address=None) as cluster:
            with Client(cluster) as own:
                return audit(claims, out_dir, policy, own, partitions, tolerance=tolerance,
                             find_duplicates=find_duplicates, columns=columns, encoding=encoding,
                             report=report, cases=cases, show_ids=show_ids, lang=lang)
    made_of = _policy_arguments(policy, lang)
    if columns is not None and Path(columns).exists():
        columns = str(Path(columns).resolve())
    job = _Job(Path(out_dir).resolve(), made_of, find_duplicates, columns, encoding,
               cases if report else None, lang)
    frame = claims if isinstance(claims, pd.DataFrame) else None
    paths = [] if frame is not None else _paths(claims)
    job.begin(_named(frame, paths), partitions or 4 * max(1, sum(client.nthreads().values())))
    parts = _audited(job, frame, paths, client)
    summary = job.policy._native.merge(_merging(job, parts, str(tolerance), show_ids),
                                       str(job.folder), lang)
    shutil.rmtree(job.folder / "pieces", ignore_errors=True)
    return json.loads(summary)


class _Job:
    """What is the same for every part. Kept small: it travels to the workers."""

    def __init__(self, folder: Path, made_of: tuple, find_duplicates: bool,
                 columns: Optional[str], encoding: str, cases: Optional[int],
                 lang: str) -> None:
        self.folder = folder
        self.made_of = made_of
        self.find_duplicates = find_duplicates
        self.columns = columns
        self.encoding = encoding
        self.cases = cases  # of the report; None: there is none
        self.lang = lang
        self.count = 0
        self.inputs = 0

    @property
    def policy(self) -> Policy:
        return _policy(json.dumps(self.made_of))

    def begin(self, inputs: list[dict[str, Any]], partitions: int) -> None:
        """Takes the folder for this audit, or goes on with it: then the number of partitions is
        that of the beginning."""
        path = self.folder / "manifest.json"
        manifest = {
            "program": _native.version,
            "policy": {"id": self.policy.id, "hash": self.policy.hash,
                       "readings": self.policy.readings, "facilities": _digest(self.made_of[2])},
            "inputs": inputs,
            "options": {"find_duplicates": self.find_duplicates, "columns": self.columns,
                        "encoding": self.encoding, "cases": self.cases},
            "partitions": partitions,
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            found = json.loads(path.read_text())
            manifest["partitions"] = found.get("partitions")
            if found != manifest:
                differ = [key for key in manifest if found.get(key) != manifest[key]]
                raise ValueError(f"{path} is that of another audit (different: "
                                 f"{', '.join(differ)}); choose another folder or remove this one")
        else:
            _write(path, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
        (self.folder / "pieces").mkdir(exist_ok=True)
        (self.folder / "cuts").mkdir(exist_ok=True)
        self.count = manifest["partitions"]
        self.inputs = len(inputs)

    def prefix(self, number: int) -> str:
        return str(self.folder / "pieces" / f"input-{number:05}-")

    def cut_path(self, number: int) -> Path:
        return self.folder / "cuts" / f"input-{number:05}.json"

    def part_path(self, number: int) -> Path:
        return self.folder / f"part-{number:05}.json"

    def cut(self, number: int) -> dict[str, Any]:
        return json.loads(self.cut_path(number).read_text())

    def passed_over(self) -> list[str]:
        return [name for number in range(self.inputs) for name in self.cut(number)["passed_over"]]


def _audited(job: _Job, frame: Optional[pd.DataFrame], paths: list[str],
             client: Client) -> list[Path]:
    """Has every part done that is not, and gives where they lie."""
    parts = list(range(job.count))
    if (job.folder / "tied.json").exists():
        whole = json.loads((job.folder / "tied.json").read_text())
        missing = [number for number in parts + [job.count]
                   if (number < job.count or whole["tied"])
                   and not job.part_path(number).exists()]
        if not missing:
            return [job.part_path(number) for number in parts + [job.count] * bool(whole["tied"])]
    _cut(job, frame, paths, client)
    if not (job.folder / "tied.json").exists():
        tied = _native.tied([job.prefix(number) for number in range(job.inputs)], job.lang)
        _write(job.folder / "tied.json", json.dumps({"tied": [str(key) for key in tied]}))
    if json.loads((job.folder / "tied.json").read_text())["tied"]:
        parts.append(job.count)
    missing = [number for number in parts if not job.part_path(number).exists()]
    _finish(client, [client.submit(_audit_part, job, number, pure=False) for number in missing])
    return [job.part_path(number) for number in parts]


def _cut(job: _Job, frame: Optional[pd.DataFrame], paths: list[str], client: Client) -> None:
    """Has every input cut whose pieces are not there."""
    missing = [number for number in range(job.inputs)
               if not (job.cut_path(number).exists()
                       and Path(job.prefix(number) + "links").exists())]
    if frame is not None:
        for number in missing:
            native = job.policy._native
            taken = _frames.take(frame, native.amounts, job.columns is None)
            _write(job.cut_path(number), json.dumps(native.cut_frame(
                taken, job.columns, job.lang, job.count, job.find_duplicates,
                job.prefix(number))))
        return
    _finish(client, [client.submit(_cut_file, job, number, paths[number], pure=False)
                     for number in missing])


def _finish(client: Client, futures: list) -> None:
    try:
        for future in as_completed(futures):
            future.result()
    except BaseException:
        client.cancel(futures)
        raise


def _cut_file(job: _Job, number: int, path: str) -> None:
    """Work of one task: cuts an input."""
    cut = job.policy._native.cut_file(path, job.columns, job.lang, job.encoding, job.count,
                                      job.find_duplicates, job.prefix(number))
    _write(job.cut_path(number), json.dumps(cut, ensure_ascii=False))


def _audit_part(job: _Job, number: int) -> None:
    """Work of one task: audits a part and writes it down."""
    tied = [int(key) for key in json.loads((job.folder / "tied.json").read_text())["tied"]]
    only_tied = number == job.count
    inputs, reversed_, before = [], set(), 0
    for place in range(job.inputs):
        cut = job.cut(place)
        pieces = range(job.count) if only_tied else [number]
        inputs.append(([f"{job.prefix(place)}{piece:05}.csv" for piece in pieces], before))
        before += cut["rows"]
        reversed_.update(cut["reversed"])
    options = _native.PartOptions()
    options.inputs = inputs
    options.tied = tied
    options.only_tied = only_tied
    options.find_duplicates = job.find_duplicates
    options.reversed = sorted(reversed_)
    options.cases = job.cases
    job.policy._native.audit_part(options, str(job.part_path(number)), job.lang)


def _merging(job: _Job, parts: list[Path], tolerance: str, show_ids: bool) -> _native.MergeOptions:
    options = _native.MergeOptions()
    options.parts = [str(path) for path in parts]
    options.passed_over = job.passed_over()
    options.report = job.cases is not None
    options.asked(job.columns or "", job.encoding, job.made_of[2] or "", tolerance,
                  job.find_duplicates, job.cases or 0, show_ids)
    for given in json.loads((job.folder / "manifest.json").read_text())["inputs"]:
        options.add_input(Path(given["file"]).name, given["sha256"], given["bytes"])
    return options


@functools.lru_cache(maxsize=4)
def _policy(made_of: str) -> Policy:
    rules, readings, facilities, lang = json.loads(made_of)
    return Policy(rules, readings, facilities=facilities, lang=lang)


def _policy_arguments(policy: Optional[Mapping[str, Any]], lang: str) -> tuple:
    """The arguments of a Policy with whole paths, since workers run in folders of their own."""
    given = dict(policy or {})
    rules = given.pop("rules", None) or []
    readings = dict(given.pop("readings", None) or {})
    facilities = given.pop("facilities", None)
    given.pop("lang", None)
    if given:
        raise TypeError(f"not an argument of Policy: {', '.join(given)}")
    rules = [rules] if isinstance(rules, (str, Path)) else rules
    # What is no file may be the id of a bundled policy.
    whole = [str(Path(path).resolve()) if Path(path).exists() else str(path) for path in rules]
    return whole, readings, None if facilities is None else str(Path(facilities).resolve()), lang


def _paths(claims: Any) -> list[str]:
    if isinstance(claims, (str, Path)):
        claims = [claims]
    return [str(Path(path).resolve()) for path in claims]


def _named(frame: Optional[pd.DataFrame], paths: list[str]) -> list[dict[str, Any]]:
    """What the inputs are, so that others are told from them."""
    if frame is None:
        return [{"file": path, "sha256": _digest(path), "bytes": os.path.getsize(path)}
                for path in paths]
    digest = hashlib.sha256(json.dumps([[str(name), str(kind)] for name, kind in
                                        frame.dtypes.items()]).encode())
    digest.update(pd.util.hash_pandas_object(frame.astype(str), index=False).to_numpy().tobytes())
    return [{"file": "DataFrame", "sha256": digest.hexdigest(),
             "bytes": int(frame.memory_usage(index=False, deep=True).sum())}]


def _digest(path: Optional[str]) -> Optional[str]:
    if path is None:
        return None
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _write(path: Path, text: str) -> None:
    """A file that appears whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text)
    os.replace(temporary, path)
