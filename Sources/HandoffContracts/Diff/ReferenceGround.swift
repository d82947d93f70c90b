internal import HandoffSchema

/// What the references of a schema count from, as far as they are followed to compare fields.
///
/// A schema of a manifest is a document of its own: its references lead into itself first, then into the manifest.
struct ReferenceGround {
  /// The most references that are followed from one to the next.
  static let hopLimit = 32

  /// Where a schema stands; two that are equal say the same.
  enum Landing: Hashable {
    /// At a reference's end, with the keywords that stand beside the references on the way there.
    case referred(whole: Whole, isOwn: Bool, JSONPointer, beside: JSONObject)
    /// Where it is written.
    case written(whole: Whole, JSONValue)

    var isReferred: Bool { if case .referred = self { true } else { false } }
  }

  /// Which document the local references count from.
  enum Whole: Hashable {
    /// The schema that the comparison began with.
    case first
    /// The schema that the manifest (`nil`) or a file holds at a pointer.
    case held(file: Int?, JSONPointer)
  }

  private let files: SchemaFiles
  private let root: JSONValue
  private var whole: JSONValue
  private var id = Whole.first
  /// The file that the schema stands in; `nil` for the manifest.
  private var file: Int?

  /// Prepares the ground of a schema.
  ///
  /// - `schema`: The whole schema.
  /// - `root`: What its references may lead to, as members of the manifest's root.
  /// - `files`: The files that the manifest refers to.
  init(of schema: JSONValue, in root: JSONObject, files: SchemaFiles = SchemaFiles()) {
    whole = schema
    self.root = .object(root)
    self.files = files
  }

  /// The members of a schema after its references, and where they stand; the ground moves there.
  mutating func follow(_ schema: JSONValue) -> (members: JSONObject, landing: Landing) {
    var schema = schema
    var beside: JSONObject = [:]
    var end: (isOwn: Bool, pointer: JSONPointer)?
    for _ in 0..<Self.hopLimit {
      guard case .object(var members) = schema, case .string(let text) = members["$ref"],
        let target = move(to: text)
      else { break }
      members["$ref"] = nil
      for member in members where beside[member.key] == nil { beside[member.key] = member.value }
      (schema, end) = (target.schema, (target.isOwn, target.pointer))
    }
    let landing: Landing =
      if let end {
        .referred(whole: id, isOwn: end.isOwn, end.pointer, beside: beside)
      } else {
        .written(whole: id, schema)
      }
    switch schema {
    case .object(var members):
      for member in beside { members[member.key] = member.value }
      return (members, landing)
    case .bool(false): return (["not": [:]], landing)
    default: return (beside, landing)
    }
  }

  /// What a reference leads to; `nil`, and nothing moves, where that cannot be told.
  private mutating func move(
    to text: String
  ) -> (schema: JSONValue, isOwn: Bool, pointer: JSONPointer)? {
    let reference = URIReference(text)
    guard let pointer = JSONPointer(parsing: URIReference.percentDecoded(reference.fragment ?? "")) else {
      return nil
    }
    if !reference.withoutFragment.isEmpty { return enter(reference, pointer) }
    if let target = whole[pointer] { return (target, true, pointer) }
    let outer = file.map { files.files[$0].json } ?? root
    guard let target = outer[pointer] else { return nil }
    stand(around: pointer, in: outer)
    return (target, false, pointer)
  }

  private mutating func enter(
    _ reference: URIReference, _ pointer: JSONPointer
  ) -> (schema: JSONValue, isOwn: Bool, pointer: JSONPointer)? {
    // What names itself counts its references from that name; those are compared as they are written.
    guard whole["$id"] == nil else { return nil }
    let base = URIReference(file.map { files.files[$0].uri } ?? "")
    let uri = reference.resolved(against: base).withoutFragment
    guard let next = files.byURI[ExactString(uri)], let target = files.files[next].json[pointer] else {
      return nil
    }
    file = next
    whole = files.files[next].json
    id = .held(file: next, .root)
    if SchemaHosts.manifests.include(whole) { stand(around: pointer, in: whole) }
    return (target, true, pointer)
  }

  private mutating func stand(around pointer: JSONPointer, in outer: JSONValue) {
    guard let held = SchemaHosts.manifests.schema(around: pointer), let schema = outer[held] else { return }
    whole = schema
    id = .held(file: file, held)
  }
}
