# SPDX-License-Identifier: MIT
"""Claims for the tests: made from a seed, paid by the command, with faults put in."""

import csv
import io
import os
import random
import subprocess
import tempfile
from pathlib import Path

import pandas as pd

SOURCE = Path(os.environ["REIMBURSE_SOURCE_DIR"])
PROGRAM = os.environ["REIMBURSE_PROGRAM"]

#: The bundled policy, filled where its source names no figures.
RULES = [str(SOURCE / "examples/rules/province-assumed.json")]

COLUMNS = ["claim_id", "person_id", "date", "care", "facility_level", "person_class", "total",
           "eligible", "facility_id", "injury", "paid_total", "reverses"]


def run(*arguments, status=(0, 1)):
    """Runs the command and gives what it wrote to standard output."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode not in status:
        raise AssertionError(f"{arguments}: {done.returncode} {done.stderr.decode()}")
    return done.stdout


def rules_options(rules=RULES):
    return [option for path in rules for option in ("--rules", path)]


def frame_of(text):
    """Every cell as the text that stands in the file."""
    return pd.read_csv(io.BytesIO(text), dtype=str, keep_default_na=False)


def make(count, seed=1, persons=None):
    """Claims of persons who come several times, in the order of their days."""
    random_ = random.Random(seed)
    persons = persons or max(1, count // 5)
    rows = []
    for number in range(count):
        person = random_.randrange(persons)
        total = random_.choice([30_00, 400_00, 5_000_00, 60_000_00, 300_000_00])
        total = random_.randrange(total // 4, total)
        eligible = total - random_.randrange(0, total // 5)
        day = 1 + number * 27 // count
        month = 1 + number * 12 // count
        level = random_.choice(["township", "county", "county", "city", "province"])
        rows.append({
            "claim_id": f"c{number + 1}",
            "person_id": f"p{person}",
            "date": f"2019-{month:02}-{day:02}",
            "care": "outpatient" if random_.random() < 0.3 and level == "township" else "inpatient",
            "facility_level": level,
            "person_class": "registered_poor" if person % 2 else "general",
            "total": f"{total // 100}.{total % 100:02}",
            "eligible": f"{eligible // 100}.{eligible % 100:02}",
            "facility_id": f"{level}{random_.randrange(3)}",
            "injury": "none",
            "paid_total": "",
            "reverses": "",
        })
    return rows


def text_of(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def settled(rows, rules=RULES):
    """What the command pays for each, as text; "" where it refuses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.csv")
        path.write_text(text_of(rows))
        done = frame_of(run("calculate", path, *rules_options(rules)))
    return list(done["fund_total"])


def faulty(count, seed=1):
    """Claims with what was paid: most of it right; some of another class or level, some mistyped,
    some refused, some reversed, some named twice."""
    random_ = random.Random(seed + 1000)
    rows = make(count, seed)
    other = [dict(row) for row in rows]
    for row in other:
        row["person_class"] = "general"
        if row["facility_level"] != "township":
            row["facility_level"] = "city"
    # A system that once took the wrong class, and went on with the totals that it had paid.
    carried, met = [dict(row) for row in rows], set()
    for row in carried:
        if int(row["person_id"][1:]) % 11 == 1 and row["person_id"] not in met:
            met.add(row["person_id"])
            row["person_class"] = "general"
    right, wrong, on_paid = settled(rows), settled(other), settled(carried)
    for number, row in enumerate(rows):
        chance = random_.random()
        if row["person_id"] in met:
            row["paid_total"] = on_paid[number]
            continue
        if row["facility_id"] == "county1" and row["date"] > "2019-06":
            row["paid_total"] = wrong[number]
        elif chance < 0.04:
            row["paid_total"] = wrong[number]
        elif chance < 0.06:
            row["paid_total"] = right[number].replace("1", "7") if right[number] else ""
        else:
            row["paid_total"] = right[number]
        if 0.90 < chance < 0.92:
            row["date"] = "2019-02-30"
        if 0.92 < chance < 0.93:
            row["eligible"] = "12,5"
    for number in range(count // 2, count, 97):
        taken = rows[number]
        paid = taken["paid_total"]
        rows.append({**taken, "claim_id": f"r{number}", "date": "2019-12-30",
                     "reverses": taken["claim_id"],
                     "total": "-" + taken["total"], "eligible": "-" + taken["eligible"],
                     "paid_total": "-" + paid if paid else ""})
    for number in range(5, count, 211):
        rows.append(dict(rows[number]))
        rows.append({**rows[number], "person_id": rows[number + 1]["person_id"]})
    return rows
