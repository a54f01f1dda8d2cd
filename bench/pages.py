"""What each main page costs the server in small and large journals, and how many bytes it sends."""

from math import log

from bench.table import Part
from bench.visit import come_in, fill, open_bench, visit

SIZES = (10, 100, 1000)
PAGES = ("/", "/interviews/", "/stories/", "/insights/", "/yours/")
NOTE = (
    "CPU of one request, median of seven, the database warm; twenty years of journal. Slope: of log CPU over log "
    "interviews, 0 where the page does not grow. The last row is Django's own 404 behind the same middleware."
)


def measure() -> Part:
    """A row per page."""
    seen: dict[str, list[tuple[float, int, int]]] = {page: [] for page in (*PAGES, "a page that is not there")}
    with open_bench() as folder:
        for interviews in SIZES:
            fill(folder, interviews)
            client = come_in(folder)
            for page in PAGES:
                seen[page].append(visit(client, page))
            client.get("/nowhere/")
            seen["a page that is not there"].append(_missing(client))
    rows = [_row(page, costs) for page, costs in seen.items()]
    columns = ("page", *(f"{size:,} interviews" for size in SIZES), "slope", "queries", "kB sent")
    return Part("Pages", columns, tuple(rows), NOTE)


def _missing(client: object) -> tuple[float, int, int]:
    import statistics
    import time

    costs = []
    for _ in range(7):
        start = time.process_time()
        answer = client.get("/nowhere/")  # type: ignore[attr-defined]  # Django's client, untyped here
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs), 0, len(answer.content)


def _row(page: str, costs: list[tuple[float, int, int]]) -> tuple[str, ...]:
    slope = log(max(costs[-1][0], 0.1) / max(costs[0][0], 0.1)) / log(SIZES[-1] / SIZES[0])
    queries = "–".join(dict.fromkeys(str(one[1]) for one in (costs[0], costs[-1])))
    sent = max(one[2] for one in costs) / 1000
    return (page, *(f"{one[0]:.0f} ms" for one in costs), f"{slope:.2f}", queries, f"{sent:.0f}")
