public import HandoffSchema

extension Contract {
  /// Drafts a contract from one example of its output: every member required, its type as it is in the example.
  ///
  /// A draft to edit: one example says neither what may be missing nor within which bounds.
  ///
  /// - Parameters:
  ///   - name: The contract's name.
  ///   - example: What the agent returned.
  ///   - version: The version (semver).
  ///   - fileID: Where it is declared.
  ///   - line: Where it is declared.
  public init(
    _ name: String, example: JSONValue, version: String? = nil, fileID: String = #fileID, line: Int = #line
  ) {
    self.init(
      name: name, version: version, output: PayloadSurvey(of: example).schema(.types),
      declaredAt: SourceLocation(file: fileID, line: line))
  }

  /// Drafts a contract from one example of its output that can be encoded; see ``init(_:example:version:fileID:line:)-(_,JSONValue,_,_,_)``.
  ///
  /// - Parameters:
  ///   - name: The contract's name.
  ///   - example: What the agent returned.
  ///   - version: The version (semver).
  ///   - fileID: Where it is declared.
  ///   - line: Where it is declared.
  @_disfavoredOverload
  public init(
    _ name: String, example: some Encodable, version: String? = nil, fileID: String = #fileID,
    line: Int = #line
  ) {
    let place = SourceLocation(file: fileID, line: line)
    do {
      let value = try PayloadEncoder.encode(example)
      self.init(
        name: name, version: version, output: PayloadSurvey(of: value).schema(.types), declaredAt: place)
    } catch {
      self.init(name: name, version: version, output: true, declaredAt: place)
      report(
        .wrongValue(found: "an example that cannot be encoded: \(error)", allowed: "one that JSON can say"),
        at: place)
    }
  }

  /// Drafts a contract from the type that its output is decoded as.
  ///
  /// The type is decoded from made-up values and watched; what cannot be seen of it is open in the draft, see
  /// ``TypeReading/gaps``. Dates are taken for texts of the format `date-time`.
  ///
  /// - Parameters:
  ///   - name: The contract's name.
  ///   - type: The type.
  ///   - version: The version (semver).
  ///   - fileID: Where it is declared.
  ///   - line: Where it is declared.
  public init<Value: Decodable>(
    _ name: String, reading type: Value.Type, version: String? = nil, fileID: String = #fileID,
    line: Int = #line
  ) {
    self.init(
      name: name, version: version, output: TypeReading(of: type).draft,
      declaredAt: SourceLocation(file: fileID, line: line))
  }

  /// Takes a contract's output from a JSON Schema as text, such as a framework writes it for its own types.
  ///
  /// - Parameters:
  ///   - name: The contract's name.
  ///   - text: The JSON Schema.
  ///   - version: The version (semver).
  ///   - fileID: Where it is declared.
  ///   - line: Where it is declared.
  public init(
    _ name: String, jsonSchema text: String, version: String? = nil, fileID: String = #fileID,
    line: Int = #line
  ) {
    let place = SourceLocation(file: fileID, line: line)
    do throws(JSONSyntaxError) {
      let schema = try JSONDocument(parsing: Array(text.utf8)).value
      self.init(name: name, version: version, output: schema, declaredAt: place)
    } catch {
      self.init(name: name, version: version, output: true, declaredAt: place)
      report(
        .wrongValue(found: "a text that is no JSON (\(error))", allowed: "a JSON Schema"), at: place, "output"
      )
    }
  }
}
