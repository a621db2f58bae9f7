"""The process of one contender in Python: contender.py <peer> <directory>.

It answers requests, one line of JSON each, until its standard input ends. A library that prints cannot disturb the
answers.
"""

import importlib
import json
import os
import sys
import time
import traceback

import process_use


def perform(contender, request):
    """Does what was asked; gives the digest of a run, else nothing."""
    command = request["command"]
    if command == "PREPARE":
        contender.prepare(request["query"])
    elif command == "RUN":
        return contender.run(request["query"])
    elif command == "ANSWER":
        os.makedirs(request["directory"], exist_ok=True)
        contender.answer(request["query"], request["directory"])
    elif command != "FINISH":
        raise ValueError("there is no plan cache to measure")
    return []


def reply(contender, request):
    processor_start = process_use.processor_seconds()
    start = time.perf_counter()
    try:
        digest = perform(contender, request)
        error = None
    except Exception as e:
        traceback.print_exc(file=sys.stderr)
        digest = []
        error = f"{type(e).__name__}: {e}"
    return {
        "seconds": time.perf_counter() - start,
        "processorSeconds": process_use.processor_seconds() - processor_start,
        "digest": digest,
        "peakKilobytes": process_use.peak_kilobytes(),
        "error": error,
    }


def main():
    peer, directory = sys.argv[1:]
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    contender = importlib.import_module(peer + "_contender").Contender(directory)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(reply(contender, request)), file=replies, flush=True)
        if request["command"] == "FINISH":
            break


main()
