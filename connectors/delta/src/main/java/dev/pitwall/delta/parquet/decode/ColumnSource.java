package dev.pitwall.delta.parquet.decode;

import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/**
 * What the columns of one row group are decoded from.
 *
 * @param pages the pages read, perhaps not all
 * @param schema the schema of the file
 * @param block the row group
 * @param createdBy the program that wrote the file; null when unknown
 */
public record ColumnSource(
    PageReadStore pages, MessageType schema, BlockMetaData block, String createdBy) {}
