"""The Feast repository of the test: its definitions, and how it is opened."""

from datetime import timedelta
from pathlib import Path

from feast import (
    Entity,
    FeatureService,
    FeatureStore,
    FeatureView,
    Field,
    FileSource,
    PushSource,
    ValueType,
)
from feast.data_format import DeltaFormat
from feast.on_demand_feature_view import on_demand_feature_view
from feast.types import (
    Array,
    Bool,
    Bytes,
    Float32,
    Float64,
    Int32,
    Int64,
    String,
    UnixTimestamp,
)

PROJECT = "interchange"

SETTINGS = """
project: {project}
provider: local
registry: data/registry.db
online_store:
  type: redis
  connection_string: {redis}
offline_store:
  type: file
entity_key_serialization_version: 3
"""

driver = Entity(
    name="driver",
    join_keys=["driver_id"],
    value_type=ValueType.INT64,
    description="who drives",
)
customer = Entity(name="customer", join_keys=["customer_id"], value_type=ValueType.STRING)

# One feature of every type that both sides know.
TYPED = [
    Field(name="trips", dtype=Int64),
    Field(name="rank", dtype=Int32),
    Field(name="acceptance", dtype=Float32),
    Field(name="earnings", dtype=Float64),
    Field(name="city", dtype=String),
    Field(name="active", dtype=Bool),
    Field(name="hired", dtype=UnixTimestamp),
    Field(name="token", dtype=Bytes),
    Field(name="recent", dtype=Array(Int64)),
    Field(name="scores", dtype=Array(Float32)),
    Field(name="tags", dtype=Array(String)),
]
PAIRED = [Field(name="rides", dtype=Int64)]


def parquet(name):
    return FileSource(name=name, path=f"data/{name}.parquet", timestamp_field="event_ts")


def delta(name):
    return FileSource(
        name=name,
        path=f"data/{name}",
        file_format=DeltaFormat(),
        timestamp_field="event_ts",
        created_timestamp_column="created_ts",
    )


driver_stats = FeatureView(
    name="driver_stats",
    entities=[driver],
    ttl=timedelta(days=30),
    schema=TYPED,
    source=parquet("driver_stats"),
    description="what drivers did",
    owner="fleet",
)
pair_stats = FeatureView(
    name="pair_stats",
    entities=[driver, customer],
    schema=PAIRED,
    source=parquet("pair_stats"),
)
weather = FeatureView(
    name="weather",
    schema=[Field(name="temperature", dtype=Float64)],
    source=parquet("weather"),
)
driver_history = FeatureView(
    name="driver_history",
    entities=[driver],
    ttl=timedelta(days=30),
    schema=TYPED,
    source=delta("driver_history"),
)
pair_history = FeatureView(
    name="pair_history",
    entities=[driver, customer],
    schema=PAIRED,
    source=delta("pair_history"),
)
activity = FeatureService(
    name="activity", features=[driver_stats[["trips", "city"]], weather, pair_stats]
)

# What has no counterpart, or not a whole one.
pushed = FeatureView(
    name="pushed",
    entities=[driver],
    schema=[Field(name="trips", dtype=Int64)],
    online=False,
    source=PushSource(name="driver_push", batch_source=parquet("driver_stats")),
    tags={"team": "fleet"},
)
renamed = FeatureView(
    name="renamed",
    entities=[driver],
    schema=[Field(name="journeys", dtype=Int64)],
    source=FileSource(
        name="renamed",
        path="data/driver_stats.parquet",
        timestamp_field="event_ts",
        field_mapping={"trips": "journeys"},
    ),
)


@on_demand_feature_view(
    sources=[driver_stats], schema=[Field(name="twice", dtype=Int64)], mode="python"
)
def doubled(inputs):
    return {"twice": [trips * 2 for trips in inputs["trips"]]}


computed = FeatureService(name="computed", features=[driver_stats[["city"]], doubled])
aliased = FeatureService(name="aliased", features=[driver_stats[["city"]].with_name("stats")])

OBJECTS = [
    driver,
    customer,
    driver_stats,
    pair_stats,
    weather,
    driver_history,
    pair_history,
    activity,
    pushed,
    renamed,
    doubled,
    computed,
    aliased,
]


def create(directory, redis):
    """Makes the settings of a repository whose online store is at HOST:PORT."""
    directory.joinpath("data").mkdir(parents=True)
    directory.joinpath("feature_store.yaml").write_text(
        SETTINGS.format(project=PROJECT, redis=redis)
    )


def opened(directory):
    return FeatureStore(repo_path=str(Path(directory)))
