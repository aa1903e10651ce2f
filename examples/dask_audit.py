# SPDX-License-Identifier: MIT
"""Audits a file of claims on a Dask cluster of this machine.

    PYTHONPATH=build/release/python python3 examples/dask_audit.py CLAIMS.csv OUT [SCHEDULER]

CLAIMS.csv needs a column paid_total. With the address of a scheduler it works on that cluster.
Run it again after anything has gone wrong: it goes on where it stopped.
"""

import sys

import reimburse.dask
from distributed import Client, LocalCluster


def main(claims, out, scheduler=None):
    with Client(scheduler or LocalCluster(n_workers=2, threads_per_worker=1,
                                          dashboard_address=None)) as client:
        summary = reimburse.dask.audit([claims], out, {"rules": []}, client, partitions=8,
                                       lang="en")
    print(f"{summary['rows']} rows, {summary['refused']} refused; expected {summary['expected']}, "
          f"paid {summary['paid']}")
    for cause in summary["causes"]:
        print(f"{cause['count']} x {cause['sentence']}, sum {cause['sum']}")


if __name__ == "__main__":  # workers that are started anew read this file too
    main(*sys.argv[1:])
