package dev.pitwall.core.registry.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.model.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes objects of the catalog as JSON and reads them back. Columns are in Arrow's own JSON. */
public final class DefinitionJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DefinitionJson() {}

  public static String write(Definition definition) {
    ObjectNode json = MAPPER.createObjectNode();
    if (definition instanceof Definition.Entity entity) {
      writeEntity(json, entity.spec());
    } else if (definition instanceof Definition.FeatureView view) {
      writeView(json, view.spec());
    } else if (definition instanceof Definition.LakeTable table) {
      writeTable(json, table.spec());
    } else if (definition instanceof Definition.FeatureService service) {
      writeService(json, service.spec());
    } else if (definition instanceof Definition.TrainingSet set) {
      writeTrainingSet(json, set.spec());
    }
    return json.toString();
  }

  /**
   * Reads an object.
   *
   * @throws PitwallException DATA_CORRUPT when the text is not what {@link #write} makes
   */
  public static Definition read(DefinitionKind kind, String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return switch (kind) {
        case ENTITY -> new Definition.Entity(entity(json));
        case FEATURE_VIEW -> new Definition.FeatureView(view(json));
        case LAKE_TABLE -> new Definition.LakeTable(table(json));
        case FEATURE_SERVICE -> new Definition.FeatureService(service(json));
        case TRAINING_SET -> new Definition.TrainingSet(trainingSet(json));
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw corrupt(kind, e);
    }
  }

  public static String writeTexts(List<String> texts) {
    return MAPPER.valueToTree(texts).toString();
  }

  public static List<String> readTexts(String text) {
    try {
      return texts(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new PitwallException(ErrorCode.DATA_CORRUPT, "the registry holds broken tags", e);
    }
  }

  /** A JSON object of the entries, in their order. */
  public static String writeObject(Map<String, ?> entries) {
    return MAPPER.valueToTree(entries).toString();
  }

  private static void writeEntity(ObjectNode json, EntitySpec entity) {
    json.put("name", entity.name()).put("comment", entity.comment());
    writeColumns(json.putArray("joinKeys"), entity.joinKeys());
  }

  private static void writeView(ObjectNode json, FeatureViewSpec view) {
    json.put("name", view.name()).put("comment", view.comment());
    writeEntity(json.putObject("entity"), view.entity());
    json.put("eventTimestamp", view.eventTimestamp());
    view.createdTimestamp().ifPresent(column -> json.put("createdTimestamp", column));
    view.timeToLive().micros().ifPresent(micros -> json.put("timeToLiveMicros", micros));
    view.cacheTtl().ifPresent(ttl -> json.put("cacheTtlNanos", ttl.toNanos()));
    json.put("availability", view.availability().name());
    writeSource(json.putObject("source"), view.source());
    writeColumns(json.putArray("columns"), view.columns());
  }

  private static void writeTable(ObjectNode json, dev.pitwall.core.catalog.LakeTable table) {
    json.put("name", table.name()).put("comment", table.comment());
    writeSource(json.putObject("source"), table.source());
    writeColumns(json.putArray("columns"), table.columns());
  }

  private static void writeTrainingSet(ObjectNode json, TrainingSet set) {
    json.put("name", set.name()).put("query", set.query()).put("timeZone", set.timeZone());
    ArrayNode views = json.putArray("views");
    set.views().forEach(view -> writeView(views.addObject(), view));
    ArrayNode tables = json.putArray("tables");
    set.tables().forEach(table -> writeTable(tables.addObject(), table));
    ArrayNode services = json.putArray("services");
    set.services().forEach(service -> writeService(services.addObject(), service));
    json.set("columns", MAPPER.valueToTree(set.columns()));
    json.put("rowCount", set.rowCount());
  }

  private static void writeService(ObjectNode json, FeatureServiceSpec service) {
    json.put("name", service.name()).put("comment", service.comment());
    ArrayNode selections = json.putArray("selections");
    for (FeatureServiceSpec.Selection selection : service.selections()) {
      ObjectNode each = selections.addObject().put("view", selection.view());
      each.set("features", MAPPER.valueToTree(selection.features()));
    }
  }

  private static void writeSource(ObjectNode json, TableSource source) {
    json.put("format", source.format().name()).put("location", source.location());
    json.set("options", MAPPER.valueToTree(new TreeMap<>(source.options())));
  }

  private static void writeColumns(ArrayNode json, List<ColumnSpec> columns) {
    for (ColumnSpec column : columns) {
      ObjectNode each = json.addObject().put("comment", column.comment());
      each.set("field", MAPPER.valueToTree(column.field()));
    }
  }

  private static EntitySpec entity(JsonNode json) throws JsonProcessingException {
    return new EntitySpec(text(json, "name"), columns(json, "joinKeys"), text(json, "comment"));
  }

  private static FeatureViewSpec view(JsonNode json) throws JsonProcessingException {
    JsonNode ttl = json.path("timeToLiveMicros");
    return new FeatureViewSpec(
        text(json, "name"),
        entity(json.required("entity")),
        text(json, "eventTimestamp"),
        Optional.ofNullable(json.path("createdTimestamp").textValue()),
        ttl.isMissingNode() ? TimeToLive.UNBOUNDED : TimeToLive.ofMicros(ttl.longValue()),
        columns(json, "columns"),
        Availability.valueOf(text(json, "availability")),
        source(json.required("source")),
        text(json, "comment"),
        Optional.ofNullable(json.get("cacheTtlNanos"))
            .map(nanos -> Duration.ofNanos(nanos.longValue())));
  }

  private static dev.pitwall.core.catalog.LakeTable table(JsonNode json)
      throws JsonProcessingException {
    return new dev.pitwall.core.catalog.LakeTable(
        text(json, "name"),
        source(json.required("source")),
        columns(json, "columns"),
        text(json, "comment"));
  }

  private static FeatureServiceSpec service(JsonNode json) {
    List<FeatureServiceSpec.Selection> selections = new ArrayList<>();
    for (JsonNode each : json.required("selections")) {
      selections.add(
          new FeatureServiceSpec.Selection(text(each, "view"), texts(each.required("features"))));
    }
    return new FeatureServiceSpec(text(json, "name"), selections, text(json, "comment"));
  }

  private static TrainingSet trainingSet(JsonNode json) throws JsonProcessingException {
    List<FeatureViewSpec> views = new ArrayList<>();
    for (JsonNode each : json.required("views")) {
      views.add(view(each));
    }
    List<dev.pitwall.core.catalog.LakeTable> tables = new ArrayList<>();
    for (JsonNode each : json.required("tables")) {
      tables.add(table(each));
    }
    List<FeatureServiceSpec> services = new ArrayList<>();
    json.required("services").forEach(each -> services.add(service(each)));
    return new TrainingSet(
        text(json, "name"),
        text(json, "query"),
        text(json, "timeZone"),
        views,
        tables,
        services,
        MAPPER.treeToValue(json.required("columns"), Schema.class),
        json.required("rowCount").longValue());
  }

  private static TableSource source(JsonNode json) {
    Map<String, String> options = new TreeMap<>();
    json.required("options")
        .properties()
        .forEach(option -> options.put(option.getKey(), option.getValue().textValue()));
    return new TableSource(
        SourceFormat.valueOf(text(json, "format")), text(json, "location"), options);
  }

  private static List<ColumnSpec> columns(JsonNode json, String name)
      throws JsonProcessingException {
    List<ColumnSpec> columns = new ArrayList<>();
    for (JsonNode each : json.required(name)) {
      Field field = MAPPER.treeToValue(each.required("field"), Field.class);
      columns.add(new ColumnSpec(field, text(each, "comment")));
    }
    return columns;
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(each.textValue()));
    return texts;
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.required(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return value.textValue();
  }

  private static PitwallException corrupt(DefinitionKind kind, Exception cause) {
    return new PitwallException(
        ErrorCode.DATA_CORRUPT,
        "the registry holds a broken definition of kind "
            + kind
            + "; restore the registry from a backup, or read it with the version that wrote it",
        cause);
  }
}
