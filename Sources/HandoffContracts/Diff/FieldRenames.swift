internal import HandoffSchema

/// The fields of an object that went on under another name.
///
/// A field that came is a field that went where both promise the same and no other one of either side does.
struct FieldRenames {
  private struct Shape: Hashable {
    var schema: JSONValue
    var isRequired: Bool
  }

  private var oldNames: [ExactString: String] = [:]
  private var renamed: Set<ExactString> = []

  /// - Complexity: O(*n*) on average in the number of fields and the sizes of their schemas.
  init(
    gone: [JSONObject.Element], wasRequired: Set<ExactString>, new: [JSONObject.Element],
    isRequired: Set<ExactString>
  ) {
    var candidates: [Shape: [String]] = [:]
    for member in gone {
      let shape = Shape(schema: member.value, isRequired: wasRequired.contains(ExactString(member.key)))
      candidates[shape, default: []].append(member.key)
    }
    let rivals = Dictionary(new.map { ($0.value, 1) }, uniquingKeysWith: +)
    for member in new where rivals[member.value] == 1 {
      let name = ExactString(member.key)
      let shape = Shape(schema: member.value, isRequired: isRequired.contains(name))
      guard let names = candidates[shape], names.count == 1 else { continue }
      oldNames[name] = names[0]
      renamed.insert(ExactString(names[0]))
    }
  }

  /// The name that a new field had before.
  func oldName(of name: String) -> String? { oldNames[ExactString(name)] }

  /// Says whether a field that vanished has a new name.
  func hasNewName(_ name: String) -> Bool { renamed.contains(ExactString(name)) }
}
