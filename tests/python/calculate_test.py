# SPDX-License-Identifier: MIT
import pickle
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

import claims
import reimburse


def written(frame):
    return frame.to_csv(index=False, lineterminator="\n").encode()


class Calculate(unittest.TestCase):
    """policy.calculate() is the command's CSV."""

    @classmethod
    def setUpClass(cls):
        cls.policy = reimburse.Policy(claims.RULES)

    def command(self, text, *more):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "claims.csv")
            path.write_bytes(text)
            return claims.run("calculate", path, *claims.rules_options(), *more)

    def test_the_examples_are_the_same_bytes(self):
        text = (claims.SOURCE / "examples/day.csv").read_bytes()
        for lang in ("zh", "en"):
            for threads in (None, 1, 3):
                done = self.policy.calculate(claims.frame_of(text), amounts="text", lang=lang,
                                             threads=threads)
                self.assertEqual(written(done), self.command(text, "--lang", lang))

    def test_persons_of_a_year_are_the_same_bytes(self):
        rows = [row for row in claims.faulty(3000) if not row["reverses"]]
        text = claims.text_of(rows).encode()
        done = self.policy.calculate(claims.frame_of(text), amounts="text")
        self.assertEqual(written(done), self.command(text))
        self.assertGreater((done["error"] != "").sum(), 10)

    def test_each_form_of_a_column_is_the_same(self):
        text = claims.text_of(claims.make(500)).encode()
        plain = claims.frame_of(text).drop(columns=["paid_total", "reverses"])
        expected = self.policy.calculate(plain)
        fen = plain["total"].map(lambda yuan: int(Decimal(yuan) * 100))
        forms = {
            "categories": plain.astype({"person_class": "category", "facility_level": "category",
                                        "person_id": "category"}),
            "strings": plain.astype("string"),
            "days": plain.assign(date=pd.to_datetime(plain["date"])),
            "moments": plain.assign(date=pd.to_datetime(plain["date"]) + pd.Timedelta("23:59:59")),
            "zones": plain.assign(
                date=pd.to_datetime(plain["date"]).dt.tz_localize("Asia/Shanghai")),
            "dates": plain.assign(date=pd.to_datetime(plain["date"]).dt.date),
            "decimals": plain.assign(total=plain["total"].map(Decimal)),
            "fen": plain.drop(columns="total").assign(total_fen=fen),
            "narrow fen": plain.drop(columns="total").assign(total_fen=fen.astype("int32")),
            "unsigned fen": plain.drop(columns="total").assign(total_fen=fen.astype("uint64")),
            "nullable fen": plain.drop(columns="total").assign(total_fen=fen.astype("Int64")),
            "texts of fen": plain.drop(columns="total").assign(total_fen=fen.astype(str)),
            "objects of fen": plain.drop(columns="total").assign(total_fen=fen.astype(object)),
            "every second": pd.concat([plain, plain]).sort_index(kind="stable").iloc[::2],
            "other order": plain[plain.columns[::-1]],
            "empty floats": plain.assign(admission_date=np.nan),
        }
        for name, form in forms.items():
            with self.subTest(name):
                pd.testing.assert_frame_equal(self.policy.calculate(form), expected,
                                              check_dtype=name not in ("strings", "categories"),
                                              check_categorical=False)

    def test_whole_yuan(self):
        plain = claims.frame_of(claims.text_of(claims.make(50)).encode())
        for column in ("total", "eligible"):
            plain[column] = plain[column].str.split(".").str[0]
        whole = plain.astype({"total": "int64", "eligible": "int64"})
        pd.testing.assert_frame_equal(self.policy.calculate(whole), self.policy.calculate(plain))

    def test_amounts_come_in_three_exact_forms(self):
        claims_ = claims.frame_of((claims.SOURCE / "examples/day.csv").read_bytes())
        fen = self.policy.calculate(claims_)
        decimal = self.policy.calculate(claims_, amounts="decimal")
        self.assertEqual(str(fen["fund_total"].dtype), "Int64")
        for whole, exact in zip(fen["fund_total"], decimal["fund_total"]):
            self.assertEqual(whole is pd.NA, exact is None)
            if exact is not None:
                self.assertIsInstance(exact, Decimal)
                self.assertEqual(exact * 100, int(whole))
        with self.assertRaises(ValueError):
            self.policy.calculate(claims_, amounts="float")

    def test_a_refused_row_keeps_its_place(self):
        claims_ = claims.frame_of(claims.text_of(claims.make(5)).encode())
        claims_.loc[2, "total"] = "-1.00"
        claims_.index = list("abcde")
        done = self.policy.calculate(claims_, lang="en")
        self.assertEqual(list(done.index), list("abcde"))
        self.assertTrue(done.loc["c", "error"].startswith("E203"))
        self.assertTrue(done.loc["c"].drop(["claim_id", "error"]).isna().all())
        self.assertTrue((done["error"].drop("c") == "").all())
        self.assertTrue(done.drop(index="c").notna().all().all())

    def test_no_claims_are_no_rows(self):
        none = claims.frame_of(claims.text_of([]).encode())
        self.assertEqual(len(self.policy.calculate(none)), 0)

    def test_national_names(self):
        text = ("setl_id,psn_no,med_type,setl_time,medfee_sumamt,inscp_scp_amt,facility_level,"
                "person_class\n"
                "s1,p1,21,2019-10-08 10:11:12,60000.00,55000.00,county,registered_poor\n").encode()
        expected = self.command(text, "--columns", "national")
        done = self.policy.calculate(claims.frame_of(text), columns="national", amounts="text")
        self.assertEqual(written(done), expected)

    def test_a_policy_can_be_sent(self):
        again = pickle.loads(pickle.dumps(self.policy))
        self.assertEqual(again.hash, self.policy.hash)
