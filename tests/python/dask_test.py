# SPDX-License-Identifier: MIT
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

from distributed import Client, LocalCluster

import claims
import reimburse
import reimburse.dask

OUT = ("findings.csv", "refused.csv", "summary.json", "report.html")


def wait_for(parts, folder, seconds=60):
    """Waits until so many parts are whole, and gives them with the times they were written."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = {path.name: path.stat().st_mtime_ns for path in Path(folder).glob("part-*.json")}
        if len(found) >= parts:
            return found
        time.sleep(0.002)
    raise AssertionError(f"{parts} parts did not come")


class Dask(unittest.TestCase):
    """reimburse.dask.audit() writes the same bytes as the command, whatever happens meanwhile."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        rows = claims.faulty(1600)
        # One broken line, one with a field too many, one without a person.
        rows[500]["person_id"] = ""
        text = claims.text_of(rows).splitlines(keepends=True)
        text[300] = text[300].replace(",", ',"', 1)
        text[1100] = text[1100].rstrip("\n") + ",more\n"
        cls.files = [Path(cls.folder.name, name) for name in ("first.csv", "second.csv")]
        half = len(text) // 2
        cls.files[0].write_text("".join(text[:half]))
        cls.files[1].write_text("".join(text[:1] + text[half:]))
        cls.policy = {"rules": claims.RULES}
        cls.cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
        cls.addClassCleanup(cls.cluster.close)
        cls.client = Client(cls.cluster)
        cls.addClassCleanup(cls.client.close)

    def out(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Path(folder.name)

    def command(self, *more, files=None):
        folder = self.out()
        claims.run("audit", *(files or self.files), *claims.rules_options(), "-o",
                   folder / "findings.csv", "--refused", folder / "refused.csv", "--summary",
                   folder / "summary.json", "--report", folder / "report.html", *more)
        return {name: (folder / name).read_bytes() for name in OUT}

    def hold(self, folder, expected, names=OUT):
        for name in names:
            self.assertEqual((folder / name).read_bytes().decode(), expected[name].decode())
        self.assertEqual([path for path in folder.rglob(".*")], [])

    def test_two_workers_write_the_same_bytes(self):
        folder = self.out()
        summary = reimburse.dask.audit(self.files, folder, self.policy, self.client, 7,
                                       report=True)
        expected = self.command()
        self.hold(folder, expected)
        self.assertEqual(summary, json.loads(expected["summary.json"]))
        self.assertEqual(len(list(folder.glob("part-*.json"))), 7)

    def test_claims_named_twice_are_held_against_each_other(self):
        folder = self.out()
        options = {"find_duplicates": True, "tolerance": "50.00", "lang": "en", "report": True,
                   "cases": 7, "show_ids": True}
        reimburse.dask.audit(self.files, folder, self.policy, self.client, 5, **options)
        self.hold(folder, self.command("--find-duplicates", "--tolerance", "50.00", "--lang", "en",
                                       "--cases", 7, "--show-ids"))
        # Persons of different parts share an id: they are audited in a part of their own.
        self.assertEqual(len(list(folder.glob("part-*.json"))), 6)

    def test_a_frame_is_cut_too(self):
        folder = self.out()
        text = claims.text_of(claims.faulty(300)).encode()
        path = folder / "claims.csv"
        path.write_bytes(text)
        reimburse.dask.audit(claims.frame_of(text), folder, self.policy, self.client, 3)
        self.hold(folder, self.command(files=[path]), OUT[:3])

    def test_households_stay_together(self):
        """Some persons change households; some of their rows do not say which is theirs."""
        folder = self.out()
        lines = ["claim_id,person_id,household_id,date,care,other_amount,total,eligible,paid_total"]
        for number in range(600):
            person = number * 7 % 90
            household = (person + (30 if person % 9 == 0 and number > 300 else 0)) // 3
            home = "" if number % 100 == 7 else f"h{household}"
            care = "household_year" if number % 10 == 3 else "inpatient"
            paid = "8000.00" if number % 30 == 3 else "0.00"
            lines.append(f"c{number},p{person},{home},2019-{1 + number // 60:02}-11,{care},0.00,"
                         f"{number * 37 % 5000}.00,{number * 37 % 5000}.00,{paid}")
        path = folder / "claims.csv"
        path.write_text("\n".join(lines) + "\n")
        rules = [str(claims.SOURCE / "rules/health-poverty-fund-2018")]
        reimburse.dask.audit([path], folder / "out", {"rules": rules}, self.client, 4)
        claims.run("audit", path, *claims.rules_options(rules), "-o", folder / "findings.csv",
                   "--refused", folder / "refused.csv", "--summary", folder / "summary.json")
        self.hold(folder / "out", {name: (folder / name).read_bytes() for name in OUT[:3]},
                  OUT[:3])
        self.assertGreater((folder / "findings.csv").read_text().count("\n"), 20)
        self.assertTrue((folder / "out/part-00004.json").exists())

    def test_a_worker_is_killed(self):
        folder = self.out()
        parts = 24
        killed = []
        pid = next(iter(self.client.run(os.getpid).values()))

        def kill():
            found = wait_for(2, folder)
            os.kill(pid, signal.SIGKILL)
            killed.append(len(found))

        killer = threading.Thread(target=kill)
        killer.start()
        reimburse.dask.audit(self.files, folder, self.policy, self.client, parts, report=True)
        killer.join()
        self.assertEqual(len(killed), 1)
        self.assertLess(killed[0], parts)
        self.hold(folder, self.command())

    def test_the_client_is_killed_and_started_again(self):
        folder = self.out()
        script = ("import sys, reimburse.dask\n"
                  "from distributed import Client\n"
                  "reimburse.dask.audit(sys.argv[3:], sys.argv[2], "
                  f"{self.policy!r}, Client(sys.argv[1]), 24, report=True)\n")
        call = [sys.executable, "-c", script, self.cluster.scheduler_address, str(folder),
                *map(str, self.files)]
        with subprocess.Popen(call, stderr=subprocess.DEVNULL) as client:
            before = wait_for(2, folder)
            client.kill()
        self.assertFalse((folder / "findings.csv").exists())
        subprocess.run(call, check=True)
        after = wait_for(24, folder)
        self.assertEqual({name: after[name] for name in before}, before)
        self.hold(folder, self.command())

    def test_another_audit_is_not_mixed_in(self):
        folder = self.out()
        reimburse.dask.audit(self.files[:1], folder, self.policy, self.client, 2)
        written = (folder / "findings.csv").stat().st_mtime_ns
        again = reimburse.dask.audit(self.files[:1], folder, self.policy, self.client, 5)
        self.assertEqual(again, json.loads((folder / "summary.json").read_text()))
        self.assertEqual(len(list(folder.glob("part-*.json"))), 2)
        self.assertGreater((folder / "findings.csv").stat().st_mtime_ns, written)
        for other in ({"claims": self.files}, {"find_duplicates": True}, {"policy": None},
                      {"report": True}):
            call = {"claims": self.files[:1], "policy": self.policy, **other}
            with self.assertRaisesRegex(ValueError, "another audit"):
                reimburse.dask.audit(out_dir=folder, client=self.client, **call)

    def test_problems_of_a_file_come_back(self):
        path = self.out() / "claims.csv"
        path.write_text("claim_id,person_id\n")
        with self.assertRaises(reimburse.Error) as raised:
            reimburse.dask.audit([path], self.out(), self.policy, self.client, 2)
        self.assertIn(126, {problem["code"] for problem in raised.exception.problems})
        self.assertEqual({problem["file"] for problem in raised.exception.problems}, {str(path)})
