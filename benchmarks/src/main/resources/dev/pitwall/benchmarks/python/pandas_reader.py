"""Reads the answer to a query into pandas frames, with ADBC: one JSON question in, one JSON answer out."""

import json
import sys
import time

import process_use
from adbc_driver_flightsql import dbapi


def read(cursor, query):
    """The frame, and the seconds that it took."""
    begin = time.perf_counter()
    cursor.execute(query)
    frame = cursor.fetch_df()
    return frame, time.perf_counter() - begin


def main():
    question = json.loads(sys.stdin.readline())
    query = question["query"]
    answer = {"seconds": [], "processorSeconds": []}
    with dbapi.connect(question["address"], autocommit=True) as connection, connection.cursor() as cursor:
        spent = 0
        while True:
            frame, seconds = read(cursor, query)
            spent += seconds
            if spent >= question["warmUpSeconds"]:
                break
        answer["digest"] = [len(frame)] + [float(frame[f].sum()) for f in question["features"]]
        for _ in range(question["rounds"]):
            del frame
            processor = process_use.processor_seconds()
            frame, seconds = read(cursor, query)
            answer["processorSeconds"].append(process_use.processor_seconds() - processor)
            answer["seconds"].append(seconds)
    print(json.dumps(answer), flush=True)


main()
