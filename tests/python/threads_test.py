# SPDX-License-Identifier: MIT
import threading
import unittest

import pandas as pd

import claims
import reimburse


class Threads(unittest.TestCase):
    def test_others_go_on_while_claims_are_settled(self):
        """A thread counts; with the interpreter's lock held, it could not while the call lasts."""
        policy = reimburse.Policy(claims.RULES)
        text = claims.text_of(claims.make(2000)).encode()
        frame = claims.frame_of(text).drop(columns=["paid_total", "reverses"])
        # Categories leave nothing to be done for each row under the lock.
        large = pd.concat([frame] * 20, ignore_index=True).astype("category")
        native = policy._native
        from reimburse import _frames
        taken = _frames.take(large, native.amounts, True)
        counted = 0
        stop = threading.Event()

        def count():
            nonlocal counted
            while not stop.wait(0.0005):
                counted += 1

        other = threading.Thread(target=count)
        other.start()
        try:
            before = counted
            native.calculate(taken, None, "zh", 1)
            during = counted - before
        finally:
            stop.set()
            other.join()
        self.assertGreater(during, 3)

    def test_threads_share_a_policy(self):
        policy = reimburse.Policy(claims.RULES)
        frame = claims.frame_of(claims.text_of(claims.faulty(150)).encode())
        expected = policy.audit(frame)
        alone = policy.calculate(frame)
        results = [None] * 3

        def work(number):
            results[number] = (policy.audit(frame), policy.calculate(frame))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for audit, settled in results:
            pd.testing.assert_frame_equal(audit.findings, expected.findings)
            self.assertEqual(audit.summary, expected.summary)
            pd.testing.assert_frame_equal(settled, alone)
