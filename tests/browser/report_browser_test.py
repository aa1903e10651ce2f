# SPDX-License-Identifier: MIT
"""The page that `reimburse audit --report` writes, in headless Chromium."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

HEADER = (
    "claim_id,person_id,date,care,facility_level,person_class,total,eligible,facility_id,"
    "reverses,paid_total\n"
)


def sample():
    """Bills of 20 hospitals: most paid rightly, some without the waiver, one refused, one taken back."""
    rows = []
    for number in range(120):
        month = number % 9 + 1
        bill = 3000 + 100 * (number % 7)
        # 85 % are due; without the waiver of the deductible it is 425.00 less
        paid = bill * 85 // 100 - (425 if number % 4 == 0 else 0) + (1 if number % 31 == 5 else 0)
        rows.append(
            f"c{number},person-{number:04},2020-{month:02}-11,inpatient,county,registered_poor,"
            f"{bill},{bill},hospital-{number % 20:02},,{paid}"
        )
    rows.append("r1,person-0900,2020-03-01,inpatient,province,general,50,50,hospital-01,,1")
    rows.append("t1,person-0001,2020-11-02,,,,-3100,-3100,,c1,-2635")
    return HEADER + "\n".join(rows) + "\n"


class ReportPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="reimburse-browser-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        claims = cls.folder / "claims.csv"
        claims.write_text(sample(), encoding="utf-8")
        for language in ("zh", "en"):
            done = subprocess.run(
                [os.environ["REIMBURSE_PROGRAM"], "audit", str(claims), "--lang", language]
                + ["-o", os.devnull, "--report", str(cls.page(language))],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 1, done.stderr
        options = webdriver.ChromeOptions()
        options.binary_location = os.environ["CHROMIUM"]
        for argument in (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            f"--user-data-dir={cls.folder / 'profile'}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        cls.driver = webdriver.Chrome(
            service=Service(os.environ["CHROMEDRIVER"]), options=options
        )
        cls.addClassCleanup(cls.driver.quit)

    @classmethod
    def page(cls, language):
        return cls.folder / f"report-{language}.html"

    def open(self, language="en", width=1280):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
        )
        self.driver.get(self.page(language).as_uri())

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def is_visible(self, element):
        """Also where what is inside closed details keeps its box."""
        return self.driver.execute_script("return arguments[0].checkVisibility()", element)

    def test_nothing_is_logged_or_fetched(self):
        for language in ("zh", "en"):
            self.open(language)
            self.assertEqual(self.driver.get_log("browser"), [])
            fetched = self.driver.execute_script(
                "return performance.getEntriesByType('resource').map(entry => entry.name)"
            )
            self.assertEqual(fetched, [])

    def test_both_languages(self):
        self.open("zh")
        self.assertEqual(self.find("html").get_attribute("lang"), "zh-Hans")
        self.assertEqual(self.find("h1").text, "医疗费用结算稽核报告")
        self.assertIn("未免起付线", self.find("#causes ~ .scroll").text)
        self.open("en")
        self.assertEqual(self.find("html").get_attribute("lang"), "en")
        self.assertEqual(self.find("h1").text, "Audit of medical claims")
        self.assertIn("deductible not waived", self.find("#causes ~ .scroll").text)

    def column(self, table, place):
        return self.driver.execute_script(
            "return [...arguments[0].tBodies[0].rows]"
            ".map(row => row.cells[arguments[1]].dataset.key)",
            table,
            place,
        )

    def test_a_table_sorts_both_ways(self):
        self.open()
        table = self.driver.execute_script(
            "return [...document.querySelectorAll('table.sorted')]"
            ".find(table => table.querySelector('td').textContent.startsWith('hospital-')"
            " && table.tHead.rows[0].cells.length === 9)"
        )
        head = table.find_elements(By.CSS_SELECTOR, "th")[4]
        self.assertEqual(head.get_attribute("aria-sort"), "none")
        for expected, reverse in (("descending", True), ("ascending", False)):
            head.find_element(By.TAG_NAME, "button").click()
            self.assertEqual(head.get_attribute("aria-sort"), expected)
            amounts = [int(key) for key in self.column(table, 4)]
            self.assertEqual(amounts, sorted(amounts, reverse=reverse))
        other = table.find_elements(By.CSS_SELECTOR, "th")[0]
        other.find_element(By.TAG_NAME, "button").click()
        names = self.column(table, 0)
        self.assertEqual(names, sorted(names))
        self.assertEqual(head.get_attribute("aria-sort"), "none")
        self.assertEqual(self.driver.get_log("browser"), [])

    def test_a_long_table_is_folded_until_it_is_asked_for(self):
        self.open()
        table = self.find("table.folded")
        rows = table.find_elements(By.CSS_SELECTOR, "tbody tr")
        self.assertGreater(len(rows), 15)
        self.assertEqual(sum(row.is_displayed() for row in rows), 15)
        self.driver.execute_script(
            "arguments[0].closest('.scroll').nextElementSibling.click()", table
        )
        self.assertTrue(all(row.is_displayed() for row in rows))

    def test_a_case_opens_to_both_settlements(self):
        self.open()
        case = self.find("details.case")
        accounts = case.find_element(By.CSS_SELECTOR, "table.accounts")
        self.assertFalse(self.is_visible(accounts))
        case.find_element(By.TAG_NAME, "summary").click()
        self.assertTrue(self.is_visible(accounts))
        heads = [head.text for head in accounts.find_elements(By.CSS_SELECTOR, "thead th")]
        self.assertEqual(heads[1:], ["by the rules", "as paid"])
        differing = accounts.find_elements(By.CSS_SELECTOR, ".differs")
        self.assertIn("0.00 500.00", " ".join(row.text for row in differing))
        self.assertNotIn("person-0", case.text)

    def test_a_phone_shows_it_without_scrolling_sideways(self):
        for language in ("zh", "en"):
            self.open(language, width=390)
            self.driver.execute_script(
                "document.querySelectorAll('details').forEach(each => each.open = true)"
            )
            width = self.driver.execute_script("return document.documentElement.scrollWidth")
            self.assertLessEqual(width, 390)


if __name__ == "__main__":
    unittest.main()
