/// Where the schemas of a run may be, besides the folder of the file that refers to them.
struct SchemaSources: Sendable {
  /// A folder whose files references may lead to.
  var root: String?
  /// Files that were handed over.
  var files: [String] = []

  /// Takes only a folder.
  init(root: String?) {
    self.root = root
  }

  /// Takes what `--schema-root` and `--schema` say.
  init(_ arguments: ParsedArguments) {
    root = arguments.text(.schemaRoot)
    files = arguments.texts(.schema)
  }
}
