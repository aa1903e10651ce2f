# SPDX-License-Identifier: MIT
import json
import tempfile
import unittest
from pathlib import Path

import claims
import reimburse


class Audit(unittest.TestCase):
    """policy.audit() is the command's findings and refused rows."""

    @classmethod
    def setUpClass(cls):
        cls.policy = reimburse.Policy(claims.RULES)
        cls.text = claims.text_of(claims.faulty(1200)).encode()
        cls.claims = claims.frame_of(cls.text)

    def command(self, *more):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "claims.csv")
            path.write_bytes(self.text)
            names = {name: Path(folder, name) for name in ("findings", "refused", "summary")}
            claims.run("audit", path, *claims.rules_options(), "-o", names["findings"],
                       "--refused", names["refused"], "--summary", names["summary"], *more)
            return {name: path.read_bytes() for name, path in names.items()}

    def hold(self, command, audit):
        self.assertEqual(audit.findings.to_csv(index=False, lineterminator="\n").encode(),
                         command["findings"])
        self.assertEqual(audit.refused.to_csv(index=False, lineterminator="\n").encode(),
                         command["refused"])
        self.assertEqual(audit.summary, json.loads(command["summary"]))

    def test_findings_are_the_same_bytes(self):
        audit = self.policy.audit(self.claims, amounts="text")
        self.hold(self.command(), audit)
        states = set(audit.findings["state"])
        self.assertLessEqual({"explained", "ambiguous", "consequence", "before_reversal",
                              "after_refused"}, states)
        self.assertGreater(len(audit.refused), 10)

    def test_duplicates_tolerance_and_language(self):
        audit = self.policy.audit(self.claims, amounts="text", find_duplicates=True,
                                  tolerance="100.00", lang="en")
        self.hold(self.command("--find-duplicates", "--tolerance", "100.00", "--lang", "en"), audit)
        self.assertGreater(audit.summary["tolerated"]["count"], 0)
        self.assertIn("duplicate", "".join(audit.findings["cause_1"]))

    def test_findings_point_at_their_claims(self):
        by_id = self.claims.set_index("claim_id", drop=False)
        audit = self.policy.audit(by_id)
        self.assertEqual(list(by_id.loc[audit.findings.index.unique(), "claim_id"].unique()),
                         list(audit.findings["claim_id"].unique()))
        self.assertEqual(list(audit.findings.index), list(audit.findings["claim_id"]))
        self.assertTrue((audit.findings["diff"] ==
                         audit.findings["paid"] - audit.findings["expected"]).all())

    def test_payments_by_benefit_have_differences_of_their_own(self):
        settled = self.policy.calculate(self.claims.head(300))
        by_benefit = self.claims.head(300).drop(columns=["paid_total", "reverses"])
        by_benefit = by_benefit.assign(paid_basic_inpatient_fen=settled["basic_inpatient"])
        by_benefit.loc[by_benefit.index[7], "paid_basic_inpatient_fen"] += 1
        audit = self.policy.audit(by_benefit)
        self.assertEqual(list(audit.findings["diff_basic_inpatient"]), [1])

    def test_nothing_differs(self):
        settled = self.policy.calculate(self.claims.head(100), amounts="text")
        right = self.claims.head(100).assign(paid_total=settled["fund_total"].fillna(""))
        audit = self.policy.audit(right)
        self.assertEqual(len(audit.findings), 0)
        self.assertEqual(audit.summary["states"], {})
