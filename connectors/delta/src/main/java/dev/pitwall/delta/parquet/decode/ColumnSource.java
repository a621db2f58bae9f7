package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.codec.PageArrays;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/**
 * What the columns of one row group are decoded from.
 *
 * @param pages the pages read, perhaps not all
 * @param arrays where the pages' arrays come from
 * @param schema the schema of the file
 * @param block the row group
 * @param createdBy the program that wrote the file; null when unknown
 */
public record ColumnSource(
    PageReadStore pages,
    PageArrays arrays,
    MessageType schema,
    BlockMetaData block,
    String createdBy) {}
