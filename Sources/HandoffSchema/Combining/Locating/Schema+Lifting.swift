extension Schema {
  /// Payloads in which every element of an array satisfies a schema.
  ///
  /// Payloads without an array at the pointer qualify. A token that spells an index up to
  /// ``SchemaLift/indexLimit`` leads into arrays and objects, every other one into objects only.
  ///
  /// - Parameters:
  ///   - pointer: Where the array is.
  ///   - schema: What its elements must satisfy.
  /// - Returns: The schema of the payloads.
  package static func elements(of pointer: JSONPointer, satisfy schema: Schema) -> Schema {
    var assembly = SchemaAssembly()
    let elements = assembly.add(schema)
    var keywords = ArrayKeywords()
    keywords.items = elements
    var node = SchemaAssembly.blank()
    node.array = keywords
    let array = assembly.add(node)
    return SchemaLift(pointer, isRequired: false, entersArrays: true)
      .schema(of: array, saying: ["items": schema.json], in: assembly)
  }

  /// Payloads that have a value at a pointer through the members of objects.
  package static func containing(_ pointer: JSONPointer) -> Schema {
    var assembly = SchemaAssembly()
    let anything = assembly.boolean(true)
    return SchemaLift(pointer, isRequired: true, entersArrays: false)
      .schema(of: anything, saying: true, in: assembly)
  }

  /// Payloads that have an array at a pointer with a value among its elements.
  ///
  /// Tokens are read as by ``elements(of:satisfy:)``.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - pointer: Where the array is.
  /// - Returns: The schema of the payloads.
  package static func having(_ value: JSONValue, amongElementsAt pointer: JSONPointer) -> Schema {
    var assembly = SchemaAssembly()
    var keywords = ArrayKeywords()
    keywords.contains = assembly.constant(value)
    var node = SchemaAssembly.blank()
    node.types = .array
    node.array = keywords
    let array = assembly.add(node)
    return SchemaLift(pointer, isRequired: true, entersArrays: true)
      .schema(of: array, saying: ["type": "array", "contains": ["const": value]], in: assembly)
  }
}

/// Says of a payload what a schema says of a value inside it.
struct SchemaLift {
  /// The greatest index that leads into arrays: each earlier element has an entry of its own.
  static let indexLimit = 10_000
  /// Pointers with more tokens are not put into words, whose nesting costs call stack when they are released.
  private static let wordedTokens = 64

  private let pointer: JSONPointer
  /// True where payloads without a value there are refused.
  private let isRequired: Bool
  private let entersArrays: Bool

  init(_ pointer: JSONPointer, isRequired: Bool, entersArrays: Bool) {
    self.pointer = pointer
    self.isRequired = isRequired
    self.entersArrays = entersArrays
  }

  /// Wraps a location, from the last token outward.
  func schema(
    of inner: SchemaGraph.NodeID, saying words: JSONValue, in assembly: consuming SchemaAssembly
  ) -> Schema {
    var root = inner
    var json = words
    let isWorded = pointer.tokens.count <= Self.wordedTokens
    for token in pointer.tokens.reversed() {
      let index =
        entersArrays ? JSONPointer.arrayIndex(token).flatMap { $0 <= Self.indexLimit ? $0 : nil } : nil
      let anything = assembly.boolean(true)
      var node = SchemaAssembly.blank()
      node.object = objects(token, root)
      if let index { node.array = arrays(index, root, anything) }
      if isRequired { node.types = index == nil ? .object : [.object, .array] }
      root = assembly.add(node)
      if isWorded { json = self.words(token, index, json) }
    }
    return assembly.schema(root: root, json: isWorded ? json : true)
  }

  private func objects(_ token: String, _ inner: SchemaGraph.NodeID) -> ObjectKeywords {
    var keywords = ObjectKeywords()
    keywords.properties = [(token, inner)]
    if isRequired { keywords.required = [token] }
    return keywords
  }

  private func arrays(
    _ index: Int, _ inner: SchemaGraph.NodeID, _ anything: SchemaGraph.NodeID
  ) -> ArrayKeywords {
    var keywords = ArrayKeywords()
    keywords.prefixItems = Array(repeating: anything, count: index) + [inner]
    if isRequired { keywords.minItems = index + 1 }
    return keywords
  }

  private func words(_ token: String, _ index: Int?, _ inner: JSONValue) -> JSONValue {
    var result: JSONObject = [:]
    if isRequired { result["type"] = index == nil ? "object" : ["object", "array"] }
    result["properties"] = .object([token: inner])
    if isRequired { result["required"] = [.string(token)] }
    guard let index else { return .object(result) }
    result["prefixItems"] = .array(Array(repeating: true, count: index) + [inner])
    if isRequired { result["minItems"] = .number(JSONNumber(index + 1)) }
    return .object(result)
  }
}
