# SPDX-License-Identifier: MIT
import json
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import pandas as pd

import claims
import reimburse


class Errors(unittest.TestCase):
    """What is wrong is an Error with number and place, or stands in its row."""

    @classmethod
    def setUpClass(cls):
        cls.policy = reimburse.Policy(claims.RULES)
        cls.claims = claims.frame_of(claims.text_of(claims.make(4)).encode()).drop(
            columns=["paid_total", "reverses"])

    def problems(self, function, *arguments, **options):
        with self.assertRaises(reimburse.Error) as raised:
            function(*arguments, **options)
        self.assertTrue(str(raised.exception))
        return raised.exception.problems

    def test_rules_say_line_and_column(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "policy.json")
            path.write_text('{\n  "policy": "x",\n  "nonsense": 1\n}\n')
            problems = self.problems(reimburse.Policy, [path], lang="en")
        nonsense = [problem for problem in problems if problem["code"] == 105]
        self.assertEqual([(problem["pointer"], problem["line"], problem["column"])
                          for problem in nonsense], [("/nonsense", 3, 3)])
        self.assertEqual({problem["file"] for problem in problems}, {str(path)})
        self.assertTrue(nonsense[0]["sentence"].startswith('E105 unknown key "nonsense"'))
        self.assertTrue(nonsense[0]["advice"])

    def test_a_missing_file(self):
        self.assertEqual([problem["code"] for problem in
                          self.problems(reimburse.Policy, ["no such file"])], [101])

    def test_an_unknown_reading(self):
        self.assertEqual([problem["code"] for problem in
                          self.problems(reimburse.Policy, readings={"no_reading": "x"})], [601])

    def test_a_claim_says_its_field(self):
        visit = json.loads((claims.SOURCE / "examples/visit.json").read_text())
        problems = self.problems(self.policy.settle, {**visit, "total": "1,5"}, lang="en")
        self.assertEqual([(problem["code"], problem["pointer"]) for problem in problems],
                         [(201, "total")])
        problems = self.problems(self.policy.settle, '{"claim_id": "c1",\n "totall": "1.00"}')
        self.assertIn((105, 2), [(problem["code"], problem["line"]) for problem in problems])

    def test_binary_amounts_are_refused(self):
        visit = json.loads((claims.SOURCE / "examples/visit.json").read_text())
        problems = self.problems(self.policy.settle, {**visit, "total": 0.1 + 0.2})
        self.assertEqual([(problem["code"], problem["pointer"]) for problem in problems],
                         [(107, "total")])
        binary = self.claims.assign(total=self.claims["total"].astype(float))
        for function in (self.policy.calculate, self.policy.audit):
            problems = self.problems(function, binary, lang="en")
            self.assertEqual([(problem["code"], problem["pointer"]) for problem in problems],
                             [(107, "total")])
            self.assertIn("total_fen", problems[0]["sentence"])
        with self.assertRaises(reimburse.Error):
            self.policy.audit(self.claims.assign(paid_total="1.00"), tolerance=0.5)

    def test_a_binary_amount_among_others_refuses_its_row(self):
        mixed = self.claims.astype(object)
        mixed.loc[1, "total"] = 12.5
        mixed.loc[2, "total"] = Decimal("12.5")
        mixed.loc[2, "eligible"] = 12
        mixed.loc[3, "person_class"] = True
        done = self.policy.calculate(mixed, lang="en")
        self.assertEqual([text[:4] for text in done["error"]], ["", "E107", "", "E107"])
        self.assertEqual(list(done["claim_id"]), list(mixed["claim_id"]))

    def test_columns(self):
        problems = self.problems(self.policy.calculate, self.claims.drop(columns="total"))
        self.assertEqual([problem["code"] for problem in problems], [126])
        problems = self.problems(self.policy.calculate, self.claims.assign(total_fen=1))
        self.assertEqual([problem["code"] for problem in problems], [125])
        problems = self.problems(self.policy.calculate, self.claims.assign(eligibel="1"))
        self.assertEqual([problem["code"] for problem in problems], [127])
        problems = self.problems(self.policy.audit, self.claims)
        self.assertEqual([problem["code"] for problem in problems], [126])

    def test_odd_texts_stand_in_their_rows(self):
        odd = self.claims.copy()
        odd["claim_id"] = ['a"b', "line\nend", "逗,号", "\ud800"]
        done = self.policy.calculate(odd, lang="en", amounts="text")
        self.assertEqual(list(done["claim_id"])[:3], list(odd["claim_id"])[:3])
        self.assertEqual([text[:4] for text in done["error"]], ["", "", "", "E107"])

    def test_what_is_not_given_is_empty(self):
        for nothing in (None, float("nan"), pd.NA, pd.NaT, Decimal("nan"), ""):
            absent = self.claims.astype(object)
            absent.loc[1, "person_class"] = nothing
            done = self.policy.calculate(absent, lang="en")
            self.assertEqual([text[:4] for text in done["error"]], ["", "E401", "", ""], nothing)

    def test_an_unknown_language(self):
        with self.assertRaises(ValueError):
            self.policy.calculate(self.claims, lang="fr")
