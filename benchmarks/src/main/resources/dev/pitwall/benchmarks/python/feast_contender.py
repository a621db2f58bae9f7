"""Feast: its offline store on DuckDB, the fastest that runs on one machine, on the same files."""

import glob
import os
from datetime import timedelta

import pyarrow.compute as pc
import pyarrow.parquet as pq
from feast import Entity, FeatureStore, FeatureView, Field, FileSource, RepoConfig, ValueType
from feast.data_format import ParquetFormat
from feast.types import Float32, Float64, Int32

TYPES = {"double": Float64, "float": Float32, "int32": Int32}


class Contender:
    def __init__(self, directory):
        self._store = FeatureStore(
            config=RepoConfig(
                project="benchmark",
                provider="local",
                registry=os.path.join(directory, "registry.db"),
                offline_store={"type": "duckdb"},
                online_store={"type": "sqlite", "path": os.path.join(directory, "online.db")},
                entity_key_serialization_version=3,
            )
        )

    def prepare(self, query):
        (key,) = query["keys"]
        entity = Entity(name="entity", join_keys=[key], value_type=ValueType.INT64)
        self._store.apply([entity] + [self._view(view, entity) for view in query["views"]])

    @staticmethod
    def _view(view, entity):
        schema = pq.read_schema(glob.glob(view["table"] + "/*.parquet")[0])
        days = view["timeToLiveDays"]
        return FeatureView(
            name=view["name"],
            entities=[entity],
            ttl=timedelta(days=days),
            schema=[Field(name=name, dtype=TYPES[str(schema.field(name).type)]) for name in view["features"]],
            source=FileSource(
                path=view["table"] + "/*.parquet", file_format=ParquetFormat(), timestamp_field="event_ts"
            ),
        )

    def run(self, query):
        table = self._training_set(query)
        sums = [pc.sum(pc.cast(table[column], "float64")).as_py() or 0.0 for column in self._columns(query)]
        return [float(table.num_rows)] + sums

    def answer(self, query, directory):
        table = self._training_set(query).select(["spine_id"] + self._columns(query))
        pq.write_table(table, directory + "/answer.parquet")

    @staticmethod
    def _columns(query):
        return [f"{view['name']}_{feature}" for view in query["views"] for feature in view["features"]]

    def _training_set(self, query):
        spine = pq.ParquetDataset(glob.glob(query["spine"] + "/*.parquet")).read().to_pandas()
        features = [f"{view['name']}:{feature}" for view in query["views"] for feature in view["features"]]
        table = self._store.get_historical_features(
            entity_df=spine.rename(columns={"at_ts": "event_timestamp"}),
            features=features,
            full_feature_names=True,
        ).to_arrow()
        return table.rename_columns([name.replace("__", "_") for name in table.column_names])
