<#-- What Pitwall adds to Calcite's statements; the nodes are in dev.pitwall.core.sql.tree. -->

/** Parses the kind of a catalog object: {@code FEATURE VIEW}. */
ObjectKind ObjectKindName() :
{
}
{
    <FEATURE>
    (
        <VIEW> { return ObjectKind.FEATURE_VIEW; }
    |
        <SERVICE> { return ObjectKind.FEATURE_SERVICE; }
    )
|
    <ENTITY> { return ObjectKind.ENTITY; }
|
    <TABLE> { return ObjectKind.TABLE; }
|
    <TRAINING> <SET> { return ObjectKind.TRAINING_SET; }
}

/** Parses {@code FOR VERSION AS OF 3} or {@code FOR TIMESTAMP AS OF '…'} after a table's name. */
SqlNode PinnedTableOpt(SqlNode table) :
{
    final Span s;
    final PinnedTable pin;
    final SqlNode value;
}
{
    LOOKAHEAD(2)
    <FOR> { s = Span.of(table); }
    (
        <VERSION> { pin = PinnedTable.VERSION; }
    |
        <TIMESTAMP> { pin = PinnedTable.TIMESTAMP; }
    )
    <AS> <OF> value = Expression(ExprContext.ACCEPT_NON_QUERY)
    { return pin.createCall(s.end(this), table, value); }
|
    { return table; }
}

boolean IfExistsOpt() :
{
}
{
    LOOKAHEAD(2)
    <IF> <EXISTS> { return true; }
|
    { return false; }
}

SqlLiteral TextLiteral() :
{
    final String text;
}
{
    text = SimpleStringLiteral() { return SqlLiteral.createCharString(text, getPos()); }
}

SqlLiteral CommentOpt() :
{
    SqlLiteral comment = null;
}
{
    [ <COMMENT> comment = TextLiteral() ]
    { return comment; }
}

/** Parses {@code name TYPE [NOT NULL] [COMMENT 'text']}. */
ColumnDeclaration ColumnDeclaration() :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    final boolean nullable;
    final SqlLiteral comment;
}
{
    name = SimpleIdentifier()
    type = DataType()
    nullable = NotNullOpt()
    comment = CommentOpt()
    {
        return new ColumnDeclaration(name, type.withNullable(nullable), comment);
    }
}

List<ColumnDeclaration> ColumnDeclarations() :
{
    final List<ColumnDeclaration> columns = new ArrayList<ColumnDeclaration>();
    ColumnDeclaration column;
}
{
    <LPAREN>
    column = ColumnDeclaration() { columns.add(column); }
    ( <COMMA> column = ColumnDeclaration() { columns.add(column); } )*
    <RPAREN>
    { return columns; }
}

SqlCreate CreateEntity(Span s, boolean replace) :
{
    final SqlIdentifier name;
    List<ColumnDeclaration> joinKeys = Collections.emptyList();
    final SqlLiteral comment;
}
{
    <ENTITY> name = SimpleIdentifier()
    [
        LOOKAHEAD(2)
        <LPAREN> <RPAREN>
    |
        joinKeys = ColumnDeclarations()
    ]
    comment = CommentOpt()
    {
        return new CreateEntity(s.end(this), replace, name, joinKeys, comment);
    }
}

SqlCreate CreateFeatureView(Span s, boolean replace) :
{
    final SqlIdentifier name;
    List<ColumnDeclaration> columns = Collections.emptyList();
    final FeatureViewClauses clauses = new FeatureViewClauses();
}
{
    <FEATURE> <VIEW> name = SimpleIdentifier()
    [ columns = ColumnDeclarations() ]
    ( FeatureViewClause(clauses) )+
    {
        return new CreateFeatureView(s.end(this), replace, name, columns, clauses);
    }
}

/** Parses one clause of a feature view; they may come in any order, each once. */
void FeatureViewClause(FeatureViewClauses clauses) :
{
    SqlIdentifier name;
    SqlNode value;
    final TableOrigin origin;
    final List<OptionAssignment> options;
    final SqlLiteral comment;
}
{
    <ENTITY> name = SimpleIdentifier() { clauses.entity(name); }
|
    <TIMESTAMP> name = SimpleIdentifier() { clauses.eventTimestamp(name); }
|
    <CREATED> name = SimpleIdentifier() { clauses.createdTimestamp(name); }
|
    <TTL> value = TimeToLiveValue() { clauses.timeToLive(value); }
|
    <ONLINE> { clauses.online(getPos()); }
|
    <OFFLINE> <ONLY> { clauses.offlineOnly(getPos()); }
|
    <OPTIONS> options = OptionAssignments() { clauses.options(options, getPos()); }
|
    origin = TableOrigin() { clauses.origin(origin); }
|
    <COMMENT> comment = TextLiteral() { clauses.comment(comment); }
}

/** Parses an interval, or the name UNBOUNDED. */
SqlNode TimeToLiveValue() :
{
    final SqlNode value;
}
{
    value = IntervalLiteral() { return value; }
|
    <UNBOUNDED> { return new SqlIdentifier(unquotedIdentifier(), getPos()); }
}

/** Parses {@code FROM DELTA 'location'}. */
TableOrigin TableOrigin() :
{
    final SqlIdentifier format;
    final SqlLiteral location;
}
{
    <FROM> format = SimpleIdentifier() location = TextLiteral()
    { return new TableOrigin(format, location); }
}

List<OptionAssignment> OptionAssignments() :
{
    final List<OptionAssignment> options = new ArrayList<OptionAssignment>();
    OptionAssignment option;
}
{
    <LPAREN>
    option = OptionAssignment() { options.add(option); }
    ( <COMMA> option = OptionAssignment() { options.add(option); } )*
    <RPAREN>
    { return options; }
}

OptionAssignment OptionAssignment() :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    name = CompoundIdentifier() <EQ> value = Literal()
    { return new OptionAssignment(name, value); }
}

SqlCreate CreateTable(Span s, boolean replace) :
{
    final SqlIdentifier name;
    List<ColumnDeclaration> columns = Collections.emptyList();
    List<OptionAssignment> options = Collections.emptyList();
    final TableOrigin origin;
    final SqlLiteral comment;
}
{
    <TABLE> name = CompoundIdentifier()
    [ columns = ColumnDeclarations() ]
    origin = TableOrigin()
    [ <OPTIONS> options = OptionAssignments() ]
    comment = CommentOpt()
    {
        return new CreateTable(s.end(this), replace, name, columns, origin, options, comment);
    }
}

SqlCreate CreateTemporaryTable(Span s, boolean replace) :
{
    final SqlIdentifier name;
    final SqlNode query;
}
{
    <TEMPORARY> <TABLE> name = CompoundIdentifier()
    <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return new CreateTemporaryTable(s.end(this), replace, name, query);
    }
}

SqlCreate CreateTrainingSet(Span s, boolean replace) :
{
    final SqlIdentifier name;
    final SqlParserPos start;
    final SqlNode query;
}
{
    <TRAINING> <SET> name = SimpleIdentifier() <AS>
    {
        start = new SqlParserPos(getToken(1).beginLine, getToken(1).beginColumn);
    }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return new CreateTrainingSet(s.end(this), replace, name, query, start);
    }
}

SqlCreate CreateFeatureService(Span s, boolean replace) :
{
    final SqlIdentifier name;
    final List<FeatureSelection> selections = new ArrayList<FeatureSelection>();
    FeatureSelection selection;
    final SqlLiteral comment;
}
{
    <FEATURE> <SERVICE> name = SimpleIdentifier() <AS>
    selection = FeatureSelection() { selections.add(selection); }
    ( <COMMA> selection = FeatureSelection() { selections.add(selection); } )*
    comment = CommentOpt()
    {
        return new CreateFeatureService(s.end(this), replace, name, selections, comment);
    }
}

/** Parses {@code view} or {@code view (feature, feature)}. */
FeatureSelection FeatureSelection() :
{
    final SqlIdentifier view;
    SqlNodeList features = SqlNodeList.EMPTY;
}
{
    view = SimpleIdentifier()
    [ features = ParenthesizedSimpleIdentifierList() ]
    { return new FeatureSelection(view, features); }
}

SqlDrop DropObject(Span s, boolean replace) :
{
    final ObjectKind kind;
    final boolean ifExists;
    final SqlIdentifier name;
}
{
    kind = ObjectKindName() ifExists = IfExistsOpt() name = CompoundIdentifier()
    {
        return new DropObject(s.end(this), kind, ifExists, name);
    }
}

SqlNode AlterObject() :
{
    final Span s;
    final ObjectKind kind;
    final SqlIdentifier name;
    final ObjectChange change;
}
{
    <ALTER> { s = span(); }
    kind = ObjectKindName() name = CompoundIdentifier() change = ObjectChange()
    {
        return new AlterObject(s.end(this), kind, name, change);
    }
}

ObjectChange ObjectChange() :
{
    final SqlNode value;
    final SqlLiteral comment;
    final SqlIdentifier status;
    final ColumnDeclaration column;
}
{
    <SET>
    (
        <TTL> value = TimeToLiveValue() { return new ObjectChange.SetTimeToLive(value); }
    |
        <COMMENT> comment = TextLiteral() { return new ObjectChange.SetComment(comment); }
    |
        <STATUS> status = SimpleIdentifier() { return new ObjectChange.SetStatus(status); }
    )
|
    <ADD> <COLUMN> column = ColumnDeclaration() { return new ObjectChange.AddColumn(column); }
}

SqlNode ShowObjects() :
{
    final Span s;
    final ObjectKind kind;
}
{
    <SHOW> { s = span(); }
    (
        <ENTITIES> { kind = ObjectKind.ENTITY; }
    |
        <TABLES> { kind = ObjectKind.TABLE; }
    |
        <TRAINING> <SETS> { kind = ObjectKind.TRAINING_SET; }
    |
        <FEATURE>
        (
            <VIEWS> { kind = ObjectKind.FEATURE_VIEW; }
        |
            <SERVICES> { kind = ObjectKind.FEATURE_SERVICE; }
        )
    )
    {
        return new ShowObjects(s.end(this), kind);
    }
}

SqlNode DescribeObject() :
{
    final Span s;
    ObjectKind kind = null;
    SqlIdentifier name;
}
{
    <DESCRIBE> { s = span(); }
    [
        LOOKAHEAD(<HISTORY> CompoundIdentifier())
        <HISTORY> name = CompoundIdentifier()
        { return new DescribeHistory(s.end(this), name); }
    ]
    [ LOOKAHEAD(ObjectKindName() CompoundIdentifier()) kind = ObjectKindName() ]
    name = CompoundIdentifier()
    {
        return new DescribeObject(s.end(this), kind, name);
    }
}

SqlNode MaterializeViews() :
{
    final Span s;
    final List<SqlIdentifier> views = new ArrayList<SqlIdentifier>();
    SqlIdentifier view;
    SqlNode from = null;
    SqlNode to = null;
}
{
    <MATERIALIZE> { s = span(); }
    view = CompoundIdentifier() { views.add(view); }
    ( <COMMA> view = CompoundIdentifier() { views.add(view); } )*
    [ <FROM> from = Literal() ]
    [ <TO> to = Literal() ]
    {
        return new MaterializeViews(s.end(this), views, from, to);
    }
}

SqlNode CheckMaterialization() :
{
    final Span s;
    final List<SqlIdentifier> views = new ArrayList<SqlIdentifier>();
    SqlIdentifier view;
}
{
    <CHECK> { s = span(); } <MATERIALIZATION>
    view = CompoundIdentifier() { views.add(view); }
    ( <COMMA> view = CompoundIdentifier() { views.add(view); } )*
    {
        return new CheckMaterialization(s.end(this), views);
    }
}

SqlNode OptimizeTable() :
{
    final Span s;
    final SqlIdentifier table;
    final List<SqlIdentifier> order = new ArrayList<SqlIdentifier>();
    SqlIdentifier column;
    SqlNode where = null;
}
{
    <OPTIMIZE> { s = span(); }
    table = CompoundIdentifier()
    [ LOOKAHEAD(1) <WHERE> where = Expression(ExprContext.ACCEPT_NON_QUERY) ]
    [
        <ZORDER> <BY>
        <LPAREN>
        column = SimpleIdentifier() { order.add(column); }
        ( <COMMA> column = SimpleIdentifier() { order.add(column); } )*
        <RPAREN>
    ]
    [
        LOOKAHEAD(1, { where == null })
        <WHERE> where = Expression(ExprContext.ACCEPT_NON_QUERY)
    ]
    {
        return new OptimizeTable(s.end(this), table, order, where);
    }
}

SqlNode VacuumTable() :
{
    final Span s;
    final SqlIdentifier table;
    SqlNode hours = null;
    VacuumTable.Mode mode = VacuumTable.Mode.DELETE;
}
{
    <VACUUM> { s = span(); }
    table = CompoundIdentifier()
    [ <RETAIN> hours = NumericLiteral() <HOURS> ]
    [ <DRY> <RUN> { mode = VacuumTable.Mode.DRY_RUN; } ]
    {
        return new VacuumTable(s.end(this), table, hours, mode);
    }
}

SqlNode KillQuery() :
{
    final Span s;
    final SqlNode id;
}
{
    <KILL> { s = span(); } <QUERY>
    id = StringLiteral()
    {
        return new KillQuery(s.end(this), id);
    }
}

SqlNode EraseEntity() :
{
    final Span s;
    final SqlIdentifier entity;
    final List<SqlIdentifier> joinKeys = new ArrayList<SqlIdentifier>();
    final List<SqlNode> values = new ArrayList<SqlNode>();
    EraseEntity.Scope scope = EraseEntity.Scope.VIEWS;
}
{
    <ERASE> { s = span(); } <ENTITY>
    entity = SimpleIdentifier()
    <LPAREN>
    JoinKeyValue(joinKeys, values)
    ( <COMMA> JoinKeyValue(joinKeys, values) )*
    <RPAREN>
    [ <EVERYWHERE> { scope = EraseEntity.Scope.EVERYWHERE; } ]
    {
        return new EraseEntity(s.end(this), entity, joinKeys, values, scope);
    }
}

/** Parses {@code join_key = literal}. */
void JoinKeyValue(List<SqlIdentifier> joinKeys, List<SqlNode> values) :
{
    final SqlIdentifier joinKey;
    final SqlNode value;
}
{
    joinKey = SimpleIdentifier() <EQ> value = Literal()
    {
        joinKeys.add(joinKey);
        values.add(value);
    }
}

SqlNode ImportFeastRegistry() :
{
    final Span s;
    final SqlLiteral location;
    SqlLiteral project = null;
}
{
    <IMPORT> { s = span(); } <FEAST> <REGISTRY>
    location = TextLiteral()
    [ <PROJECT> project = TextLiteral() ]
    {
        return new ImportFeastRegistry(s.end(this), location, project);
    }
}

/**
 * Parses {@code EXPLAIN [ANALYZE] [AS format] query} and Calcite's {@code EXPLAIN PLAN FOR query};
 * an INSERT may stand for the query.
 */
SqlNode ExplainStatement() :
{
    final Span s;
    ExplainStatement.Mode mode = ExplainStatement.Mode.PLAN;
    SqlIdentifier format = null;
    final SqlNode query;
}
{
    <EXPLAIN> { s = span(); }
    (
        LOOKAHEAD(1)
        <PLAN> [ ExplainDetailLevel() ] ExplainDepth()
        [ <AS> format = SimpleIdentifier() ]
        <FOR>
    |
        [ LOOKAHEAD(1) <ANALYZE> { mode = ExplainStatement.Mode.ANALYZE; } ]
        [ <AS> format = SimpleIdentifier() ]
    )
    (
        LOOKAHEAD(1)
        query = SqlInsert()
    |
        query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    {
        return ExplainStatement.of(s.end(this), mode, format, query);
    }
}

/** Parses {@code TIMESTAMP_LTZ [(precision)]}, short for TIMESTAMP WITH LOCAL TIME ZONE. */
SqlTypeNameSpec TimestampLtzType() :
{
    final SqlParserPos pos;
    final int precision;
}
{
    <TIMESTAMP_LTZ> { pos = getPos(); } precision = PrecisionOpt()
    {
        return new SqlBasicTypeNameSpec(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, pos);
    }
}
