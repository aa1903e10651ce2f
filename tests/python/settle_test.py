# SPDX-License-Identifier: MIT
import json
import unittest
from decimal import Decimal

import claims
import reimburse


class Settle(unittest.TestCase):
    """policy.settle() is the command's JSON."""

    def setUp(self):
        self.visit = json.loads((claims.SOURCE / "examples/visit.json").read_text())
        self.policy = reimburse.Policy()

    def command(self, *more):
        visit = claims.SOURCE / "examples/visit.json"
        text = claims.run("settle", visit, "--format", "json", *more)
        return json.loads(text, parse_float=Decimal)

    def test_a_dict_is_settled_as_the_command_does(self):
        for lang in ("zh", "en"):
            self.assertEqual(self.policy.settle(self.visit, lang=lang),
                             self.command("--lang", lang))

    def test_text_and_dict_are_the_same(self):
        self.assertEqual(self.policy.settle(json.dumps(self.visit)),
                         self.policy.settle(self.visit))

    def test_decimals_are_exact_amounts(self):
        visit = {**self.visit, "total": Decimal(self.visit["total"])}
        self.assertEqual(self.policy.settle(visit), self.command())

    def test_the_trace_is_there_on_request(self):
        self.assertEqual(self.policy.settle(self.visit, trace=True), self.command("--trace"))
        self.assertIn("trace", self.policy.settle(self.visit, trace=True))

    def test_accumulators_are_those_of_an_earlier_answer(self):
        first = self.policy.settle(self.visit)
        whole = self.policy.settle(self.visit, first)
        alone = self.policy.settle(self.visit, first["accumulators"])
        text = self.policy.settle(self.visit, json.dumps(first["accumulators"]))
        self.assertEqual(whole, alone)
        self.assertEqual(whole, text)
        self.assertNotEqual(whole["accumulators"], first["accumulators"])

    def test_readings_choose(self):
        reading, value = "uplift", "factor"
        other = reimburse.Policy(readings={reading: value})
        self.assertEqual(other.readings[reading], value)
        self.assertNotEqual(self.policy.readings[reading], value)
        self.assertEqual(other.settle(self.visit), self.command("--reading", f"{reading}={value}"))

    def test_a_policy_says_what_it_is(self):
        answer = self.policy.settle(self.visit)
        self.assertEqual(self.policy.id, answer["policy"]["id"])
        self.assertEqual(self.policy.hash, answer["policy"]["hash"])
        self.assertIn("basic_inpatient", self.policy.benefits)
