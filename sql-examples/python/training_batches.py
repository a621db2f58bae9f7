"""Feeds a model batch by batch: nothing holds the whole training set.

    pip install -r requirements.txt torch
    pitwall demo --serve            # prints the address
    python training_batches.py grpc://127.0.0.1:PORT

Without PyTorch the same class gives NumPy arrays to whoever iterates over it.
"""

import sys

import numpy
from adbc_driver_flightsql import dbapi

try:
    from torch.utils.data import DataLoader, IterableDataset, get_worker_info
except ImportError:
    DataLoader, IterableDataset, get_worker_info = None, object, lambda: None

INPUTS = ["temp", "wind_speed", "visib", "mean_delay_7d", "mean_dep_delay"]
LABEL = "late"

QUERY = """
SELECT {columns}
FROM flights AS s
LEFT JOIN airport_weather FOR SYSTEM_TIME AS OF s.sched_dep AS w ON w.origin = s.origin
LEFT JOIN plane_history FOR SYSTEM_TIME AS OF s.sched_dep AS p ON p.tailnum = s.tailnum
LEFT JOIN carrier_delays FOR SYSTEM_TIME AS OF s.sched_dep AS c ON c.carrier = s.carrier AND c.created_ts <= s.sched_dep
WHERE s.late IS NOT NULL AND MOD(s.flight, {shares}) = {share}
"""


class TrainingBatches(IterableDataset):
    """Inputs and labels, by the query anew each time that it is iterated over.

    Each worker of a DataLoader has a connection, and a share of the rows, of its own. It has to start its workers with
    ``multiprocessing_context="spawn"``, because a driver with threads does not outlive a fork.
    """

    def __init__(self, address, size):
        self.address = address
        self.size = size

    def __iter__(self):
        worker = get_worker_info()
        share, shares = (worker.id, worker.num_workers) if worker else (0, 1)
        return self.read(QUERY.format(columns=", ".join(INPUTS + [LABEL]), share=share, shares=shares))

    def read(self, query):
        with dbapi.connect(self.address, autocommit=True) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            for rows in cursor.fetch_record_batch():
                for at in range(0, rows.num_rows, self.size):
                    yield arrays(rows.slice(at, self.size))


def arrays(rows):
    """A matrix of the inputs, where NULL is NaN, and a vector of the labels."""
    inputs = [rows[name].cast("float").to_numpy(zero_copy_only=False) for name in INPUTS]
    return numpy.column_stack(inputs), rows[LABEL].cast("float").to_numpy(zero_copy_only=False).copy()


def main(address):
    batches = TrainingBatches(address, 1_024)
    for epoch in range(2):
        rows, late, largest = 0, 0.0, 0
        for inputs, labels in batches:
            rows += len(labels)
            late += labels.sum()
            largest = max(largest, len(labels))
        print(f"epoch={epoch} rows={rows} late={late:.0f} largest={largest} inputs={inputs.shape[1]} {inputs.dtype}")
    if DataLoader is None:
        print("torch is not installed")
        return
    for workers in (0, 2):
        context = "spawn" if workers else None
        loader = DataLoader(batches, batch_size=None, num_workers=workers, multiprocessing_context=context)
        counts = [len(labels) for inputs, labels in loader]
        print(f"torch: workers={workers} rows={sum(counts)} batches={len(counts)}")


if __name__ == "__main__":
    main(sys.argv[1])
