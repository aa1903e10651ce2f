# SPDX-License-Identifier: MIT
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import claims


class Example(unittest.TestCase):
    def test_the_cluster_example_writes_what_the_command_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            path, out = Path(folder, "claims.csv"), Path(folder, "out")
            rows = [row for row in claims.faulty(200) if row["facility_level"] != "province"]
            path.write_text(claims.text_of(rows))
            done = subprocess.run([sys.executable, claims.SOURCE / "examples/dask_audit.py", path,
                                   out], check=True, capture_output=True, text=True)
            claims.run("audit", path, "--lang", "en", "-o", Path(folder, "findings.csv"))
            self.assertEqual((out / "findings.csv").read_bytes(),
                             Path(folder, "findings.csv").read_bytes())
            self.assertRegex(done.stdout, r"^\d+ rows, \d+ refused; expected .*\n\d+ x ")
