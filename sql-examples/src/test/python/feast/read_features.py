"""Prints what Feast reads from its online store, as JSON: a line for each key of each view.

A line has the view, the status of all features, the second of their event timestamp, and their values.

Arguments: the repository's directory, then for each view a JSON list of its name and its keys.
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


def read(store, view, keys):
    features = [f.name for f in store.get_feature_view(view).features]
    answer = store.get_online_features([f"{view}:{name}" for name in features], keys)
    values = answer.to_dict()
    vectors = dict(zip(answer.proto.metadata.feature_names.val, answer.proto.results))
    for row in range(len(keys)):
        statuses = {FieldStatus.Name(vectors[name].statuses[row]) for name in features}
        moments = {vectors[name].event_timestamps[row].seconds for name in features}
        shown = [plain(values[name][row]) for name in features]
        print(json.dumps([view, *statuses, *moments, *shown], ensure_ascii=False))


store = definitions.opened(sys.argv[1])
for question in sys.argv[2:]:
    read(store, *json.loads(question))
