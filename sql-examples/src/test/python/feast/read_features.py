"""Prints what Feast reads from its online store, as JSON: a line for each key.

A line has the status of all features, the second of their event timestamp, and their values.

Arguments: the repository's directory, the view, then a JSON object for each key.
"""

import json
import sys
from datetime import datetime

from feast.protos.feast.serving.ServingService_pb2 import FieldStatus

import definitions


def plain(value):
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, datetime):
        return value.isoformat()
    return [plain(each) for each in value] if isinstance(value, list) else value


def main():
    directory, view = sys.argv[1:3]
    keys = [json.loads(key) for key in sys.argv[3:]]
    store = definitions.opened(directory)
    features = [f.name for f in store.get_feature_view(view).features]
    answer = store.get_online_features([f"{view}:{name}" for name in features], keys)
    values = answer.to_dict()
    vectors = dict(zip(answer.proto.metadata.feature_names.val, answer.proto.results))
    for row in range(len(keys)):
        statuses = {FieldStatus.Name(vectors[name].statuses[row]) for name in features}
        moments = {vectors[name].event_timestamps[row].seconds for name in features}
        shown = [plain(values[name][row]) for name in features]
        print(json.dumps([*statuses, *moments, *shown], ensure_ascii=False))


main()
