"""What Insights costs the server: CPU and queries for twenty years of journal, and how it grows with the findings."""

from bench.table import Part
from bench.visit import come_in, fill, open_bench, visit

SIZES = ((10, 10), (100, 10), (500, 10), (500, 100))
LIMIT = "100 ms"
NOTE = (
    "Medians of seven requests in one process, the database warm; findings spread evenly over twenty years. "
    "The last row has ten times the findings and asks the database as often."
)


def measure() -> Part:
    """A row per size of the journal."""
    rows = []
    with open_bench() as folder:
        for interviews, findings in SIZES:
            fill(folder, interviews, findings)
            cost, queries, _ = visit(come_in(folder), "/insights/")
            rows.append((f"{interviews:,}", f"{interviews * findings:,}", f"{cost:.0f} ms", LIMIT, str(queries)))
    return Part("Insights", ("interviews", "findings", "page, CPU", "limit at 500", "queries"), tuple(rows), NOTE)
